import * as ts from 'typescript';
import type { SiteContext } from '../operator.ts';
import { isStringType, isUnknownType, typeOf } from './type-of.ts';

/** `receiver.name(…)`. */
export interface MethodCall {
  readonly call: ts.CallExpression;
  readonly callee: ts.PropertyAccessExpression;
  readonly receiver: ts.Expression;
  readonly name: string;
}

/** The parts of a method call; `null` for other nodes. */
export function methodCall(node: ts.Node): MethodCall | null {
  if (!ts.isCallExpression(node) || !ts.isPropertyAccessExpression(node.expression)) return null;
  const callee = node.expression;
  return { call: node, callee, receiver: callee.expression, name: callee.name.text };
}

/** True when the receiver is text, or nothing is known of it. */
export function isOnText({ receiver }: MethodCall, context: SiteContext): boolean {
  const type = typeOf(receiver, context);
  return isStringType(type) || isUnknownType(type);
}
