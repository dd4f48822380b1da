import type { Spec } from './spec.ts';

/** Names of functions that say which of two values comes first. */
const ORDERS =
  /^_?(?:cmp|less|(?:\w*[cC]|c)ompar\w*|\w*Cmp|sort(?:er|By|Fn)?|order(?:By|Fn)?|(?:\w*[cC]|c)ollat\w*)$/u;

/** What a parameter or field of this name is given: a number-giving `compare` is an order. */
export function named(name: string, spec: Spec): Spec {
  if (spec.kind === 'union') return { ...spec, of: spec.of.map((one) => named(name, one)) };
  const isOrder = spec.kind === 'function' && ORDERS.test(name) && givesNumber(spec.returns);
  return isOrder ? { ...spec, isOrder: true } : spec;
}

function givesNumber(spec: Spec): boolean {
  return (
    spec.kind === 'number' || spec.kind === 'any' || (spec.kind === 'union' && spec.of.every(givesNumber))
  );
}
