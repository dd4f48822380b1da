import { encode } from './encode.ts';
import { charge, isExhausted } from './fuel.ts';
import { session } from './session.ts';
import { virtualTimers } from './timers.ts';

const CALL_STEPS = 20;
/** How deep a list or a plain object is searched for functions. */
const DEPTH = 5;

type AnyFunction = (...args: unknown[]) => unknown;
type Arguments = readonly unknown[];

/**
 * What a stand-in does with the functions that it was handed, once the code has gone on: it calls those in `given`, and, with each list of
 * `more`, what comes of it: functions that it is given back, and such as have been put into the arguments. It sees what the calls give, and what
 * they do to its arguments. `input/print.ts` writes the same as code.
 */
export function callLater(
  stub: string,
  given: unknown,
  { args, more }: { readonly args: Arguments; readonly more: readonly Arguments[] },
): void {
  const { journal } = session;
  const call = async (one: AnyFunction, list: Arguments): Promise<unknown> => {
    // Types forbid to leave out what it wants: nobody would call it so.
    if (one.length > list.length) return undefined;
    charge(CALL_STEPS);
    const before = encode(list);
    let made: unknown;
    try {
      const given = one(...list);
      made = await given;
      // That a promise settles is seen, too.
      if (given !== undefined) journal.note(`${stub} is given ${encode(made)}`);
    } catch {
      // Which error it is says as little here as where a call of an export fails.
      if (!isExhausted()) journal.note(`${stub} is given an error`);
    }
    const after = encode(list);
    if (after !== before) journal.note(`${stub} finds ${after}`);
    return made;
  };
  virtualTimers.setTimeout(() => void callAll());
  const callAll = async (): Promise<void> => {
    const own = new Set(functionsIn([args, more]));
    for (const first of functionsIn(given)) {
      const made = await call(first, args);
      for (const list of more)
        for (const one of functionsIn([made, args])) if (!own.has(one)) await call(one, list);
    }
  };
}

/** `value` itself, or what lists and plain objects hold. */
function functionsIn(value: unknown, depth = DEPTH): AnyFunction[] {
  if (typeof value === 'function') return [value as AnyFunction];
  if (depth === 0 || typeof value !== 'object' || value === null) return [];
  const prototype: unknown = Object.getPrototypeOf(value);
  if (!Array.isArray(value) && prototype !== Object.prototype && prototype !== null) return [];
  return Object.values(value).flatMap((one) => functionsIn(one, depth - 1));
}
