import type ts from 'typescript';
import { isCount, isWhole } from './counts.ts';
import { formatOf } from './formats.ts';
import type { Spec } from './spec.ts';

/** Names of functions that say which of two values comes first. */
const ORDERS =
  /^_?(?:cmp|less|(?:\w*[cC]|c)ompar\w*|\w*Cmp|sort(?:er|By|Fn)?|order(?:By|Fn)?|(?:\w*[cC]|c)ollat\w*)$/u;

/** Names of functions that say whether two values are equal. */
const EQUALITIES =
  /^_?(?:eq|(?:\w+E|e)qual(?:s|ity)?(?:Fn|To)?|equal(?:s|ity)?(?:Check|Comparator)|(?:is)?[sS]ame(?:As)?)$/u;

/** Names of what is waited for: that nothing happens within no time at all is hardly anybody's promise. */
const WAITS = /(?:window|wait|interval|timeout|ttl|delay|duration|period)(?:ms)?$/iu;
/** Names of functions that take a handler away: they do not call it. */
const REMOVALS = /^(?:off|remove\w*|un(?:subscribe|listen|bind|observe|watch|register)\w*)$/u;
/** Names of a logger's methods that only developers turn on. */
const TRACES = /^(?:debug|trace|verbose|silly)$/u;

/**
 * What a parameter or field of this name is given in the code of `scope`: a number-giving `compare` is an order, an `isEqual` that gives yes or no says
 * what is equal, an `index` is a whole number from 0, an `ip` looks like one, a `debug` is told what nobody relies on, an `off` does not call the handler that it is handed.
 */
export function named(name: string, spec: Spec, scope: ts.Node): Spec {
  if (spec.kind === 'union') return { ...spec, of: spec.of.map((one) => named(name, one, scope)) };
  if (spec.kind === 'string') {
    const format = formatOf(name);
    return format === null ? spec : { ...spec, format };
  }
  if (spec.kind === 'array' && spec.of.kind === 'string')
    return { ...spec, of: named(name.replace(/s$/u, ''), spec.of, scope) };
  if (spec.kind === 'number') {
    if (isCount(name, scope)) return { ...spec, isCount: true, ...(WAITS.test(name) && { isWait: true }) };
    return isWhole(name, scope) ? { ...spec, isWhole: true } : spec;
  }
  if (spec.kind !== 'function') return spec;
  // It stands where the value that it gives could stand.
  if (spec.isQuestion === true) return { ...spec, returns: named(name, spec.returns, scope) };
  if (REMOVALS.test(name)) return { ...spec, callees: [] };
  if (TRACES.test(name)) return { ...spec, isTrace: true };
  if (ORDERS.test(name) && gives(spec.returns, 'number')) return { ...spec, isOrder: true };
  return EQUALITIES.test(name) && gives(spec.returns, 'boolean') ? { ...spec, isEquality: true } : spec;
}

/** Anything may be of any kind. */
function gives(spec: Spec, kind: 'number' | 'boolean'): boolean {
  if (spec.kind === 'union') return spec.of.every((one) => gives(one, kind));
  return spec.kind === kind || spec.kind === 'any';
}
