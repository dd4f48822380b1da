import { promisify } from 'node:util';
import type { AgendaEvent } from './agenda.ts';
import { charge } from './fuel.ts';
import { session } from './session.ts';

const TIMER_STEPS = 50;

type Task = (...args: unknown[]) => void;

/** What `setTimeout` hands out: an object, as in Node; usable as a number by `Symbol.toPrimitive`. */
class Handle {
  event: AgendaEvent;
  readonly #id: number;
  readonly #again: () => AgendaEvent;

  constructor(id: number, arm: () => AgendaEvent) {
    this.#id = id;
    this.#again = arm;
    this.event = arm();
  }
  ref(): this {
    return this;
  }
  unref(): this {
    return this;
  }
  hasRef(): boolean {
    return true;
  }
  refresh(): this {
    session.agenda.remove(this.event);
    this.event = this.#again();
    return this;
  }
  [Symbol.toPrimitive](): number {
    return this.#id;
  }
  [Symbol.dispose](): void {
    session.agenda.remove(this.event);
  }
}

const handles = new Map<number, Handle>();
let ids = 0;

function handle(arm: () => AgendaEvent): Handle {
  charge(TIMER_STEPS);
  const id = ++ids;
  const made = new Handle(id, arm);
  handles.set(id, made);
  return made;
}

/** Timers of the case before are gone with its agenda. */
export function forgetTimers(): void {
  handles.clear();
  ids = 0;
}

/** Node's rule: not a number, below 1 or above 2^31 − 1 means 1 millisecond. */
function delay(milliseconds: unknown): number {
  const wait = Number(milliseconds);
  return wait >= 1 && wait <= 2 ** 31 - 1 ? Math.trunc(wait) : 1;
}

function setTimeout(task: Task, milliseconds?: unknown, ...args: unknown[]): Handle {
  const wait = delay(milliseconds);
  return handle(() =>
    session.agenda.add('timer', `timer+${wait}`, () => guarded(task, args), session.agenda.now + wait),
  );
}

function setInterval(task: Task, milliseconds?: unknown, ...args: unknown[]): Handle {
  const wait = delay(milliseconds);
  const arm = (): AgendaEvent =>
    session.agenda.add(
      'timer',
      `interval+${wait}`,
      () => {
        made.event = arm();
        guarded(task, args);
      },
      session.agenda.now + wait,
    );
  const made = handle(arm);
  return made;
}

function setImmediate(task: Task, ...args: unknown[]): Handle {
  return handle(() =>
    session.agenda.add('timer', 'immediate', () => guarded(task, args), session.agenda.now),
  );
}

function clear(given: unknown): void {
  const made = given instanceof Handle ? given : handles.get(Number(given));
  if (made) session.agenda.remove(made.event);
}

/** An error thrown by a timer's task reaches the top, as in Node; it must not reach whoever fires the event. */
function guarded(task: Task, args: readonly unknown[]): void {
  queueMicrotask(() => task(...args));
}

function afterDelay(
  milliseconds?: unknown,
  value?: unknown,
  options?: { signal?: AbortSignal },
): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const signal = options?.signal;
    if (signal?.aborted) return void reject(abortError(signal));
    const made = setTimeout(() => resolve(value), milliseconds);
    signal?.addEventListener('abort', () => {
      clear(made);
      reject(abortError(signal));
    });
  });
}

function abortError(signal: AbortSignal): Error {
  return Object.assign(new Error('The operation was aborted', { cause: signal.reason }), {
    name: 'AbortError',
    code: 'ABORT_ERR',
  });
}

function afterTurn(value?: unknown): Promise<unknown> {
  return new Promise((resolve) => void setImmediate(() => resolve(value)));
}

Object.defineProperty(setTimeout, promisify.custom, { value: afterDelay });
Object.defineProperty(setImmediate, promisify.custom, { value: afterTurn });

export const virtualTimers = {
  setTimeout,
  setInterval,
  setImmediate,
  clearTimeout: clear,
  clearInterval: clear,
  clearImmediate: clear,
};

export const virtualTimersPromises = {
  setTimeout: afterDelay,
  setImmediate: afterTurn,
  scheduler: { wait: (milliseconds: number) => afterDelay(milliseconds), yield: () => afterTurn() },
};
