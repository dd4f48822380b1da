import { replaceNode, isLogic, textOf } from '@bebug/operators/kit';
import ts from 'typescript';
import type { Decoy } from './decoy.ts';
import { bare, hasOpposite, isNot, oppositeOperand } from './opposite.ts';

const DUAL: Readonly<Record<string, string>> = { '&&': '||', '||': '&&' };

export const deMorgan: Decoy = {
  id: 'de-morgan',
  what: "moves a negation into a condition, or out of it, by De Morgan's laws",
  keepsForm: true,
  kinds: [ts.SyntaxKind.BinaryExpression],
  rewrite(node, context) {
    const binary = node as ts.BinaryExpression;
    const { left, right, operatorToken } = binary;
    const dual = DUAL[textOf(operatorToken, context)];
    if (dual === undefined || [left, right].some((side) => isLogic(bare(side)))) return null;
    const negated = `${oppositeOperand(left, context)} ${dual} ${oppositeOperand(right, context)}`;
    const { parent } = binary;
    if (ts.isParenthesizedExpression(parent) && isNot(parent.parent as ts.Expression))
      return isCondition(parent.parent) ? [replaceNode(parent.parent, negated, context)] : null;
    // Without a sign that turns round, it would read like a riddle.
    return isCondition(binary) && [left, right].every((side) => hasOpposite(bare(side), context))
      ? [replaceNode(binary, `!(${negated})`, context)]
      : null;
  },
  examples: {
    rewrites: [
      {
        before:
          "export function check(name: string, size: number): string {\n  if (!(name === '' || size === 0)) return name;\n  return '?';\n}\n",
        after:
          "export function check(name: string, size: number): string {\n  if (name !== '' && size !== 0) return name;\n  return '?';\n}\n",
        call: "[check('', 1), check('a', 0), check('a', 1)]",
      },
      {
        before:
          'export function open(done: boolean, left: number): number {\n  if (!done && left !== 0) return left;\n  return 0;\n}\n',
        after:
          'export function open(done: boolean, left: number): number {\n  if (!(done || left === 0)) return left;\n  return 0;\n}\n',
        call: '[open(true, 1), open(false, 1), open(false, NaN)]',
      },
    ],
    skips: [
      {
        code: 'export function open(done: boolean, left: number): number {\n  if (!done && left > 0) return left;\n  return 0;\n}\n',
        because: '`>` has no opposite, because of NaN: `!(done || !(left > 0))` is what nobody writes',
      },
      {
        code: 'export const either = (a: string, b: string): string => a || b;\n',
        because: 'the value is used, not only whether it is true',
      },
    ],
  },
};

/** The whole condition of an `if` or a `while`: nothing but its truth is looked at. */
function isCondition(node: ts.Node): boolean {
  const { parent } = node;
  return (ts.isIfStatement(parent) || ts.isWhileStatement(parent)) && parent.expression === node;
}
