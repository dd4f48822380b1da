import * as ts from 'typescript';
import type { SiteContext } from '../operator.ts';
import { isComparison, isEquality, isLogic } from './comparison.ts';
import { bare, descendants } from './tree.ts';
import { isBooleanType, isJavaScript, isUnknownType, membersOf, typeOf } from './type-of.ts';

/** True when the expression decides which way the program goes: the test of a branch or loop, or a part of one. */
export function isCondition(node: ts.Expression): boolean {
  const { parent } = node;
  if (ts.isIfStatement(parent) || ts.isWhileStatement(parent) || ts.isDoStatement(parent))
    return parent.expression === node;
  if (ts.isForStatement(parent) || ts.isConditionalExpression(parent)) return parent.condition === node;
  if (ts.isParenthesizedExpression(parent) || isLogic(parent)) return isCondition(parent);
  return (
    ts.isPrefixUnaryExpression(parent) &&
    parent.operator === ts.SyntaxKind.ExclamationToken &&
    isCondition(parent)
  );
}

/**
 * True when the checker may learn a type from the test, so that code after it compiles only because of it. Careful on
 * purpose: anything but comparisons, plain booleans and equality of types with nothing to learn counts as narrowing. Of
 * `any`, and in JavaScript, there is nothing to learn.
 */
export function narrows(test: ts.Expression, context: SiteContext): boolean {
  if (isJavaScript(context)) return false;
  const node = bare(test);
  if (isLogic(node)) return narrows(node.left, context) || narrows(node.right, context);
  if (ts.isPrefixUnaryExpression(node) && node.operator === ts.SyntaxKind.ExclamationToken)
    return narrows(node.operand, context);
  if (isComparison(node)) return false;
  if (isEquality(node)) return isTaughtByEquality(bare(node.left), bare(node.right), context);
  if (ts.isBinaryExpression(node) || ts.isDeleteExpression(node)) return true;
  if (ts.isCallExpression(node) && isPredicateCall(node, context)) return true;
  if (isAny(node, context)) return false;
  return (
    !isBooleanType(typeOf(node, context)) ||
    isDiscriminant(node, context) ||
    isAlias(node, context) ||
    isChained(node)
  );
}

function isAny(node: ts.Expression, context: SiteContext): boolean {
  return (typeOf(node, context).flags & ts.TypeFlags.Any) !== 0;
}

function isChained(node: ts.Expression): boolean {
  return (node.flags & ts.NodeFlags.OptionalChain) !== 0;
}

function isPredicateCall(call: ts.CallExpression, context: SiteContext): boolean {
  const signature = context.checker.getResolvedSignature(call);
  return signature !== undefined && context.checker.getTypePredicateOfSignature(signature) !== undefined;
}

/** A `const` that holds a test narrows like the test. */
function isAlias(node: ts.Expression, context: SiteContext): boolean {
  if (!ts.isIdentifier(node)) return false;
  const declaration = context.checker.getSymbolAtLocation(node)?.valueDeclaration;
  if (
    declaration === undefined ||
    !ts.isVariableDeclaration(declaration) ||
    declaration.initializer === undefined
  )
    return false;
  return declaration.type === undefined && narrows(declaration.initializer, context);
}

function isTaughtByEquality(left: ts.Expression, right: ts.Expression, context: SiteContext): boolean {
  const subjects = [left, right].filter((side) => !isConstant(side));
  return subjects.some((subject) => {
    if (ts.isTypeOfExpression(subject)) return !isAny(subject.expression, context);
    const type = typeOf(subject, context);
    if ((type.flags & ts.TypeFlags.Any) !== 0) return false;
    if (isUnknownType(type) || isChained(subject) || isDiscriminant(subject, context)) return true;
    return (membersOf(type).length > 1 && !isBooleanType(type)) || (type.flags & ts.TypeFlags.EnumLike) !== 0;
  });
}

function isConstant(node: ts.Expression): boolean {
  if (ts.isLiteralExpression(node) || ts.isPrefixUnaryExpression(node)) return true;
  return node.kind === ts.SyntaxKind.NullKeyword || (ts.isIdentifier(node) && node.text === 'undefined');
}

/** `x.kind` of a union: its value tells the members apart. */
function isDiscriminant(node: ts.Expression, context: SiteContext): boolean {
  return ts.isPropertyAccessExpression(node) && membersOf(typeOf(node.expression, context)).length > 1;
}

/** True when the expression is what a type predicate is asked about. */
export function isAskedByPredicate(node: ts.Expression, context: SiteContext): boolean {
  return (
    ts.isCallExpression(node.parent) &&
    node.parent.expression !== node &&
    isPredicateCall(node.parent, context)
  );
}

/** True when the test mentions a parameter of `fn` (or a part of one). */
export function mentionsParameter(
  test: ts.Expression,
  fn: ts.FunctionLikeDeclaration,
  context: SiteContext,
): boolean {
  for (const node of descendants(test)) {
    if (!ts.isIdentifier(node)) continue;
    const declaration = context.checker.getSymbolAtLocation(node)?.valueDeclaration;
    if (declaration === undefined) continue;
    if (
      fn.parameters.some((parameter) => declaration.pos >= parameter.pos && declaration.end <= parameter.end)
    )
      return true;
  }
  return false;
}
