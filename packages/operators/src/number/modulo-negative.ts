import ts from 'typescript';
import { isToken } from '../kit/comparison.ts';
import { subjectOf } from '../kit/enclosing.ts';
import { partInstead } from '../kit/part.ts';
import { gist } from '../kit/text-of.ts';
import { bare, isSameCode } from '../kit/tree.ts';
import type { Operator } from '../operator.ts';

export const moduloNegative: Operator = {
  id: 'modulo-negative',
  family: 'number',
  tier: 'hard',
  cwe: 682,
  status: 'nursery',
  title: 'Remainder of a negative number is negative',
  mistake: 'The remainder is taken to lie between zero and the divisor; for negative numbers it does not.',
  kinds: [ts.SyntaxKind.BinaryExpression],
  *mutate(node, context) {
    if (!ts.isBinaryExpression(node) || !isToken(node, ts.SyntaxKind.PercentToken)) return;
    const sum = bare(node.left);
    if (!ts.isBinaryExpression(sum) || !isToken(sum, ts.SyntaxKind.PlusToken)) return;
    const divisor = bare(node.right);
    const isLast = isSameCode(bare(sum.right), divisor);
    if (!isLast && !isSameCode(bare(sum.left), divisor)) return;
    const value = isLast ? sum.left : sum.right;
    const inner = bare(value);
    const isDouble = ts.isBinaryExpression(inner) && isToken(inner, ts.SyntaxKind.PercentToken);
    if (!isDouble) return;
    const edits = partInstead(node, inner, context);
    if (edits === null) return;
    yield {
      edits,
      explanation: {
        mechanism: `${subjectOf(node)} takes the remainder of ${gist(inner, context)} as it is, without ${gist(divisor, context)} being added.`,
        trigger: 'It shows only for a negative number.',
        consequence: 'The remainder is negative, and so no place or part that exists.',
        fix: `Write ${gist(node, context)}.`,
      },
    };
  },
  examples: {
    injects: [
      {
        before: 'export const place = (n: number, size: number): number => ((n % size) + size) % size;\n',
        after: 'export const place = (n: number, size: number): number => n % size;\n',
        witness: 'place(-1, 4)',
      },
    ],
    skips: [
      {
        code: 'export const before = (at: number, size: number): number => (at - 1 + size) % size;\n',
        because: 'What is added once is the business of operand-drop.',
      },
      {
        code: 'export const isEven = (n: number): boolean => n % 2 === 0;\n',
        because: 'Nothing is added before.',
      },
    ],
  },
};
