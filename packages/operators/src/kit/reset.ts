import * as ts from 'typescript';
import type { SiteContext } from '../operator.ts';
import { isToken } from './comparison.ts';
import { enclosingFunction } from './enclosing.ts';
import { isFreshObject } from './fresh-value.ts';
import { methodCall } from './method-call.ts';
import { symbolOf } from './references.ts';
import { isShared } from './shared-state.ts';
import { bare, isSameCode } from './tree.ts';

/**
 * The state that a statement brings back to what it was in the beginning: `this.#count = 0` where that is the field's first value,
 * `this.#items.length = 0`, `seen.clear()`. `null` for other statements.
 */
export function resetBy(statement: ts.Statement, context: SiteContext): ts.Expression | null {
  if (!ts.isExpressionStatement(statement)) return null;
  const fn = enclosingFunction(statement);
  if (fn === null || ts.isConstructorDeclaration(fn)) return null;
  const { expression } = statement;
  const cleared = methodCall(expression);
  if (cleared !== null) {
    const isClear = cleared.name === 'clear' && cleared.call.arguments.length === 0;
    return isClear && isShared(cleared.receiver, context) ? cleared.receiver : null;
  }
  if (!ts.isBinaryExpression(expression) || !isToken(expression, ts.SyntaxKind.EqualsToken)) return null;
  const target = bare(expression.left);
  const value = bare(expression.right);
  if (!isShared(target, context)) return null;
  const isEmptied =
    ts.isPropertyAccessExpression(target) && target.name.text === 'length' && value.getText() === '0';
  if (isEmptied) return target.expression;
  return isPlain(value) && isFirstValue(target, value, context) ? target : null;
}

function isPlain(value: ts.Expression): boolean {
  return (
    ts.isLiteralExpression(value) ||
    /^(?:true|false|null|undefined|-?Infinity|-1)$/u.test(value.getText()) ||
    isFreshObject(value)
  );
}

/** The declaration gives the same value. */
function isFirstValue(target: ts.Expression, value: ts.Expression, context: SiteContext): boolean {
  const declaration = symbolOf(
    ts.isPropertyAccessExpression(target) ? target.name : target,
    context,
  )?.valueDeclaration;
  const isHolder =
    declaration !== undefined &&
    (ts.isPropertyDeclaration(declaration) || ts.isVariableDeclaration(declaration));
  if (!isHolder || declaration.initializer === undefined) return false;
  const first = bare(declaration.initializer);
  const isSameKind =
    ts.isNewExpression(first) && ts.isNewExpression(value) && isSameCode(first.expression, value.expression);
  return isSameKind || isSameCode(first, value);
}
