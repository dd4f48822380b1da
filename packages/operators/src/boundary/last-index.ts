import * as ts from 'typescript';
import { isComparison } from '../kit/comparison.ts';
import { enclosingFunction, subjectOf } from '../kit/enclosing.ts';
import { methodCall } from '../kit/method-call.ts';
import { isLastPlace } from '../kit/off-by-one.ts';
import { gist, textOf } from '../kit/text-of.ts';
import { bare, isSameCode } from '../kit/tree.ts';
import { referencesTo, symbolOf } from '../kit/references.ts';
import type { Operator, SiteContext } from '../operator.ts';

const SUMS = new Set([ts.SyntaxKind.PlusToken, ts.SyntaxKind.MinusToken]);
/** `/ 2`, `>> 1`, `>>> 1` */
const HALVES = new Set([
  ts.SyntaxKind.SlashToken,
  ts.SyntaxKind.GreaterThanGreaterThanToken,
  ts.SyntaxKind.GreaterThanGreaterThanGreaterThanToken,
]);

export const lastIndex: Operator = {
  id: 'last-index',
  family: 'boundary',
  tier: 'moderate',
  cwe: 193,
  status: 'stable',
  title: 'Length used as the last index',
  mistake: 'The number of elements is taken for the index of the last one.',
  kinds: [ts.SyntaxKind.BinaryExpression],
  *mutate(node, context) {
    if (!isLastPlace(node) || isReadAtOnce(node) || isPassedPlace(node) || isHalved(node, context)) return;
    const count = textOf(node.left, context);
    yield {
      edits: [{ start: node.left.end, end: node.end, text: '' }],
      explanation: {
        mechanism: `${subjectOf(node)} uses \`${count}\` where the last place, ${gist(node, context)}, is meant.`,
        trigger: 'It shows when the end of the sequence is reached, whatever its length.',
        consequence:
          'The place is one past the end: nothing is there, or the last element is treated like any other.',
        fix: `Subtract one: ${gist(node, context)}.`,
      },
    };
  },
  examples: {
    injects: [
      {
        before:
          'export function last<T>(items: readonly T[]): T | undefined {\n  const end = items.length - 1;\n  return items[end];\n}\n',
        after:
          'export function last<T>(items: readonly T[]): T | undefined {\n  const end = items.length;\n  return items[end];\n}\n',
        witness: 'last([1, 2])',
      },
      {
        before:
          "export function list(names: string[]): string {\n  return names.map((name, i) => (i === names.length - 1 ? name : name + ',')).join(' ');\n}\n",
        after:
          "export function list(names: string[]): string {\n  return names.map((name, i) => (i === names.length ? name : name + ',')).join(' ');\n}\n",
        witness: "list(['a', 'b'])",
      },
    ],
    skips: [
      {
        code: 'export const joined = (xs: string[]): string[] => xs.map((x, at) => (at < xs.length - 1 ? `${x},` : x));\n',
        because: 'Every place that is passed is less than the length: one sees it.',
      },
      {
        code: 'export const last = <T>(items: readonly T[]): T | undefined => items[items.length - 1];\n',
        because: 'Everybody knows `items[items.length]` at sight.',
      },
      {
        code: 'export function find(xs: number[], x: number): number {\n  let low = 0;\n  let high = xs.length - 1;\n  while (low <= high) {\n    const middle = (low + high) >> 1;\n    if (xs[middle] === x) return middle;\n    if (xs[middle]! < x) low = middle + 1;\n    else high = middle - 1;\n  }\n  return -1;\n}\n',
        because: 'A binary search that looks one past the end finds what it found before.',
      },
      {
        code: 'export const rest = (xs: string, n: number): number => xs.length - n;\n',
        because: 'Only the step back from the end is meant.',
      },
      {
        code: 'export const before = (n: number): number => n - 1;\n',
        because: 'No count of elements is involved.',
      },
    ],
  },
};

/** The upper end of a binary search: nothing is past the end, and nothing is never what is looked for. */
function isHalved(place: ts.BinaryExpression, context: SiteContext): boolean {
  const { parent } = place;
  if (!ts.isVariableDeclaration(parent) || parent.initializer !== place) return false;
  const end = symbolOf(parent.name, context);
  if (end === null) return false;
  return referencesTo(end, context).some(({ parent: sum }) => {
    if (!ts.isBinaryExpression(sum) || !SUMS.has(sum.operatorToken.kind)) return false;
    const half = ts.isParenthesizedExpression(sum.parent) ? sum.parent.parent : sum.parent;
    return (
      ts.isBinaryExpression(half) &&
      HALVES.has(half.operatorToken.kind) &&
      /^[12]$/u.test(half.right.getText())
    );
  });
}

/** `items[items.length - 1]` */
function isReadAtOnce({ left, parent }: ts.BinaryExpression): boolean {
  const count = bare(left);
  return (
    ts.isElementAccessExpression(parent) &&
    ts.isPropertyAccessExpression(count) &&
    isSameCode(bare(parent.expression), bare(count.expression))
  );
}

/** `index < items.length - 1` in the function that `items.map` calls: no place is as great as the length. */
function isPassedPlace(place: ts.BinaryExpression): boolean {
  const count = bare(place.left);
  const fn = enclosingFunction(place);
  if (fn === null || !ts.isPropertyAccessExpression(count) || !isComparison(place.parent)) return false;
  const other = place.parent.left === place ? place.parent.right : place.parent.left;
  const call = ts.isCallExpression(fn.parent) ? methodCall(fn.parent) : null;
  return (
    call !== null &&
    isSameCode(bare(call.receiver), bare(count.expression)) &&
    fn.parameters.some(({ name }) => isSameCode(name, other))
  );
}
