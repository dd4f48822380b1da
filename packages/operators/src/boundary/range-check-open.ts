import * as ts from 'typescript';
import { isComparison, OTHER_BOUNDARY, rangeSubject, rangeTestAround } from '../kit/comparison.ts';
import { placeOf } from '../kit/enclosing.ts';
import { isSameCode } from '../kit/tree.ts';
import { gist, startOf, textOf } from '../kit/text-of.ts';
import type { Operator } from '../operator.ts';

export const rangeCheckOpen: Operator = {
  id: 'range-check-open',
  family: 'boundary',
  tier: 'moderate',
  cwe: 193,
  status: 'stable',
  title: 'Range test wrong at its edge',
  mistake: 'Whether the edge of a range still belongs to it is answered the wrong way round.',
  kinds: [ts.SyntaxKind.BinaryExpression],
  *mutate(node, context) {
    if (!isComparison(node)) return;
    const range = rangeTestAround(node);
    const subject = range === null ? null : rangeSubject(range);
    if (range === null || subject === null) return;
    const edge = isSameCode(node.left, subject) ? node.right : node.left;
    const other = OTHER_BOUNDARY.get(node.operatorToken.kind)!;
    const written = `${textOf(node.left, context)} ${other} ${textOf(node.right, context)}`;
    yield {
      edits: [{ start: startOf(node.operatorToken, context), end: node.operatorToken.end, text: other }],
      explanation: {
        mechanism: `The range test ${gist(range, context)} in ${placeOf(node)} has \`${written}\` for one of its sides.`,
        trigger: `It shows only when ${gist(subject, context)} equals ${gist(edge, context)}.`,
        consequence: 'The value at the edge is put on the wrong side of the test.',
        fix: `Compare with \`${textOf(node.operatorToken, context)}\`: ${gist(node, context)}.`,
      },
    };
  },
  examples: {
    injects: [
      {
        before: 'export const isPercent = (n: number): boolean => n >= 0 && n <= 100;\n',
        after: 'export const isPercent = (n: number): boolean => n >= 0 && n < 100;\n',
        witness: 'isPercent(100)',
      },
      {
        before:
          "export function month(n: number): string {\n  if (n < 1 || n > 12) throw new RangeError('month');\n  return String(n).padStart(2, '0');\n}\n",
        after:
          "export function month(n: number): string {\n  if (n <= 1 || n > 12) throw new RangeError('month');\n  return String(n).padStart(2, '0');\n}\n",
        witness: 'month(1)',
      },
    ],
    skips: [
      {
        code: 'export const isAdult = (age: number): boolean => age >= 18;\n',
        because: 'One comparison is no range.',
      },
      {
        code: 'export const fits = (w: number, h: number): boolean => w <= 10 && h <= 20;\n',
        because: 'Two different values are tested.',
      },
    ],
  },
};
