import * as ts from 'typescript';
import type { SiteContext } from '../operator.ts';
import { textOf } from './text-of.ts';
import { bare } from './tree.ts';
import { isArrayType, isUnknownType, typeOf } from './type-of.ts';

/** What the expression is a whole copy of; only of something that has another owner. */
export function copied(node: ts.Expression, context: SiteContext): ts.Expression | null {
  const source = bareCopy(node, context);
  if (source === null) return null;
  const inner = bare(source);
  return ts.isIdentifier(inner) || ts.isPropertyAccessExpression(inner) ? source : null;
}

function bareCopy(node: ts.Expression, context: SiteContext): ts.Expression | null {
  if (ts.isArrayLiteralExpression(node)) {
    const only = node.elements.length === 1 ? node.elements[0]! : null;
    return only !== null && ts.isSpreadElement(only) ? only.expression : null;
  }
  if (ts.isObjectLiteralExpression(node)) {
    const only = node.properties.length === 1 ? node.properties[0]! : null;
    return only !== null && ts.isSpreadAssignment(only) ? only.expression : null;
  }
  if (ts.isNewExpression(node)) {
    const isCollection = ts.isIdentifier(node.expression) && /^(?:Map|Set|Date)$/u.test(node.expression.text);
    return isCollection && node.arguments?.length === 1 ? node.arguments[0]! : null;
  }
  if (!ts.isCallExpression(node)) return null;
  if (ts.isPropertyAccessExpression(node.expression) && node.arguments.length === 0) {
    const { name, expression } = node.expression;
    return name.text === 'slice' && isArrayType(typeOf(expression, context), context) ? expression : null;
  }
  const isCopyCall = /^(?:structuredClone|Array\.from)$/u.test(textOf(node.expression, context));
  return isCopyCall && node.arguments.length === 1 ? node.arguments[0]! : null;
}

/** The source has the type of the copy, and fits where the copy stands. */
export function isLikeCopy(source: ts.Expression, copy: ts.Expression, context: SiteContext): boolean {
  const from = typeOf(source, context);
  const to = typeOf(copy, context);
  if (isUnknownType(from) || from.getSymbol()?.name === undefined) return false;
  const expected = context.checker.getContextualType(copy);
  if (expected !== undefined && !context.checker.isTypeAssignableTo(from, expected)) return false;
  return (
    context.checker.isTypeAssignableTo(from, to) ||
    (expected !== undefined && from.getSymbol() === to.getSymbol())
  );
}
