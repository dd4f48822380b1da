import * as ts from 'typescript';
import { soleDeclaration, statementsBehind } from '../kit/awaiting.ts';
import { enclosingFunction, statementOf, subjectOf } from '../kit/enclosing.ts';
import { dependsOn, mentions } from '../kit/effect.ts';
import { calledName, callsIn } from '../kit/exits.ts';
import { needsParentheses } from '../kit/precedence.ts';
import { letsOthersChange } from '../kit/reentry.ts';
import { isWritten, referencesTo, symbolOf } from '../kit/references.ts';
import { dropLines, replaceNode } from '../kit/replace.ts';
import { hasComment } from '../kit/neighbour.ts';
import { gist, startOf, textOf } from '../kit/text-of.ts';
import { bare, descendants, waits, isInside } from '../kit/tree.ts';
import type { Operator, Rewrite, SiteContext } from '../operator.ts';

/** Methods that change what they are called on. */
const CHANGES =
  /^(?:set\w*|add|delete|clear|push|pop|shift|unshift|splice|sort|reverse|fill|copyWithin|next|write\w*|append\w*|remove\w*|insert\w*)$/u;

export const inlinePastMutation: Operator = {
  id: 'inline-past-mutation',
  family: 'order',
  tier: 'hard',
  cwe: 696,
  status: 'stable',
  title: 'Value is read again after it has changed',
  mistake:
    'A value that was saved before a change is taken for a needless variable and read where it is used.',
  kinds: [ts.SyntaxKind.VariableStatement],
  *mutate(node, context) {
    if (!ts.isVariableStatement(node) || hasComment(node, context)) return;
    const declaration = soleDeclaration(node);
    const value = declaration?.initializer;
    if (declaration === null || value === undefined) return;
    if (ts.isPrefixUnaryExpression(value)) yield* countedInPlace(node, declaration, value, context);
    if (!isReading(value)) return;
    const use = onlyUse(declaration, context);
    const statement = use === null ? null : changeBetween(node, value, use);
    if (use === null || statement === null || isBeside(use, value)) return;
    const shown = textOf(value, context);
    const text = needsParentheses(value, use) ? `(${shown})` : shown;
    yield {
      edits: [
        dropLines(node, context),
        replaceNode(use, isShorthand(use) ? `${use.text}: ${text}` : text, context),
      ],
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
      {
        before:
          'export class Take {\n  seen = 0;\n  next(limit: number, give: (n: string) => void): void {\n    const seen = ++this.seen;\n    if (seen <= limit) {\n      give("value");\n      if (seen === limit) give("end");\n    }\n  }\n}\n',
        after:
          'export class Take {\n  seen = 0;\n  next(limit: number, give: (n: string) => void): void {\n    if (++this.seen <= limit) {\n      give("value");\n      if (this.seen === limit) give("end");\n    }\n  }\n}\n',
        witness:
          '(() => { const done = []; const take = new Take(); take.next(2, (it) => { done.push(it); if (done.length === 1) take.next(2, (it) => done.push(it)); }); return done; })()',
      },
    ],
    skips: [
      {
        code: 'export class Tickets {\n  n = 0;\n  take(limit: number): string {\n    const n = ++this.n;\n    if (n > limit) return `none left after ${n}`;\n    return `no. ${n}`;\n  }\n}\n',
        because: 'Nobody else counts between the readings.',
      },
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

/** `const n = ++this.n` goes: the first use counts, the later ones read the state, which others may have changed in between. */
function* countedInPlace(
  node: ts.VariableStatement,
  declaration: ts.VariableDeclaration & { readonly name: ts.Identifier },
  step: ts.PrefixUnaryExpression,
  context: SiteContext,
): Generator<Rewrite> {
  const place = bare(step.operand);
  const [next] = statementsBehind(node);
  const [first, ...others] = usesOf(declaration, context);
  if (!ts.isPropertyAccessExpression(place) || next === undefined || !ts.isIfStatement(next)) return;
  if (first === undefined || others.length === 0 || !isAskedFirst(first, next.expression, context)) return;
  if (!others.every((use) => isInside(use, next) && !isShorthand(use))) return;
  if (!letsOthersChange(next.thenStatement, place, context)) return;
  yield {
    edits: [
      dropLines(node, context),
      replaceNode(first, textOf(step, context), context),
      ...others.map((use) => replaceNode(use, textOf(place, context), context)),
    ],
    explanation: {
      mechanism: `${subjectOf(node)} reads ${gist(place, context)} again where the value of this call is meant.`,
      trigger: `It shows when ${gist(place, context)} changes while ${gist(next.expression, context)} is dealt with, as by a call from within.`,
      consequence: 'Two calls then see the same number, or one sees that of the other.',
      fix: `Keep the number of this call: ${gist(node, context)}.`,
    },
    regions: [{ start: startOf(next, context), end: next.end }],
  };
}

/** Nothing that has a name is read before it. */
function isAskedFirst(use: ts.Identifier, test: ts.Expression, context: SiteContext): boolean {
  return (
    isInside(use, test) && !/[\w$]/u.test(context.text.slice(startOf(test, context), startOf(use, context)))
  );
}

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
  const [use, ...others] = usesOf(declaration, context);
  return others.length > 0 ? null : (use ?? null);
}

/** Where the constant is read, in the order of the text; none when another function reads it too. */
function usesOf(
  declaration: ts.VariableDeclaration & { readonly name: ts.Identifier },
  context: SiteContext,
): readonly ts.Identifier[] {
  const symbol = symbolOf(declaration.name, context);
  const uses = symbol === null ? [] : referencesTo(symbol, context).filter(ts.isIdentifier);
  const isHere = uses.every((use) => enclosingFunction(use) === enclosingFunction(declaration));
  return isHere && !uses.some(isWritten) ? uses : [];
}

function isShorthand(use: ts.Identifier): boolean {
  return ts.isShorthandPropertyAssignment(use.parent);
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
