import * as ts from 'typescript';
import type { SiteContext } from '../operator.ts';
import { symbolOf } from './references.ts';
import { isNullish, isUnknownType, typeOf } from './type-of.ts';

const NAMES = /^(?:resolve|reject|settle|fulfill?)$/u;

/** True when calling the expression settles a promise that somebody may wait for. */
export function isSettler(callee: ts.Expression, context: SiteContext): boolean {
  if (ts.isPropertyAccessExpression(callee)) {
    return NAMES.test(callee.name.text) && !/^(?:Promise|path|require)\b/u.test(callee.getText());
  }
  const declaration = ts.isIdentifier(callee) ? symbolOf(callee, context)?.valueDeclaration : undefined;
  if (declaration === undefined) return false;
  if (ts.isBindingElement(declaration))
    return NAMES.test((declaration.propertyName ?? declaration.name).getText());
  if (ts.isVariableDeclaration(declaration)) return NAMES.test(declaration.name.getText());
  return ts.isParameter(declaration) && isExecutor(declaration.parent);
}

/** A call, as a statement, that settles a promise. */
export function settlingCall(statement: ts.Statement, context: SiteContext): ts.CallExpression | null {
  if (!ts.isExpressionStatement(statement) || !ts.isCallExpression(statement.expression)) return null;
  const call = statement.expression;
  if (!isSettler(call.expression, context)) return null;
  const type = typeOf(call, context);
  return isNullish(type) || isUnknownType(type) ? call : null;
}

/** The function that `new Promise` calls. */
function isExecutor(fn: ts.Node): boolean {
  const { parent } = fn;
  return (
    ts.isNewExpression(parent) && parent.arguments?.[0] === fn && parent.expression.getText() === 'Promise'
  );
}
