import * as ts from 'typescript';
import { isEnd, statementsIn } from '../kit/body.ts';
import { isLogic, isToken } from '../kit/comparison.ts';
import { narrows } from '../kit/condition.ts';
import { enclosingFunction, subjectOf } from '../kit/enclosing.ts';
import { guardExit } from '../kit/exits.ts';
import { once } from '../kit/once.ts';
import { changesSomething } from '../kit/purity.ts';
import { isWritten, shareName } from '../kit/references.ts';
import { localsAt } from '../kit/scope.ts';
import { rankBySimilarity } from '../kit/similarity.ts';
import { gist, quoted, startOf, textOf } from '../kit/text-of.ts';
import { bare, descendants, executed, isInside } from '../kit/tree.ts';
import { isBooleanType, isForeign, isNameable, isUnknownType, membersOf, typeOf } from '../kit/type-of.ts';
import type { Operator, SiteContext } from '../operator.ts';

export const conditionMoreSpecific: Operator = {
  id: 'condition-more-specific',
  family: 'condition',
  tier: 'hard',
  cwe: 697,
  status: 'stable',
  title: 'Condition asks for too much',
  mistake: 'Something that holds in the usual case is taken to be needed in every case.',
  kinds: [ts.SyntaxKind.IfStatement, ts.SyntaxKind.ConditionalExpression],
  *mutate(node, context) {
    const test = conditionOf(node);
    if (test === null || changesSomething(test) || !mayFailMore(node, test, context)) return;
    const more = extraTest(node, test, context);
    if (more === null) return;
    const isOpen = isLooser(bare(test)) && !ts.isParenthesizedExpression(test);
    yield {
      edits: [
        ...(isOpen ? [{ start: startOf(test, context), end: startOf(test, context), text: '(' }] : []),
        { start: test.end, end: test.end, text: `${isOpen ? ')' : ''} && ${more}` },
      ],
      explanation: {
        mechanism: `${subjectOf(node)} asks for ${quoted(more)} besides ${gist(test, context)}.`,
        trigger: `It shows when ${gist(test, context)} holds and ${quoted(more)} does not.`,
        consequence: 'That case goes the way of those that the condition is not meant for.',
        fix: `Ask only ${gist(test, context)}.`,
      },
    };
  },
  examples: {
    injects: [
      {
        before:
          "interface Account {\n  isOwner: boolean;\n  isActive: boolean;\n}\nexport const label = (account: Account): string => (account.isOwner ? 'owner' : 'guest');\nexport const mayEdit = (account: Account): boolean => account.isOwner && account.isActive;\n",
        after:
          "interface Account {\n  isOwner: boolean;\n  isActive: boolean;\n}\nexport const label = (account: Account): string => (account.isOwner && account.isActive ? 'owner' : 'guest');\nexport const mayEdit = (account: Account): boolean => account.isOwner && account.isActive;\n",
        witness: 'label({ isOwner: true, isActive: false })',
      },
      {
        before:
          'export function price(sum: number, isMember: boolean): number {\n  const rate = isMember ? 0.9 : 1;\n  let total = sum * rate;\n  if (total > 100 || sum < 1) {\n    total -= isMember ? 5 : 3;\n  }\n  return total;\n}\n',
        after:
          'export function price(sum: number, isMember: boolean): number {\n  const rate = isMember ? 0.9 : 1;\n  let total = sum * rate;\n  if ((total > 100 || sum < 1) && isMember) {\n    total -= isMember ? 5 : 3;\n  }\n  return total;\n}\n',
        witness: 'price(200, false)',
      },
    ],
    skips: [
      {
        code: 'export function size(text: string | null, isLong: boolean): number {\n  if (text === null) return isLong ? 9 : 1;\n  return text.length;\n}\n',
        because: 'The code after it compiles only because of the check.',
      },
      {
        code: 'export function label(size: number, isShort: boolean): string {\n  const unit = isShort ? "B" : "bytes";\n  return size === 1 ? "one" : `${size} ${unit}`;\n}\n',
        because: 'The other constant has nothing to do with the question.',
      },
      {
        code: 'export function price(sum: number, isMember: boolean): number {\n  if (!isMember) return sum;\n  if (sum > 100) return sum - 5;\n  return sum * 0.9;\n}\n',
        because: 'It has been asked already.',
      },
      {
        code: 'declare const seal: unique symbol;\ninterface Box {\n  size: number;\n  [seal]?: string;\n}\nexport const isFull = (box: Box): boolean => (box.size > 9 ? true : box.size < 0);\n',
        because: 'The other member is named by a symbol.',
      },
    ],
  },
};

function conditionOf(node: ts.Node): ts.Expression | null {
  if (ts.isIfStatement(node)) return node.expression;
  return ts.isConditionalExpression(node) ? node.condition : null;
}

/** What runs when the condition fails, or behind it, does not rest on what has been found out. */
function mayFailMore(node: ts.Node, test: ts.Expression, context: SiteContext): boolean {
  if (!narrows(test, context)) return true;
  if (!ts.isIfStatement(node) || node.elseStatement !== undefined) return false;
  const mends = [...executed(node.thenStatement)].some((part) => isWritten(part) && shareName(part, test));
  return !mends && !isEnd(statementsIn(node.thenStatement), context);
}

function isLooser(test: ts.Expression): boolean {
  if (ts.isConditionalExpression(test)) return true;
  return (
    ts.isBinaryExpression(test) &&
    (isToken(test, ts.SyntaxKind.BarBarToken) || isToken(test, ts.SyntaxKind.QuestionQuestionToken))
  );
}

/** Yes or no from close by: of an object that the condition asks about, or else of the function's own constants. */
function extraTest(node: ts.Node, test: ts.Expression, context: SiteContext): string | null {
  const [nearest] = [...descendants(test)].filter(ts.isIdentifier).toReversed();
  if (nearest === undefined) return null;
  const home = homeOf(node, test, context);
  for (const offers of [siblingTests, flagsAround]) {
    const atHome = offers(test, context).filter((code) => home.has(code.split(' ')[0]!));
    if (atHome.length === 0) continue;
    const asked = askedBefore(node, test, context);
    const open = atHome.filter((code) => !asked.has(code.split(' ')[0]!));
    if (open.length > 0) return rankBySimilarity(nearest.text, open, (code) => code)[0]!;
  }
  return null;
}

/** Parameters and constants that are true or false, and that the condition does not mention. */
function flagsAround(test: ts.Expression, context: SiteContext): string[] {
  const names = new Set([...descendants(test)].filter(ts.isIdentifier).map(({ text }) => text));
  return localsAt(test, context)
    .filter((symbol) => isFixed(symbol) && isBooleanType(context.checker.getTypeOfSymbol(symbol)))
    .map(({ name }) => name)
    .filter((name) => !names.has(name));
}

/**
 * Nobody asks for a thing just because it is at hand: what belongs to the condition is what the code reads that it decides about, and what is
 * asked elsewhere together with what is asked here.
 */
function homeOf(node: ts.Node, test: ts.Expression, context: SiteContext): Set<string> {
  const then = ts.isIfStatement(node) ? node.thenStatement : (node as ts.ConditionalExpression).whenTrue;
  const own = valuesIn(test, context);
  const related = questions(context.sourceFile, context).filter((values) =>
    [...own].some((value) => values.has(value)),
  );
  return new Set([valuesIn(then, context), ...related].flatMap((values) => [...values]));
}

/** What each condition of several parts asks about. */
const questions = once((file: ts.SourceFile, context) =>
  [...descendants(file)]
    .filter((part) => isLogic(part) && !isLogic(part.parent))
    .map((condition) => valuesIn(condition, context)),
);

/** The variables and properties that the code reads, as they are written. */
function valuesIn(node: ts.Node, context: SiteContext): Set<string> {
  const values = [...descendants(node)].filter((part) => ts.isExpression(part) && isValue(part));
  return new Set(values.map((value) => textOf(value, context)));
}

/** Not what is called, what only leads to a property, nor what is the same everywhere: `undefined`, and names like `LIMIT`. */
function isValue(node: ts.Expression): boolean {
  if (!ts.isPropertyAccessExpression(node) && !ts.isIdentifier(node)) return false;
  const { parent } = node;
  if (ts.isPropertyAccessExpression(parent) || (ts.isCallExpression(parent) && parent.expression === node))
    return false;
  const { text } = ts.isIdentifier(node) ? node : node.name;
  return text !== 'undefined' && /\p{Ll}/u.test(text);
}

/** Everything that conditions around this one, and checks before it, ask about, as it is written. */
function askedBefore(node: ts.Node, test: ts.Expression, context: SiteContext): Set<string> {
  const fn = enclosingFunction(node);
  const asked = new Set<string>();
  for (const other of fn === null ? [] : descendants(fn)) {
    const isAround = isInside(test, other) && (conditionOf(other) !== null || ts.isBinaryExpression(other));
    const isCheck = ts.isIfStatement(other) && other.end <= node.pos && guardExit(other) !== null;
    if (!isAround && !isCheck) continue;
    for (const part of descendants(conditionOf(other) ?? other))
      if (ts.isExpression(part)) asked.add(textOf(part, context));
  }
  return asked;
}

/** Tests of other members of the objects that the condition asks about: `o.isOpen`, or `o.limit !== undefined`. */
function siblingTests(test: ts.Expression, context: SiteContext): string[] {
  const { checker } = context;
  return [...descendants(test)].filter(ts.isPropertyAccessExpression).flatMap((access) => {
    const owner = access.expression;
    const type = typeOf(owner, context);
    if (!ts.isIdentifier(owner) && owner.kind !== ts.SyntaxKind.ThisKeyword) return [];
    if (
      isUnknownType(type) ||
      membersOf(type).length > 1 ||
      (access.flags & ts.NodeFlags.OptionalChain) !== 0
    )
      return [];
    return checker.getPropertiesOfType(type).flatMap((member) => {
      const { name } = member;
      if (isForeign(member) || name === access.name.text || (member.flags & ts.SymbolFlags.Method) !== 0)
        return [];
      if (!isNameable(member) || (name.startsWith('#') && owner.kind !== ts.SyntaxKind.ThisKeyword))
        return [];
      const code = `${textOf(owner, context)}.${name}`;
      if (isBooleanType(checker.getTypeOfSymbol(member))) return [code];
      return (member.flags & ts.SymbolFlags.Optional) !== 0 && !name.startsWith('#')
        ? [`${code} !== undefined`]
        : [];
    });
  });
}

/** A parameter or a constant. */
function isFixed(symbol: ts.Symbol): boolean {
  const declaration = symbol.valueDeclaration;
  if (declaration === undefined) return false;
  return ts.isParameter(declaration) || (ts.getCombinedNodeFlags(declaration) & ts.NodeFlags.Const) !== 0;
}
