import { abandon } from './abandon.ts';
import { fuel, isExhausted, stepsTaken } from './fuel.ts';
import { session } from './session.ts';

// Captured before the virtual timers take the global's place.
const realImmediate = setImmediate;
const realTimeout = setTimeout;
const realClear = clearTimeout;

/** Milliseconds that this process may take to have nothing to do. */
const IDLE_MILLISECONDS = 3_000;
/** Unless an idle process is what is waited for, code that replaced what promises do has kept the harness from going on. */
const atDeadEnd = (): void => abandon('the harness was kept from answering');
let atEnd = atDeadEnd;
// Once and here: a later call of `on` could be a foreign one, handed the real process.
process.on('beforeExit', () => atEnd());

/** Steps that firing one event takes: code that only waits and goes on, for ever, must end, too, and is no code that waits for nothing. */
const EVENT_STEPS = 100;
/** Events fired after the last result is there: late callbacks, and a bounded part of an interval's. */
const LATE_LIMIT = 60;

/** Let every microtask, tick and unhandled-rejection report run, natively. */
export function turn(): Promise<void> {
  return new Promise(
    (resolve) =>
      void realImmediate(() => {
        session.tally.turned(stepsTaken());
        resolve();
      }),
  );
}

/**
 * Wait until Node itself would end this process: what is pending then can never settle. False when `changed` says, before or
 * then, that real time has brought something: threads and handles keep the process alive for as long as they please.
 */
async function isIdle(changed: () => boolean): Promise<boolean> {
  const ended = await new Promise<boolean>((resolve) => {
    // Without a reference the timer does not keep the process alive itself.
    const timer = realTimeout(() => resolve(false), IDLE_MILLISECONDS).unref();
    atEnd = () => {
      realClear(timer);
      resolve(true);
    };
  });
  atEnd = atDeadEnd;
  return ended && !changed();
}

/** What is pending now counts as never settling, or this child has no outcome at all. */
export async function requireIdle(isPending: () => boolean): Promise<void> {
  if (!(await isIdle(() => !isPending() || session.agenda.next() !== undefined)))
    abandon('asynchronous work goes on in real time, outside the virtual clock');
}

export type Settled =
  | { readonly how: 'value'; readonly value: unknown }
  | { readonly how: 'error'; readonly error: unknown }
  | { readonly how: 'pending' };

/**
 * Do one call and wait for its promise, completing externals first in, first out, and timers when nothing else is left. Pending
 * although steps have run out means that it is not known whether it settles.
 */
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
  while (settled.now.how === 'pending' && !isExhausted()) {
    const event = session.agenda.next();
    if (!event) break;
    fuel.left -= EVENT_STEPS;
    session.tally.skip(EVENT_STEPS);
    session.agenda.fire(event);
    await turn();
  }
  if (settled.now.how === 'pending' && !isExhausted()) await requireIdle(() => settled.now.how === 'pending');
  return settled.now;
}

/** Fire what is still pending, within bounds. */
export async function comeToRest(): Promise<void> {
  session.tally.timers = session.agenda.pending('timer');
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
