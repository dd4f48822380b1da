import * as ts from 'typescript';
import type { SiteContext } from '../operator.ts';
import { methodCall } from './method-call.ts';
import { bare } from './tree.ts';
import { isStringType, typeOf } from './type-of.ts';

/** The longest that a list of the language can be. */
const LONGEST = 2 ** 32 - 1;
const HIGHEST_SIGNED = 2 ** 31 - 1;

/** True when the expression is surely a number that 31 bits without a sign hold, whatever its fraction. */
export function fits31Bits(expression: ts.Expression, context: SiteContext): boolean {
  const most = mostOf(expression, context);
  return most !== null && most < HIGHEST_SIGNED + 1;
}

/** A bound that a number never exceeds which is never below zero nor NaN; `null` where the code does not say so. */
function mostOf(expression: ts.Expression, context: SiteContext): number | null {
  const node = bare(expression);
  if (ts.isBinaryExpression(node)) return finite(mostOfBinary(node, context));
  if (ts.isNumericLiteral(node)) return finite(Number(node.text));
  if (ts.isPropertyAccessExpression(node)) return isLength(node, context) ? LONGEST : null;
  const call = methodCall(node);
  if (call?.receiver.getText() !== 'Math') return null;
  if (call.name === 'random') return 1;
  const [value] = call.call.arguments;
  return /^(?:floor|trunc)$/u.test(call.name) && value !== undefined ? mostOf(value, context) : null;
}

function mostOfBinary(node: ts.BinaryExpression, context: SiteContext): number | null {
  const right = mostOf(node.right, context);
  const fixed = numberOf(node.right);
  if (node.operatorToken.kind === ts.SyntaxKind.AmpersandToken)
    return fixed !== null && fixed <= HIGHEST_SIGNED ? fixed : null;
  if (node.operatorToken.kind === ts.SyntaxKind.GreaterThanGreaterThanGreaterThanToken)
    return fixed !== null && fixed < 32 ? 2 ** (32 - fixed) - 1 : null;
  const left = mostOf(node.left, context);
  if (left === null || right === null) return null;
  switch (node.operatorToken.kind) {
    case ts.SyntaxKind.PlusToken:
      return left + right;
    case ts.SyntaxKind.AsteriskToken:
      return left * right;
    case ts.SyntaxKind.SlashToken:
      return fixed !== null && fixed > 0 ? left / fixed : null;
    case ts.SyntaxKind.PercentToken:
      return fixed !== null && fixed > 0 ? Math.min(left, fixed) : null;
    default:
      return null;
  }
}

/** Of what has no end nothing is known: rests and quotients of it are no numbers. */
function finite(most: number | null): number | null {
  return most !== null && Number.isFinite(most) ? most : null;
}

function numberOf(expression: ts.Expression): number | null {
  const node = bare(expression);
  return ts.isNumericLiteral(node) ? Number(node.text) : null;
}

/** The length of an array or a text; a typed array may be longer than any array. */
function isLength(node: ts.PropertyAccessExpression, context: SiteContext): boolean {
  const isSure = (node.flags & ts.NodeFlags.OptionalChain) === 0 && node.name.text === 'length';
  const owner = typeOf(node.expression, context);
  return isSure && (isStringType(owner) || context.checker.isArrayType(owner));
}
