import { isAssignmentToken } from '@bebug/operators/kit';
import ts from 'typescript';

/**
 * True when parentheses only say what the tree says anyway. They do not when they
 * end an optional chain (`(a?.b).c` throws where `a?.b.c` does not),
 * surround the target of an assignment (`(f) = () => {}` gives the function no name),
 * keep a text from being a directive (`('use strict')`), or belong to a decorator.
 */
export function isTransparent(node: ts.ParenthesizedExpression): boolean {
  const { parent } = node;
  let inner: ts.Expression = node;
  while (ts.isParenthesizedExpression(inner)) inner = inner.expression;
  if (ts.isOptionalChain(inner)) return false;
  if (ts.isBinaryExpression(parent) && parent.left === node)
    return !isAssignmentToken(parent.operatorToken.kind);
  if (ts.isExpressionStatement(parent)) return !ts.isStringLiteralLike(inner);
  return !ts.isDecorator(parent);
}
