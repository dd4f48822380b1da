import type * as ts from 'typescript';
import type { Operator, SiteContext } from '../operator.ts';
import { once } from './once.ts';

/**
 * True when the operator makes something of the node: that is then its own, and more general operators leave it alone. Several may ask about one
 * node: the answer is found once.
 */
export function takes(operator: Operator, node: ts.Node, context: SiteContext): boolean {
  return operator.kinds.includes(node.kind) && takenBy(operator, context)(node, context);
}

const takenBy = once((operator: Operator) =>
  once((node: ts.Node, context) => !isEmpty(operator.mutate(node, context))),
);

function isEmpty(items: Iterable<unknown>): boolean {
  return items[Symbol.iterator]().next().done === true;
}
