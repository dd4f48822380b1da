import * as ts from 'typescript';
import { bare } from './tree.ts';

const ROUNDINGS = new Set(['floor', 'ceil', 'trunc', 'round']);

/** `x.length - 1` or `x.size - 1`: the last place. */
export function isLastPlace(node: ts.Node): node is ts.BinaryExpression {
  return isStep(node, ts.SyntaxKind.MinusToken) && isCount(bare(node.left));
}

/** `to - from + 1` or `Math.floor(span / step) + 1`: how many posts a fence has. */
export function isPostCount(node: ts.Node): node is ts.BinaryExpression {
  if (!isStep(node, ts.SyntaxKind.PlusToken)) return false;
  const left = bare(node.left);
  return isDifference(left) || isRoundedQuotient(left);
}

/** `x + 1` or `x - 1`. */
export function isStep(node: ts.Node, token: ts.SyntaxKind): node is ts.BinaryExpression {
  return (
    ts.isBinaryExpression(node) &&
    node.operatorToken.kind === token &&
    ts.isNumericLiteral(node.right) &&
    node.right.text === '1'
  );
}

/** A member that says how many there are. */
export function isCount(node: ts.Node): node is ts.PropertyAccessExpression {
  return ts.isPropertyAccessExpression(node) && /^(?:length|size|count|byteLength)$/u.test(node.name.text);
}

function isDifference(node: ts.Node): boolean {
  return (
    ts.isBinaryExpression(node) &&
    node.operatorToken.kind === ts.SyntaxKind.MinusToken &&
    !ts.isNumericLiteral(node.right)
  );
}

function isRoundedQuotient(node: ts.Node): boolean {
  if (
    !ts.isCallExpression(node) ||
    !ts.isPropertyAccessExpression(node.expression) ||
    node.arguments.length !== 1
  )
    return false;
  const argument = bare(node.arguments[0]!);
  const isQuotient =
    ts.isBinaryExpression(argument) && argument.operatorToken.kind === ts.SyntaxKind.SlashToken;
  return isQuotient && ROUNDINGS.has(node.expression.name.text);
}
