import * as ts from 'typescript';
import { isLogic } from '../kit/comparison.ts';
import { narrows } from '../kit/condition.ts';
import { subjectOf } from '../kit/enclosing.ts';
import { gist, quoted, startOf, textOf } from '../kit/text-of.ts';
import { bare } from '../kit/tree.ts';
import { isBooleanType, typeOf } from '../kit/type-of.ts';
import type { Operator } from '../operator.ts';

export const deMorganSlip: Operator = {
  id: 'de-morgan-slip',
  family: 'condition',
  tier: 'moderate',
  cwe: 783,
  status: 'stable',
  title: 'Only one side of a condition is negated',
  mistake: 'A negation is taken into a pair of parentheses, and one of the two parts is forgotten.',
  kinds: [ts.SyntaxKind.PrefixUnaryExpression],
  *mutate(node, context) {
    if (!ts.isPrefixUnaryExpression(node) || node.operator !== ts.SyntaxKind.ExclamationToken) return;
    const group = node.operand;
    if (!ts.isParenthesizedExpression(group) || !isLogic(group.expression)) return;
    const inner = group.expression;
    if (narrows(inner, context) || !isNegatable(inner.left)) return;
    if (ts.isBinaryExpression(node.parent) || !isBooleanType(typeOf(inner.right, context))) return;
    const written = `!${textOf(inner, context)}`;
    yield {
      edits: [
        { start: startOf(group, context), end: startOf(inner, context), text: '' },
        { start: inner.end, end: group.end, text: '' },
      ],
      explanation: {
        mechanism: `${subjectOf(node)} tests ${quoted(written)}, in which only ${gist(inner.left, context)} is negated.`,
        trigger: `It shows whenever ${gist(inner.right, context)} decides.`,
        consequence:
          'The condition holds for cases in which it must not, or fails for those in which it must.',
        fix: `Negate the whole: ${gist(node, context)}.`,
      },
    };
  },
  examples: {
    injects: [
      {
        before:
          'export const isFree = (isTaken: boolean, isClosed: boolean): boolean => !(isTaken || isClosed);\n',
        after:
          'export const isFree = (isTaken: boolean, isClosed: boolean): boolean => !isTaken || isClosed;\n',
        witness: 'isFree(true, true)',
      },
    ],
    skips: [
      {
        code: 'export const isOutside = (n: number, max: number): boolean => !(n > 0 && n < max);\n',
        because: 'A negation in front of a comparison gives itself away.',
      },
    ],
  },
};

/** `!` in front of it negates it, and nothing else. */
function isNegatable(node: ts.Expression): boolean {
  const inner = bare(node);
  return ts.isIdentifier(inner) || ts.isPropertyAccessExpression(inner) || ts.isCallExpression(inner);
}
