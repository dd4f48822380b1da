import * as ts from 'typescript';
import { isToken } from '../kit/comparison.ts';
import { mentions } from '../kit/effect.ts';
import { enclosing, isLoop, subjectOf } from '../kit/enclosing.ts';
import { isStep } from '../kit/off-by-one.ts';
import { symbolOf } from '../kit/references.ts';
import { gist, textOf } from '../kit/text-of.ts';
import { descendants } from '../kit/tree.ts';
import type { Operator, SiteContext } from '../operator.ts';

export const binarySearchBound: Operator = {
  id: 'binary-search-bound',
  family: 'boundary',
  tier: 'hard',
  cwe: 193,
  status: 'stable',
  title: 'Search by halves leaves out a place, or looks at it for ever',
  mistake: 'Whether the middle itself is still to be searched is answered wrongly.',
  kinds: [ts.SyntaxKind.BinaryExpression],
  *mutate(node, context) {
    if (!ts.isBinaryExpression(node) || !isToken(node, ts.SyntaxKind.EqualsToken)) return;
    const { right } = node;
    const isStepped = isStep(right, ts.SyntaxKind.PlusToken) || isStep(right, ts.SyntaxKind.MinusToken);
    const middle = isStepped ? right.left : right;
    if (!ts.isIdentifier(middle) || !isMiddle(middle, node.left, context) || !isInLoop(node)) return;
    const edit = isStepped
      ? { start: middle.end, end: right.end, text: '' }
      : { start: right.end, end: right.end, text: isLower(node.left) ? ' + 1' : ' - 1' };
    yield {
      edits: [edit],
      explanation: {
        mechanism: `${subjectOf(node)} goes on with ${gist(node.left, context)} at \`${isStepped ? middle.text : textOf(right, context) + edit.text}\`.`,
        trigger: 'It shows when what is looked for stands right at the middle, or nowhere.',
        consequence: isStepped
          ? 'The same middle is looked at again and again.'
          : 'The place that is looked for is stepped over.',
        fix: `Go on with ${gist(node, context)}.`,
      },
    };
  },
  examples: {
    injects: [
      {
        before:
          'export function place(xs: number[], x: number): number {\n  let low = 0;\n  let high = xs.length;\n  while (low < high) {\n    const middle = (low + high) >> 1;\n    if ((xs[middle] ?? 0) < x) low = middle + 1;\n    else high = middle;\n  }\n  return low;\n}\n',
        after:
          'export function place(xs: number[], x: number): number {\n  let low = 0;\n  let high = xs.length;\n  while (low < high) {\n    const middle = (low + high) >> 1;\n    if ((xs[middle] ?? 0) < x) low = middle + 1;\n    else high = middle - 1;\n  }\n  return low;\n}\n',
        witness: 'place([1, 2, 3], 2)',
      },
    ],
    skips: [
      {
        code: 'export function share(ranks: number[], at: number[]): void {\n  const average = (at[0]! + at[at.length - 1]!) / 2;\n  for (const place of at) ranks[place] = average;\n}\n',
        because: 'The mean is stored, and no bound is moved to it.',
      },
      {
        code: 'export function next(at: number): number {\n  let place = 0;\n  for (const step of [1]) place = at + step;\n  return place;\n}\n',
        because: 'Nothing is halved.',
      },
    ],
  },
};

/** A variable that holds half of a sum. */
/** `middle` lies half way from `bound` to another one. */
function isMiddle(name: ts.Identifier, bound: ts.Expression, context: SiteContext): boolean {
  const declaration = symbolOf(name, context)?.valueDeclaration;
  if (declaration === undefined || !ts.isVariableDeclaration(declaration)) return false;
  const value = declaration.initializer;
  return (
    value !== undefined &&
    /(?:\/ 2|>>>? 1)\)*$/u.test(value.getText()) &&
    mentions(value, bound) &&
    [...descendants(value)].some(
      (node) => ts.isBinaryExpression(node) && isToken(node, ts.SyntaxKind.PlusToken),
    )
  );
}

function isInLoop(node: ts.Node): boolean {
  return enclosing(node, isLoop) !== null;
}

function isLower(bound: ts.Expression): boolean {
  return /^(?:lo|low|left|start|from|first|begin|l|min)/iu.test(bound.getText());
}
