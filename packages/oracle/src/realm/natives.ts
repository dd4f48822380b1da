import { fuel } from './fuel.ts';
import { nativeCosts, sizeOf } from './native-costs.ts';
import { session } from './session.ts';

type AnyFunction = (...args: unknown[]) => unknown;

const { apply } = Reflect;
const print = Function.prototype.toString;
const KEEPERS: ReadonlySet<unknown> = new Set([
  Array.prototype.push,
  Array.prototype.unshift,
  Map.prototype.set,
  Set.prototype.add,
]);
let costs: ReturnType<typeof nativeCosts> | null = null;
const native = new WeakMap<AnyFunction, boolean>();

/**
 * Native work in steps, in proportion to what it walks through. Bundles for resource measurements call these
 * (`subject/instrument.ts`, option `natives`); in every other bundle native work stays free.
 */
export const natives = {
  /** A call of a method. */
  method(receiver: Record<string, AnyFunction>, name: string, args: readonly unknown[]): unknown {
    const method = receiver[name];
    if (typeof method !== 'function') return receiver[name]!(...args);
    costs ??= nativeCosts();
    const result = apply(method, receiver, args);
    const cost = costs.get(method);
    if (cost) fuel.left -= cost(receiver as never, args, result);
    else if (isNative(method)) session.tally.unknown++;
    if (KEEPERS.has(method)) session.tally.note(receiver);
    if (result instanceof Map || result instanceof Set) session.tally.note(result);
    return result;
  },
  /** Something that native code is about to walk through. An iterator is walked here: how far, nothing else tells. */
  walked(value: unknown): unknown {
    const walk = isIterator(value) ? [...value] : value;
    fuel.left -= sizeOf(walk);
    return walk;
  },
  /** A collection just made. */
  made<T extends object>(collection: T): T {
    session.tally.note(collection);
    return collection;
  },
  /** An object whose fields are copied. */
  copied<T>(value: T): T {
    if (typeof value === 'object' && value !== null) fuel.left -= Object.keys(value).length;
    return value;
  },
};

function isIterator(value: unknown): value is Iterable<unknown> {
  if (typeof value !== 'object' || value === null || !('next' in value)) return false;
  return typeof (value as Partial<Iterable<unknown>>)[Symbol.iterator] === 'function';
}

function isNative(method: AnyFunction): boolean {
  const known = native.get(method);
  if (known !== undefined) return known;
  const text: string = apply(print, method, []);
  const found = text.includes('[native code]');
  native.set(method, found);
  return found;
}
