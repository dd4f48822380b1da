import { textOf, type SiteContext } from '@bebug/operators/kit';
import ts from 'typescript';

const OPPOSITE: Readonly<Record<string, string>> = { '===': '!==', '!==': '===', '==': '!=', '!=': '==' };

/** A condition that is true exactly when `node` is false, as a person would write it; alone in its parentheses. */
export function opposite(node: ts.Expression, context: SiteContext): string {
  if (ts.isParenthesizedExpression(node)) return opposite(node.expression, context);
  if (isNot(node)) return textOf(bare(node.operand), context);
  if (ts.isBinaryExpression(node)) {
    const { left, right, operatorToken } = node;
    const operator = OPPOSITE[textOf(operatorToken, context)];
    if (operator !== undefined) return `${textOf(left, context)} ${operator} ${textOf(right, context)}`;
  }
  return isTight(node) ? `!${textOf(node, context)}` : `!(${textOf(node, context)})`;
}

/** The same beside `&&` or `||`. */
export function oppositeOperand(node: ts.Expression, context: SiteContext): string {
  const inner = bare(node);
  const text = opposite(inner, context);
  return isNot(inner) && !isTight(bare(inner.operand)) && !isComparison(bare(inner.operand))
    ? `(${text})`
    : text;
}

export function isNot(node: ts.Expression): node is ts.PrefixUnaryExpression {
  return ts.isPrefixUnaryExpression(node) && node.operator === ts.SyntaxKind.ExclamationToken;
}

/** Without parentheses. */
export function bare(node: ts.Expression): ts.Expression {
  return ts.isParenthesizedExpression(node) ? bare(node.expression) : node;
}

/** `==` and its kin have an opposite; `<` has none, because of NaN. */
export function hasOpposite(node: ts.Expression, context: SiteContext): boolean {
  return isNot(node) || (ts.isBinaryExpression(node) && textOf(node.operatorToken, context) in OPPOSITE);
}

function isComparison(node: ts.Expression): boolean {
  return (
    ts.isBinaryExpression(node) &&
    node.operatorToken.kind >= ts.SyntaxKind.LessThanToken &&
    node.operatorToken.kind <= ts.SyntaxKind.ExclamationEqualsEqualsToken
  );
}

/** Binds closer than `!`. */
function isTight(node: ts.Expression): boolean {
  return (
    ts.isIdentifier(node) ||
    ts.isPropertyAccessExpression(node) ||
    ts.isElementAccessExpression(node) ||
    ts.isCallExpression(node) ||
    ts.isParenthesizedExpression(node) ||
    ts.isLiteralExpression(node) ||
    node.kind === ts.SyntaxKind.ThisKeyword
  );
}
