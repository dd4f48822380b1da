import * as ts from 'typescript';
import { enclosing, subjectOf } from '../kit/enclosing.ts';
import { fits } from '../kit/fits.ts';
import { partInstead } from '../kit/part.ts';
import { pathCheck } from '../kit/path-check.ts';
import { isPure } from '../kit/purity.ts';
import { gist } from '../kit/text-of.ts';
import { bare, isSameCode } from '../kit/tree.ts';
import { isNumberType, isStringType, typeOf } from '../kit/type-of.ts';
import type { Operator, SiteContext } from '../operator.ts';

/** Operators either of whose sides may be forgotten, and those of which only the right side may. */
const EITHER = new Set<ts.SyntaxKind>([
  ts.SyntaxKind.PlusToken,
  ts.SyntaxKind.AsteriskToken,
  ts.SyntaxKind.BarToken,
]);
const RIGHT = new Set<ts.SyntaxKind>([
  ts.SyntaxKind.MinusToken,
  ts.SyntaxKind.SlashToken,
  ts.SyntaxKind.PercentToken,
  ts.SyntaxKind.AsteriskAsteriskToken,
  ts.SyntaxKind.AmpersandToken,
  ts.SyntaxKind.CaretToken,
  ts.SyntaxKind.LessThanLessThanToken,
  ts.SyntaxKind.GreaterThanGreaterThanToken,
  ts.SyntaxKind.GreaterThanGreaterThanGreaterThanToken,
]);

export const operandDrop: Operator = {
  id: 'operand-drop',
  family: 'omission',
  tier: 'hard',
  cwe: 682,
  status: 'stable',
  title: 'Part of a calculation missing',
  mistake: 'One of the quantities that make up a value is not taken into account.',
  kinds: [ts.SyntaxKind.BinaryExpression],
  *mutate(node, context) {
    if (!ts.isBinaryExpression(node)) return;
    const token = node.operatorToken.kind;
    if (!EITHER.has(token) && !RIGHT.has(token)) return;
    if (!isCalculation(node, context) || enclosing(node, isFailure) !== null) return;
    if (isSameCode(node.left, node.right) || isInPathCheck(node, context)) return;
    const sides = [
      [node.right, node.left],
      [node.left, node.right],
    ] as const;
    for (const [dropped, kept] of EITHER.has(token) ? sides : sides.slice(0, 1)) {
      if (!mayGo(dropped, token) || isConstant(bare(kept))) continue;
      if (!fits(typeOf(kept, context), node, context)) continue;
      const edits = partInstead(node, kept, context);
      if (edits === null) continue;
      yield {
        edits,
        explanation: {
          mechanism: `${subjectOf(node)} takes ${gist(kept, context)} alone; ${gist(dropped, context)} is left out.`,
          trigger: `It shows whenever ${gist(dropped, context)} makes a difference to the value.`,
          consequence: `The value is wrong by the part of ${gist(dropped, context)}.`,
          fix: `Take both: ${gist(node, context)}.`,
        },
      };
    }
  },
  examples: {
    injects: [
      {
        before:
          'export const total = (cart: { sum: number; fee: number; tax: number }): number =>\n  (cart.sum + cart.fee) * cart.tax;\n',
        after:
          'export const total = (cart: { sum: number; fee: number; tax: number }): number =>\n  cart.sum * cart.tax;\n',
        witness: 'total({ sum: 1, fee: 1, tax: 2 })',
      },
      {
        before:
          'export class Ring {\n  size = 4;\n  head = 3;\n  place(offset: number): number {\n    return (this.head + offset) % this.size;\n  }\n}\n',
        after:
          'export class Ring {\n  size = 4;\n  head = 3;\n  place(offset: number): number {\n    return this.head + offset;\n  }\n}\n',
        witness: 'new Ring().place(2)',
      },
    ],
    skips: [
      {
        code: 'export const last = (xs: readonly number[]): number => xs.length - 1;\n',
        because: 'A forgotten one is the business of the boundary family.',
      },
      {
        code: "export function check(state: { n: number }): void {\n  if (state.n > 9) throw new Error('too many: ' + state.n);\n}\n",
        because: 'The words of an error are no calculation.',
      },
      {
        code: 'export const unsigned = (n: number): number => (n >>> 0) + 0;\n',
        because: 'Nothing is added.',
      },
      {
        code: 'export const text = (n: number): string => n + " items";\n',
        because: 'A number alone would not compile, and the words alone say nothing.',
      },
    ],
  },
};

function isCalculation(node: ts.BinaryExpression, context: SiteContext): boolean {
  const type = typeOf(node, context);
  return isNumberType(type) || isStringType(type) || (type.flags & ts.TypeFlags.BigIntLike) !== 0;
}

/** Zero and one are neutral, or off by one; a chain of the same operator loses its parts one by one. */
function mayGo(dropped: ts.Expression, token: ts.SyntaxKind): boolean {
  const inner = bare(dropped);
  if (ts.isBinaryExpression(inner) && inner.operatorToken.kind === token) return false;
  return isPure(inner) ? !/^[01]n?$/u.test(inner.getText()) : ts.isCallExpression(inner);
}

/** A literal or a name in capitals: alone it is no value that depends on anything. */
function isConstant(node: ts.Expression): boolean {
  return ts.isLiteralExpression(node) || (ts.isIdentifier(node) && /^[A-Z][A-Z\d_]*$/u.test(node.text));
}

/** `file.startsWith(root + sep)` is the business of path-traversal. */
function isInPathCheck(node: ts.Expression, context: SiteContext): boolean {
  return ts.isCallExpression(node.parent) && pathCheck(node.parent, context) !== null;
}

function isFailure(node: ts.Node): node is ts.NewExpression | ts.ThrowStatement {
  return ts.isThrowStatement(node) || (ts.isNewExpression(node) && /Error$/u.test(node.expression.getText()));
}
