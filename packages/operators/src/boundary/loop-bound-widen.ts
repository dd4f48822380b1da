import * as ts from 'typescript';
import { isToken } from '../kit/comparison.ts';
import { countedLoop } from '../kit/counted-loop.ts';
import { placeOf } from '../kit/enclosing.ts';
import { guardExit, soleStatement } from '../kit/exits.ts';
import { refusedBefore } from '../kit/refused.ts';
import { gist, startOf, textOf } from '../kit/text-of.ts';
import { bare, descendants, isSameCode } from '../kit/tree.ts';
import { isNumberType, isStringType, isTypedArray, typeOf } from '../kit/type-of.ts';
import type { Operator, SiteContext } from '../operator.ts';

export const loopBoundWiden: Operator = {
  id: 'loop-bound-widen',
  family: 'boundary',
  tier: 'moderate',
  cwe: 193,
  status: 'stable',
  title: 'Loop runs one time too many',
  mistake: 'The upper end of a half-open range is taken for its last member.',
  kinds: [ts.SyntaxKind.ForStatement, ts.SyntaxKind.WhileStatement],
  *mutate(node, context) {
    const condition = ts.isForStatement(node)
      ? node.condition
      : ts.isWhileStatement(node)
        ? node.expression
        : undefined;
    if (condition === undefined) return;
    for (const test of firstConjuncts(condition)) {
      const [index, bound] = sides(test) ?? [];
      if (index === undefined || bound === undefined || !isStepped(index, node)) continue;
      if (!isNumberType(typeOf(bound, context)) || !isNumberType(typeOf(index, context))) continue;
      if (test === condition && isComparedToEnd(node, index, bound, context)) continue;
      const token = test.operatorToken;
      const at = token.kind === ts.SyntaxKind.LessThanToken ? '<=' : '>=';
      yield {
        edits: [{ start: startOf(token, context), end: token.end, text: at }],
        explanation: {
          mechanism: `The loop in ${placeOf(node)} tests \`${textOf(test.left, context)} ${at} ${textOf(test.right, context)}\`, so it also runs with \`${index.text}\` equal to ${gist(bound, context)}.`,
          trigger: `Every call that lets the loop run to its end; the extra turn has \`${index.text}\` one past the last valid value.`,
          consequence: `The last turn reads or counts something that does not exist.`,
          fix: `Stop before the bound: ${gist(test, context)}.`,
        },
      };
    }
  },
  examples: {
    injects: [
      {
        before:
          'export function sum(values: readonly number[]): number {\n  let total = 0;\n  for (let i = 0; i < values.length; i++) total += values[i]!;\n  return total;\n}\n',
        after:
          'export function sum(values: readonly number[]): number {\n  let total = 0;\n  for (let i = 0; i <= values.length; i++) total += values[i]!;\n  return total;\n}\n',
        witness: 'sum([1, 2])',
      },
      {
        before:
          'export function blanks(text: string): number {\n  let at = 0;\n  let count = 0;\n  while (at < text.length) {\n    count += text.charAt(at).trim() ? 0 : 1;\n    at += 1;\n  }\n  return count;\n}\n',
        after:
          'export function blanks(text: string): number {\n  let at = 0;\n  let count = 0;\n  while (at <= text.length) {\n    count += text.charAt(at).trim() ? 0 : 1;\n    at += 1;\n  }\n  return count;\n}\n',
        witness: "blanks('a b')",
      },
    ],
    skips: [
      {
        code: 'export function last(xs: number[]): number {\n  let best = 0;\n  for (let i = 1; i <= xs.length; i++) best = i;\n  return best;\n}\n',
        because: 'The bound is counted in already.',
      },
      {
        code: 'export function spin(done: () => number, goal: number): number {\n  let turns = 0;\n  while (done() < goal) turns++;\n  return turns;\n}\n',
        because: 'Nothing that the loop steps is compared.',
      },
      {
        code: 'export function isSame(a: readonly string[], b: readonly string[]): boolean {\n  if (a.length !== b.length) return false;\n  for (let i = 0; i < a.length; i++) {\n    if (a[i] !== b[i]) return false;\n  }\n  return true;\n}\n',
        because:
          'Behind the end of two lists of one length there is nothing in either: they go on being the same.',
      },
    ],
  },
};

/** The comparisons that end the loop: the condition, or the members of its conjunction. */
function* firstConjuncts(condition: ts.Expression): Generator<ts.BinaryExpression> {
  if (!ts.isBinaryExpression(condition)) return;
  if (condition.operatorToken.kind === ts.SyntaxKind.AmpersandAmpersandToken) {
    yield* firstConjuncts(condition.left);
    yield* firstConjuncts(condition.right);
  } else {
    yield condition;
  }
}

/** Index and exclusive bound of `i < n` or `n > i`. */
function sides(test: ts.BinaryExpression): [ts.Identifier, ts.Expression] | null {
  const { kind } = test.operatorToken;
  if (kind === ts.SyntaxKind.LessThanToken && ts.isIdentifier(test.left)) return [test.left, test.right];
  if (kind === ts.SyntaxKind.GreaterThanToken && ts.isIdentifier(test.right)) return [test.right, test.left];
  return null;
}

/** The loop itself counts `index` upwards. */
function isStepped(index: ts.Identifier, loop: ts.ForStatement | ts.WhileStatement | ts.Node): boolean {
  for (const node of descendants(loop)) {
    const isIncrement = ts.isPrefixUnaryExpression(node) || ts.isPostfixUnaryExpression(node);
    if (isIncrement && node.operator === ts.SyntaxKind.PlusPlusToken && isName(node.operand, index))
      return true;
    if (!ts.isBinaryExpression(node) || !isName(node.left, index)) continue;
    if (node.operatorToken.kind === ts.SyntaxKind.PlusEqualsToken) return true;
  }
  return false;
}

function isName(node: ts.Node, name: ts.Identifier): boolean {
  return ts.isIdentifier(node) && node.text === name.text;
}

/** All that a turn does is to compare two lists at one place, and an earlier guard has made sure that both end with the bound. */
function isComparedToEnd(
  node: ts.Node,
  index: ts.Identifier,
  bound: ts.Expression,
  context: SiteContext,
): boolean {
  const loop = countedLoop(node);
  if (loop === null || (loop.index.parent.parent.flags & ts.NodeFlags.BlockScoped) === 0) return false;
  const isByOne =
    (ts.isPrefixUnaryExpression(loop.step) || ts.isPostfixUnaryExpression(loop.step)) &&
    isName(loop.step.operand, index);
  const only = soleStatement(loop.node.statement);
  if (!isByOne || only === null || !ts.isIfStatement(only) || guardExit(only) === null) return false;
  const [left, right] = listsAt(index, only.expression) ?? [];
  if (left === undefined || right === undefined) return false;
  if (![left, right].every((list) => isList(list, context))) return false;
  if (![left, right].some((list) => isLengthOf(bound, list))) return false;
  return refusedBefore(node, context).some(
    (test) =>
      isDifference(test) &&
      ((isLengthOf(test.left, left) && isLengthOf(test.right, right)) ||
        (isLengthOf(test.left, right) && isLengthOf(test.right, left))),
  );
}

/** `a` and `b` of `a[i] !== b[i]`. */
function listsAt(index: ts.Identifier, test: ts.Expression): [ts.Expression, ts.Expression] | null {
  const node = bare(test);
  if (!isDifference(node)) return null;
  const [left, right] = [bare(node.left), bare(node.right)];
  if (!ts.isElementAccessExpression(left) || !ts.isElementAccessExpression(right)) return null;
  const isAt = isName(bare(left.argumentExpression), index) && isName(bare(right.argumentExpression), index);
  return isAt ? [bare(left.expression), bare(right.expression)] : null;
}

function isDifference(node: ts.Expression): node is ts.BinaryExpression {
  return ts.isBinaryExpression(node) && isToken(node, ts.SyntaxKind.ExclamationEqualsEqualsToken);
}

function isLengthOf(expression: ts.Expression, list: ts.Expression): boolean {
  const node = bare(expression);
  return (
    ts.isPropertyAccessExpression(node) &&
    node.name.text === 'length' &&
    isSameCode(bare(node.expression), list)
  );
}

function isList(list: ts.Expression, context: SiteContext): boolean {
  const type = typeOf(list, context);
  return isStringType(type) || isTypedArray(type) || context.checker.isArrayType(type);
}
