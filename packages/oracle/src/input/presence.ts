import { isEquality } from '@bebug/operators/kit';
import ts from 'typescript';

export const ARITHMETIC = new Set([
  ts.SyntaxKind.MinusToken,
  ts.SyntaxKind.AsteriskToken,
  ts.SyntaxKind.SlashToken,
  ts.SyntaxKind.PercentToken,
  ts.SyntaxKind.AsteriskAsteriskToken,
  ts.SyntaxKind.LessThanToken,
  ts.SyntaxKind.LessThanEqualsToken,
  ts.SyntaxKind.GreaterThanToken,
  ts.SyntaxKind.GreaterThanEqualsToken,
  ts.SyntaxKind.AmpersandToken,
  ts.SyntaxKind.BarToken,
  ts.SyntaxKind.CaretToken,
  ts.SyntaxKind.LessThanLessThanToken,
  ts.SyntaxKind.GreaterThanGreaterThanToken,
  ts.SyntaxKind.GreaterThanGreaterThanGreaterThanToken,
]);
/** What stands on the right is taken where there is nothing on the left. */
export const FALLBACK = new Set([ts.SyntaxKind.BarBarToken, ts.SyntaxKind.QuestionQuestionToken]);

/** Whether there is a value decides what comes next. */
export function asksFor(node: ts.Expression): boolean {
  const { parent } = node;
  if (ts.isIfStatement(parent) || ts.isWhileStatement(parent)) return parent.expression === node;
  if (ts.isConditionalExpression(parent)) return parent.condition === node;
  if (ts.isPrefixUnaryExpression(parent)) return parent.operator === ts.SyntaxKind.ExclamationToken;
  if (
    ts.isPropertyAccessExpression(parent) ||
    ts.isElementAccessExpression(parent) ||
    ts.isCallExpression(parent)
  )
    return parent.expression === node && parent.questionDotToken !== undefined;
  if (!ts.isBinaryExpression(parent)) return false;
  const operator = parent.operatorToken.kind;
  if (FALLBACK.has(operator) || operator === ts.SyntaxKind.AmpersandAmpersandToken)
    return parent.left === node;
  const other = parent.left === node ? parent.right : parent.left;
  return (
    isEquality(parent) &&
    (other.kind === ts.SyntaxKind.NullKeyword || (ts.isIdentifier(other) && other.text === 'undefined'))
  );
}

/** `if (!node) throw …`, also as one of several reasons to throw. */
export function throwsWithout(node: ts.Expression): boolean {
  const { parent } = node;
  if (!ts.isPrefixUnaryExpression(parent) || parent.operator !== ts.SyntaxKind.ExclamationToken) return false;
  let condition: ts.Expression = parent;
  while (
    ts.isBinaryExpression(condition.parent) &&
    condition.parent.operatorToken.kind === ts.SyntaxKind.BarBarToken
  )
    condition = condition.parent;
  const { parent: guard } = condition;
  if (!ts.isIfStatement(guard) || guard.expression !== condition) return false;
  const { thenStatement: then } = guard;
  const last = ts.isBlock(then) ? then.statements.at(-1) : then;
  return last !== undefined && ts.isThrowStatement(last);
}

/** Without a value this throws, or computes with none. */
export function needs(node: ts.Expression): boolean {
  const { parent } = node;
  if (ts.isPropertyAccessExpression(parent) || ts.isElementAccessExpression(parent))
    return parent.expression === node;
  if (ts.isCallExpression(parent))
    return parent.expression === node || /^Math\.\w+$/u.test(parent.expression.getText());
  return (
    ts.isForOfStatement(parent) ||
    ts.isPostfixUnaryExpression(parent) ||
    (ts.isBinaryExpression(parent) && ARITHMETIC.has(parent.operatorToken.kind))
  );
}
