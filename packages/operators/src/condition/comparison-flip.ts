import * as ts from 'typescript';
import { isComparison, rangeTestAround } from '../kit/comparison.ts';
import { subjectOf } from '../kit/enclosing.ts';
import { gist, startOf, textOf } from '../kit/text-of.ts';
import { isNullish, membersOf, typeOf } from '../kit/type-of.ts';
import type { Operator } from '../operator.ts';

const FLIPPED: ReadonlyMap<ts.SyntaxKind, string> = new Map([
  [ts.SyntaxKind.LessThanToken, '>'],
  [ts.SyntaxKind.LessThanEqualsToken, '>='],
  [ts.SyntaxKind.GreaterThanToken, '<'],
  [ts.SyntaxKind.GreaterThanEqualsToken, '<='],
]);

/** What is never below 0. */
const AMOUNT = /(?:\.|^)\w*(?:[lL]ength|[sS]ize|[cC]ount)$/u;

export const comparisonFlip: Operator = {
  id: 'comparison-flip',
  family: 'condition',
  tier: 'moderate',
  cwe: 697,
  status: 'stable',
  title: 'Comparison points the wrong way',
  mistake: 'Less and greater are mixed up.',
  kinds: [ts.SyntaxKind.BinaryExpression],
  *mutate(node, context) {
    if (!isComparison(node) || rangeTestAround(node) !== null || ts.isForStatement(node.parent)) return;
    if ([node.left, node.right].some((side) => membersOf(typeOf(side, context)).some(isNullish))) return;
    if (isAmountAboveNothing(node)) return;
    const token = node.operatorToken;
    const flipped = FLIPPED.get(token.kind)!;
    if (isAskedInChain(node, `${textOf(node.left, context)} ${flipped} ${textOf(node.right, context)}`))
      return;
    yield {
      edits: [{ start: startOf(token, context), end: token.end, text: flipped }],
      explanation: {
        mechanism: `${subjectOf(node)} compares \`${textOf(node.left, context)} ${flipped} ${textOf(node.right, context)}\`, the wrong way round.`,
        trigger: `It shows whenever ${gist(node.left, context)} and ${gist(node.right, context)} differ.`,
        consequence: 'Small values are treated as large ones and large values as small ones.',
        fix: `Compare ${gist(node, context)}.`,
      },
    };
  },
  examples: {
    injects: [
      {
        before: 'export const smaller = (a: number, b: number): number => (a < b ? a : b);\n',
        after: 'export const smaller = (a: number, b: number): number => (a > b ? a : b);\n',
        witness: 'smaller(1, 2)',
      },
      {
        before: 'export const isLate = (now: Date, due: Date): boolean => now >= due;\n',
        after: 'export const isLate = (now: Date, due: Date): boolean => now <= due;\n',
        witness: 'isLate(new Date(2), new Date(1))',
      },
    ],
    skips: [
      {
        code: 'export const isFilled = (items: number[]): boolean => items.length > 0;\n',
        because: 'No length is below nothing, which everybody sees.',
      },
      {
        code: "export function word(n: number): string {\n  if (n < 0) return 'below';\n  else if (n > 0) return 'above';\n  return 'nothing';\n}\n",
        because: 'The same question twice in a chain catches the eye.',
      },
      {
        code: 'export const isSmall = (n: number): boolean => n >= 0 && n < 10;\n',
        because: 'A range test with one side turned holds for nothing, which gives it away.',
      },
      {
        code: 'export function count(n: number): number {\n  let turns = 0;\n  for (let i = 0; i < n; i++) turns += 1;\n  return turns;\n}\n',
        because: 'A loop that never runs gives itself away.',
      },
    ],
  },
};

/** `items.length > 0`. */
function isAmountAboveNothing({ left, operatorToken, right }: ts.BinaryExpression): boolean {
  const isNothing = (side: ts.Expression): boolean => ts.isNumericLiteral(side) && side.text === '0';
  const isAmount = (side: ts.Expression): boolean => AMOUNT.test(side.getText());
  return operatorToken.kind === ts.SyntaxKind.GreaterThanToken
    ? isAmount(left) && isNothing(right)
    : operatorToken.kind === ts.SyntaxKind.LessThanToken && isNothing(left) && isAmount(right);
}

/** Another condition of the same `if … else if …` has these words. */
function isAskedInChain(condition: ts.Expression, text: string): boolean {
  let top: ts.Node = condition.parent;
  if (!ts.isIfStatement(top) || top.expression !== condition) return false;
  while (ts.isIfStatement(top.parent) && top.parent.elseStatement === top) top = top.parent;
  for (let link: ts.Node | undefined = top; link && ts.isIfStatement(link); link = link.elseStatement)
    if (link.expression.getText() === text) return true;
  return false;
}
