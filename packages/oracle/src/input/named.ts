import type ts from 'typescript';
import { isCount } from './counts.ts';
import type { Spec } from './spec.ts';

/** Names of functions that say which of two values comes first. */
const ORDERS =
  /^_?(?:cmp|less|(?:\w*[cC]|c)ompar\w*|\w*Cmp|sort(?:er|By|Fn)?|order(?:By|Fn)?|(?:\w*[cC]|c)ollat\w*)$/u;

/** Names of functions that take a handler away: they do not call it. */
const REMOVALS = /^(?:off|remove\w*|un(?:subscribe|listen|bind|observe|watch|register)\w*)$/u;
/** Names of a logger's methods that only developers turn on. */
const TRACES = /^(?:debug|trace|verbose|silly)$/u;

/**
 * What a parameter or field of this name is given in the code of `scope`: a number-giving `compare` is an order, an `index` a whole
 * number from 0, a `debug` is told what nobody relies on, an
 * `off` does not call the handler that it is handed.
 */
export function named(name: string, spec: Spec, scope: ts.Node): Spec {
  if (spec.kind === 'union') return { ...spec, of: spec.of.map((one) => named(name, one, scope)) };
  if (spec.kind === 'number') return isCount(name, scope) ? { ...spec, isCount: true } : spec;
  if (spec.kind === 'function' && REMOVALS.test(name)) return { ...spec, callees: [] };
  if (spec.kind === 'function' && TRACES.test(name)) return { ...spec, isTrace: true };
  const isOrder = spec.kind === 'function' && ORDERS.test(name) && givesNumber(spec.returns);
  return isOrder ? { ...spec, isOrder: true } : spec;
}

function givesNumber(spec: Spec): boolean {
  return (
    spec.kind === 'number' || spec.kind === 'any' || (spec.kind === 'union' && spec.of.every(givesNumber))
  );
}
