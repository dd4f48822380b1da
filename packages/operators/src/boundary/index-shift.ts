import * as ts from 'typescript';
import { subjectOf } from '../kit/enclosing.ts';
import { isLastPlace, isPostCount, isStep } from '../kit/off-by-one.ts';
import { gist, textOf } from '../kit/text-of.ts';
import { isIndexable, isNumberType, typeOf } from '../kit/type-of.ts';
import type { Edit } from '@bebug/core';
import type { Operator } from '../operator.ts';

export const indexShift: Operator = {
  id: 'index-shift',
  family: 'boundary',
  tier: 'moderate',
  cwe: 193,
  status: 'stable',
  title: 'Neighbouring element used',
  mistake: 'An element is looked up one place beside the one that is meant.',
  kinds: [ts.SyntaxKind.ElementAccessExpression],
  *mutate(node, context) {
    if (!ts.isElementAccessExpression(node)) return;
    const index = node.argumentExpression;
    if (!isIndexable(typeOf(node.expression, context), context) || !isNumberType(typeOf(index, context)))
      return;
    const edit = shiftOf(index);
    if (edit === null) return;
    const shifted =
      edit.text === ''
        ? textOf((index as ts.BinaryExpression).left, context)
        : textOf(index, context) + edit.text;
    yield {
      edits: [edit],
      explanation: {
        mechanism: `${subjectOf(node)} looks at \`${textOf(node.expression, context)}[${shifted}]\`, the neighbour of ${gist(node, context)}.`,
        trigger: 'It shows whenever the two neighbouring elements differ, and at the end of the sequence.',
        consequence: 'The wrong element is used, or none where the index leaves the sequence.',
        fix: `Use index ${gist(index, context)}.`,
      },
    };
  },
  examples: {
    injects: [
      {
        before:
          'export function steps(xs: readonly number[]): number[] {\n  return xs.slice(1).map((x, i) => x - xs[i]!);\n}\n',
        after:
          'export function steps(xs: readonly number[]): number[] {\n  return xs.slice(1).map((x, i) => x - xs[i + 1]!);\n}\n',
        witness: 'steps([1, 3, 6])',
      },
      {
        before:
          'export const isRise = (xs: number[], i: number): boolean => (xs[i - 1] ?? 0) < (xs.at(i) ?? 0);\n',
        after:
          'export const isRise = (xs: number[], i: number): boolean => (xs[i] ?? 0) < (xs.at(i) ?? 0);\n',
        witness: 'isRise([1, 2], 1)',
      },
    ],
    skips: [
      {
        code: 'export const last = (xs: number[]): number | undefined => xs[xs.length - 1];\n',
        because: 'The last place is the business of last-index.',
      },
      {
        code: 'export const get = (table: Record<string, number>, key: string): number | undefined => table[key];\n',
        because: 'A key has no neighbour.',
      },
    ],
  },
};

function shiftOf(index: ts.Expression): Edit | null {
  if (isLastPlace(index) || isPostCount(index)) return null;
  if (isStep(index, ts.SyntaxKind.PlusToken) || isStep(index, ts.SyntaxKind.MinusToken)) {
    return { start: index.left.end, end: index.end, text: '' };
  }
  return ts.isIdentifier(index) ? { start: index.end, end: index.end, text: ' + 1' } : null;
}
