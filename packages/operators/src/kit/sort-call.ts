import type * as ts from 'typescript';
import { methodCall } from './method-call.ts';

/** `list.sort(compare)`. */
export interface SortCall {
  readonly call: ts.CallExpression;
  readonly receiver: ts.Expression;
  readonly comparator: ts.Expression;
}

/** The parts of a call that sorts with a function of its own. */
export function sortCall(node: ts.Node): SortCall | null {
  const found = methodCall(node);
  if (found === null || !/^(?:sort|toSorted)$/u.test(found.name)) return null;
  const [comparator] = found.call.arguments;
  const isOne = comparator !== undefined && found.call.arguments.length === 1;
  return isOne ? { call: found.call, receiver: found.receiver, comparator } : null;
}
