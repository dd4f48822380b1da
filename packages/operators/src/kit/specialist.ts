import type ts from 'typescript';
import type { Operator, SiteContext } from '../operator.ts';

const answers = new WeakMap<ts.TypeChecker, WeakMap<Operator, WeakMap<ts.Node, boolean>>>();

/**
 * True when the operator makes something of the node: that is then its own, and more general operators leave it alone. Several may ask about one
 * node: the answer is found once.
 */
export function takes(operator: Operator, node: ts.Node, context: SiteContext): boolean {
  if (!operator.kinds.includes(node.kind)) return false;
  const known = answersOf(operator, context);
  const answer = known.get(node) ?? !isEmpty(operator.mutate(node, context));
  known.set(node, answer);
  return answer;
}

function answersOf(operator: Operator, { checker }: SiteContext): WeakMap<ts.Node, boolean> {
  const byOperator = answers.get(checker) ?? new WeakMap<Operator, WeakMap<ts.Node, boolean>>();
  answers.set(checker, byOperator);
  const byNode = byOperator.get(operator) ?? new WeakMap<ts.Node, boolean>();
  byOperator.set(operator, byNode);
  return byNode;
}

function isEmpty(items: Iterable<unknown>): boolean {
  return items[Symbol.iterator]().next().done === true;
}
