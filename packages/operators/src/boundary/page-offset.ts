import type { Edit } from '@bebug/core';
import * as ts from 'typescript';
import { isToken } from '../kit/comparison.ts';
import { subjectOf } from '../kit/enclosing.ts';
import { isStep } from '../kit/off-by-one.ts';
import { partInstead } from '../kit/part.ts';
import { gist, startOf, textOf } from '../kit/text-of.ts';
import { bare } from '../kit/tree.ts';
import type { Operator, SiteContext } from '../operator.ts';

const PAGE = /page|chunk|block|row|batch|bucket|sector/iu;

export const pageOffset: Operator = {
  id: 'page-offset',
  family: 'boundary',
  tier: 'moderate',
  cwe: 193,
  status: 'stable',
  title: 'Page starts one page off',
  mistake: 'Whether the first page is number zero or number one is mixed up.',
  kinds: [ts.SyntaxKind.BinaryExpression],
  *mutate(node, context) {
    if (!ts.isBinaryExpression(node) || !isToken(node, ts.SyntaxKind.AsteriskToken)) return;
    const edits = shifted(node, context);
    if (edits === null) return;
    yield {
      edits,
      explanation: {
        mechanism: `${subjectOf(node)} takes ${gist(bare(node.left), context)} for a number that is one off.`,
        trigger: 'It shows for every page.',
        consequence: 'Each page shows what belongs on the next one, or on the one before.',
        fix: `Start at ${gist(node, context)}.`,
      },
    };
  },
  examples: {
    injects: [
      {
        before: 'export const offset = (page: number, size: number): number => (page - 1) * size;\n',
        after: 'export const offset = (page: number, size: number): number => page * size;\n',
        witness: 'offset(1, 10)',
      },
      {
        before: 'export const start = (pageIndex: number, size: number): number => pageIndex * size;\n',
        after: 'export const start = (pageIndex: number, size: number): number => (pageIndex - 1) * size;\n',
        witness: 'start(1, 10)',
      },
    ],
    skips: [
      {
        code: 'export const area = (width: number, height: number): number => width * height;\n',
        because: 'Nothing is counted.',
      },
    ],
  },
};

/** `(page - 1) * size` ↔ `page * size`. */
function shifted(node: ts.BinaryExpression, context: SiteContext): Edit[] | null {
  const number = bare(node.left);
  if (isStep(number, ts.SyntaxKind.MinusToken) || isStep(number, ts.SyntaxKind.PlusToken))
    return partInstead(number, number.left, context);
  const isNumbered =
    (ts.isIdentifier(number) || ts.isPropertyAccessExpression(number)) && PAGE.test(textOf(number, context));
  if (!isNumbered || ts.isLiteralExpression(node.right)) return null;
  const start = startOf(number, context);
  return [
    { start, end: start, text: '(' },
    { start: number.end, end: number.end, text: ' - 1)' },
  ];
}
