import { replaceNode, textOf } from '@bebug/operators/kit';
import ts from 'typescript';
import { isConstant, isLiteral } from './constant.ts';
import type { Decoy } from './decoy.ts';
import { isOf } from './typing.ts';

const MIRRORED: Readonly<Record<string, string>> = {
  '<': '>',
  '>': '<',
  '<=': '>=',
  '>=': '<=',
  '===': '===',
  '!==': '!==',
};

export const mirrorComparison: Decoy = {
  id: 'mirror-comparison',
  what: 'changes the sides of a comparison',
  keepsForm: false,
  kinds: [ts.SyntaxKind.BinaryExpression],
  rewrite(node, context) {
    const { left, right, operatorToken } = node as ts.BinaryExpression;
    const operator = textOf(operatorToken, context);
    const mirrored = MIRRORED[operator];
    // One side reads alike whenever it is read; nobody writes a literal first.
    if (mirrored === undefined || isLiteral(right) || textOf(right, context) === 'undefined') return null;
    if (!isConstant(left, context) && !isConstant(right, context)) return null;
    if (![left, right].every(isShort)) return null;
    // Objects would be asked for their primitive values in the other order.
    const isEquality = operator === mirrored;
    if (!isEquality && ![left, right].every((side) => isOf(side, ts.TypeFlags.NumberLike, context)))
      return null;
    return [replaceNode(node, `${textOf(right, context)} ${mirrored} ${textOf(left, context)}`, context)];
  },
  examples: {
    rewrites: [
      {
        before: 'export function isBefore(at: number, end: number): boolean {\n  return at < end;\n}\n',
        after: 'export function isBefore(at: number, end: number): boolean {\n  return end > at;\n}\n',
        call: '[isBefore(1, 2), isBefore(2, 2), isBefore(NaN, 1)]',
      },
      {
        before: 'export const has = (all: string[], one: string): boolean => all.at(-1) === one;\n',
        after: 'export const has = (all: string[], one: string): boolean => one === all.at(-1);\n',
        call: "[has(['a'], 'a'), has([], 'a')]",
      },
    ],
    skips: [
      {
        code: 'export const isLater = (a: Date, b: Date): boolean => a > b;\n',
        because: 'objects are asked for their primitive values, the left one first',
      },
      {
        code: 'export const isFull = (size: number): boolean => size >= 8;\n',
        because: 'nobody writes the literal first',
      },
      {
        code: 'export function both(next: () => number): boolean {\n  return next() < next();\n}\n',
        because: 'the calls would run in the other order',
      },
    ],
  },
};

/** What would not need parentheses, or look odd, on the other side. */
function isShort(node: ts.Expression): boolean {
  return (
    isLiteral(node) ||
    ts.isIdentifier(node) ||
    ts.isPropertyAccessExpression(node) ||
    ts.isElementAccessExpression(node) ||
    ts.isCallExpression(node)
  );
}
