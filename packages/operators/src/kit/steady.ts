import * as ts from 'typescript';
import type { SiteContext } from '../operator.ts';
import { isComparison, isConstant, isEquality } from './comparison.ts';
import { enclosingFunction } from './enclosing.ts';
import { isCount } from './off-by-one.ts';
import { isStored, referencesTo, symbolOf } from './references.ts';
import { bare, descendants, isInside } from './tree.ts';
import { isArrayType, isStringType, isTypedArray, typeOf } from './type-of.ts';

/**
 * True when the expression says the same before the code, after it and all through it, since nothing that it reads is stored into. Careful
 * on purpose: only numbers and texts, variables of the file, counts, and tests of these are known.
 */
export function isSteady(
  expression: ts.Expression,
  code: readonly ts.Statement[],
  context: SiteContext,
): boolean {
  const node = bare(expression);
  if (isConstant(node)) return true;
  if (ts.isIdentifier(node)) return isSteadyName(node, code, context);
  if (ts.isPrefixUnaryExpression(node))
    return node.operator === ts.SyntaxKind.ExclamationToken && isSteady(node.operand, code, context);
  if (isComparison(node) || isEquality(node))
    return isSteady(node.left, code, context) && isSteady(node.right, code, context);
  return isCount(node) && isSteady(node.expression, code, context) && keepsCount(node, code, context);
}

/** A text or a typed array never grows; another list does not where no call is made and no member stored. */
function keepsCount(
  count: ts.PropertyAccessExpression,
  code: readonly ts.Statement[],
  context: SiteContext,
): boolean {
  const type = typeOf(count.expression, context);
  if (isStringType(type) || isTypedArray(type)) return true;
  return isArrayType(type, context) && code.every((statement) => ![...descendants(statement)].some(reaches));
}

/** What may run other code, or stores into a member. */
function reaches(node: ts.Node): boolean {
  if (ts.isCallExpression(node) || ts.isNewExpression(node) || ts.isTaggedTemplateExpression(node))
    return true;
  if (ts.isAwaitExpression(node) || ts.isYieldExpression(node) || ts.isDeleteExpression(node)) return true;
  const isMember = ts.isPropertyAccessExpression(node) || ts.isElementAccessExpression(node);
  return ts.isForOfStatement(node) || (isMember && isStored(node));
}

/** The variable is never stored into, or belongs to the call and is stored into elsewhere, by no other function. */
function isSteadyName(name: ts.Identifier, code: readonly ts.Statement[], context: SiteContext): boolean {
  const symbol = symbolOf(name, context);
  const declaration = symbol?.valueDeclaration;
  if (symbol === null || declaration === undefined || symbol.declarations?.length !== 1) return false;
  const isVariable = ts.isVariableDeclaration(declaration) || ts.isParameter(declaration);
  if (!isVariable || declaration.getSourceFile() !== context.sourceFile) return false;
  if (code.some((statement) => isInside(declaration, statement))) return false;
  const fn = enclosingFunction(name);
  return referencesTo(symbol, context)
    .filter(isStored)
    .every(
      (store) =>
        enclosingFunction(store) === fn &&
        enclosingFunction(declaration) === fn &&
        !code.some((statement) => isInside(store, statement)),
    );
}
