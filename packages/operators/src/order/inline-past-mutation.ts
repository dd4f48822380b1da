import ts from 'typescript';
import { soleDeclaration, statementsBehind } from '../kit/awaiting.ts';
import { enclosingFunction, statementOf, subjectOf } from '../kit/enclosing.ts';
import { dependsOn, mentions } from '../kit/effect.ts';
import { calledName, callsIn } from '../kit/exits.ts';
import { needsParentheses } from '../kit/precedence.ts';
import { referencesTo, symbolOf } from '../kit/references.ts';
import { dropLines, replaceNode } from '../kit/replace.ts';
import { hasComment } from '../kit/neighbour.ts';
import { gist, startOf, textOf } from '../kit/text-of.ts';
import { bare, descendants, waits, isInside } from '../kit/tree.ts';
import type { Operator, SiteContext } from '../operator.ts';

/** Methods that change what they are called on. */
const CHANGES =
  /^(?:set\w*|add|delete|clear|push|pop|shift|unshift|splice|sort|reverse|fill|copyWithin|next|write\w*|append\w*|remove\w*|insert\w*)$/u;

export const inlinePastMutation: Operator = {
  id: 'inline-past-mutation',
  family: 'order',
  tier: 'hard',
  cwe: 696,
  status: 'nursery',
  title: 'Value is read again after it has changed',
  mistake:
    'A value that was saved before a change is taken for a needless variable and read where it is used.',
  kinds: [ts.SyntaxKind.VariableStatement],
  *mutate(node, context) {
    if (!ts.isVariableStatement(node) || hasComment(node, context)) return;
    const declaration = soleDeclaration(node);
    const value = declaration?.initializer;
    if (declaration === null || value === undefined || !isReading(value)) return;
    const use = onlyUse(declaration, context);
    const statement = use === null ? null : changeBetween(node, value, use);
    if (use === null || statement === null || isBeside(use, value)) return;
    const shown = textOf(value, context);
    const text = needsParentheses(value, use) ? `(${shown})` : shown;
    const isShort = ts.isShorthandPropertyAssignment(use.parent);
    yield {
      edits: [dropLines(node, context), replaceNode(use, isShort ? `${use.text}: ${text}` : text, context)],
      explanation: {
        mechanism: `${subjectOf(node)} reads ${gist(value, context)} only after ${gist(statement, context)}.`,
        trigger: `It shows whenever ${gist(statement, context)} changes what ${gist(value, context)} gives.`,
        consequence: `The new value is used where the one of before is meant.`,
        fix: `Read it before the change: ${gist(node, context)}.`,
      },
      regions: [{ start: startOf(statement, context), end: statement.end }],
    };
  },
  examples: {
    injects: [
      {
        before:
          'export class Cell {\n  value = 0;\n  replace(value: number): number {\n    const old = this.value;\n    this.value = value;\n    return old;\n  }\n}\n',
        after:
          'export class Cell {\n  value = 0;\n  replace(value: number): number {\n    this.value = value;\n    return this.value;\n  }\n}\n',
        witness: 'new Cell().replace(1)',
      },
      {
        before:
          'export function endOfMonth(date: Date): Date {\n  const month = date.getUTCMonth();\n  date.setUTCDate(31);\n  date.setUTCMonth(month + 1, 0);\n  return date;\n}\n',
        after:
          'export function endOfMonth(date: Date): Date {\n  date.setUTCDate(31);\n  date.setUTCMonth(date.getUTCMonth() + 1, 0);\n  return date;\n}\n',
        witness: "endOfMonth(new Date('2026-02-01')).toISOString()",
      },
    ],
    skips: [
      {
        code: 'export class Cell {\n  value = 0;\n  size = 0;\n  replace(value: number): number {\n    const old = this.value;\n    this.size = value;\n    return old;\n  }\n}\n',
        because: 'What is read does not change.',
      },
      {
        code: 'export class Queue {\n  readonly items: number[] = [1];\n  take(): number | undefined {\n    const first = this.items.shift();\n    this.items.length = 0;\n    return first;\n  }\n}\n',
        because: 'Reading the value is a change itself.',
      },
    ],
  },
};

/** A path, or a question to an object; nothing that changes anything. */
function isReading(value: ts.Expression): boolean {
  if (waits(value) || ts.isLiteralExpression(value) || ts.isIdentifier(value)) return ts.isIdentifier(value);
  for (const node of descendants(value)) {
    const isFresh =
      ts.isFunctionLike(node) ||
      ts.isNewExpression(node) ||
      ts.isObjectLiteralExpression(node) ||
      ts.isArrayLiteralExpression(node);
    if (isFresh || ts.isPostfixUnaryExpression(node)) return false;
    if (
      ts.isCallExpression(node) &&
      !/^(?:get|has|is|at|slice|charAt|indexOf|keys|values|entries|peek)/u.test(calledName(node) ?? '')
    )
      return false;
    if (ts.isPrefixUnaryExpression(node) && /^(?:\+\+|--)/u.test(node.getText())) return false;
  }
  return [...descendants(value)].some(
    (node) => ts.isPropertyAccessExpression(node) || ts.isElementAccessExpression(node),
  );
}

function onlyUse(
  declaration: ts.VariableDeclaration & { readonly name: ts.Identifier },
  context: SiteContext,
): ts.Identifier | null {
  const symbol = symbolOf(declaration.name, context);
  const uses = symbol === null ? [] : referencesTo(symbol, context);
  const [use] = uses;
  if (use === undefined || uses.length > 1 || !ts.isIdentifier(use)) return null;
  return enclosingFunction(use) === enclosingFunction(declaration) ? use : null;
}

/** A statement between the two, in the same list as the declaration, that changes what is read. */
function changeBetween(node: ts.Statement, value: ts.Expression, use: ts.Identifier): ts.Statement | null {
  const behind = statementsBehind(node);
  const home = behind.find((statement) => isInside(use, statement));
  if (home === undefined || statementOf(use) === null) return null;
  const between = behind.slice(0, behind.indexOf(home));
  return (
    between.find((statement) => dependsOn(value, statement) || changesReceiver(statement, value)) ?? null
  );
}

function changesReceiver(statement: ts.Statement, value: ts.Expression): boolean {
  return callsIn(statement).some((call) => {
    if (!ts.isPropertyAccessExpression(call.expression) || !CHANGES.test(call.expression.name.text))
      return false;
    const receiver = bare(call.expression.expression);
    return [...descendants(value)].some(
      (node) =>
        (ts.isPropertyAccessExpression(node) || ts.isElementAccessExpression(node)) &&
        node.expression.getText() === receiver.getText(),
    );
  });
}

/** The new value stands right beside already: `slice(start, at)` would become `slice(at, at)`. */
function isBeside({ parent }: ts.Identifier, value: ts.Expression): boolean {
  return mentions(parent, bare(value));
}
