import { session } from './session.ts';

// Captured before the virtual timers take the global's place.
const realImmediate = setImmediate;

/** Events that one sequential drive may fire before it counts as never coming to rest. */
const EVENT_LIMIT = 2_000;
/** Events fired after the last result is there: late callbacks, and a bounded part of an interval's. */
const LATE_LIMIT = 60;

/** Let every microtask, tick and unhandled-rejection report run, natively. */
export function turn(): Promise<void> {
  return new Promise((resolve) => void realImmediate(resolve));
}

export type Settled =
  | { readonly how: 'value'; readonly value: unknown }
  | { readonly how: 'error'; readonly error: unknown }
  | { readonly how: 'pending' };

/** Do one call and wait for its promise, completing externals first in, first out, and timers when nothing else is left. */
export async function settle(action: () => unknown): Promise<Settled> {
  const settled: { now: Settled } = { now: { how: 'pending' } };
  try {
    const result = action();
    if (isThenable(result)) {
      Promise.resolve(result).then(
        (value) => (settled.now = { how: 'value', value }),
        (error: unknown) => (settled.now = { how: 'error', error }),
      );
    } else {
      settled.now = { how: 'value', value: result };
    }
  } catch (error) {
    settled.now = { how: 'error', error };
  }
  await turn();
  for (let fired = 0; settled.now.how === 'pending' && fired < EVENT_LIMIT; fired++) {
    const event = session.agenda.next();
    if (!event) break;
    session.agenda.fire(event);
    await turn();
  }
  return settled.now;
}

/** Fire what is still pending, within bounds. */
export async function comeToRest(): Promise<void> {
  for (let fired = 0; fired < LATE_LIMIT; fired++) {
    const event = session.agenda.next();
    if (!event) return;
    session.agenda.fire(event);
    await turn();
  }
}

function isThenable(value: unknown): value is PromiseLike<unknown> {
  return (
    ((typeof value === 'object' && value !== null) || typeof value === 'function') &&
    typeof (value as { then?: unknown }).then === 'function'
  );
}
