import { CLEANUPS, forgottenCleanup } from '../kit/cleanup.ts';
import { timerRole } from '../kit/timer-role.ts';
import type { Operator } from '../operator.ts';

export const timeoutRaceLeak: Operator = {
  id: 'timeout-race-leak',
  family: 'async',
  tier: 'expert',
  cwe: 772,
  status: 'nursery',
  title: 'Loser of a race against time goes on',
  mistake: '`Promise.race` is taken to end what has lost.',
  kinds: CLEANUPS,
  *mutate(node, context) {
    yield* forgottenCleanup(
      node,
      (cleanup) => cleanup.kind === 'timer' && timerRole(cleanup) === 'race',
      {
        mechanism: (subject, step) => `${subject} leaves the timer of its race running: there is no ${step}.`,
        trigger: 'It shows when the work is done before its time is up.',
        consequence: 'Each call leaves a timer behind, which keeps the process alive until it goes off.',
        fix: 'Clear the timer when the race is over',
      },
      context,
    );
  },
  examples: {
    injects: [
      {
        before:
          'export interface Clock {\n  setTimeout(done: () => void, wait: number): number;\n  clearTimeout(id: number): void;\n}\nexport async function within<T>(work: Promise<T>, wait: number, clock: Clock): Promise<T | null> {\n  let timer = 0;\n  const late = new Promise<null>((resolve) => {\n    timer = clock.setTimeout(() => {\n      resolve(null);\n    }, wait);\n  });\n  try {\n    return await Promise.race([work, late]);\n  } finally {\n    clock.clearTimeout(timer);\n  }\n}\n',
        after:
          'export interface Clock {\n  setTimeout(done: () => void, wait: number): number;\n  clearTimeout(id: number): void;\n}\nexport async function within<T>(work: Promise<T>, wait: number, clock: Clock): Promise<T | null> {\n  const late = new Promise<null>((resolve) => {\n    clock.setTimeout(() => {\n      resolve(null);\n    }, wait);\n  });\n  return await Promise.race([work, late]);\n}\n',
        witness:
          '(async () => { let open = 0; await within(Promise.resolve(1), 5, { setTimeout: () => ++open, clearTimeout: () => { open -= 1; } }); return open; })()',
      },
      {
        before:
          'export interface Timer {\n  readonly over: Promise<never>;\n}\nexport interface Timers {\n  start(wait: number): Timer;\n  clearTimer(timer: Timer): void;\n}\nexport function within<T>(work: Promise<T>, timers: Timers): Promise<T> {\n  const timer = timers.start(5);\n  return Promise.race([work, timer.over]).finally(() => timers.clearTimer(timer));\n}\n',
        after:
          'export interface Timer {\n  readonly over: Promise<never>;\n}\nexport interface Timers {\n  start(wait: number): Timer;\n  clearTimer(timer: Timer): void;\n}\nexport function within<T>(work: Promise<T>, timers: Timers): Promise<T> {\n  const timer = timers.start(5);\n  return Promise.race([work, timer.over]);\n}\n',
        witness:
          '(async () => { let open = 0; await within(Promise.resolve(1), { start: () => { open += 1; return { over: new Promise(() => {}) }; }, clearTimer: () => { open -= 1; } }); return open; })()',
      },
    ],
    skips: [
      {
        code: 'export interface Clock {\n  setTimeout(done: () => void, wait: number): number;\n  clearTimeout(id: number): void;\n}\nexport async function timed(work: () => Promise<void>, clock: Clock, late: () => void): Promise<void> {\n  const timer = clock.setTimeout(late, 5);\n  try {\n    await work();\n  } finally {\n    clock.clearTimeout(timer);\n  }\n}\n',
        because: 'There is no race.',
      },
      {
        code: 'export async function first(works: readonly Promise<number>[], log: (text: string) => void): Promise<number> {\n  try {\n    return await Promise.race(works);\n  } finally {\n    log("end");\n  }\n}\n',
        because: 'No timer takes part.',
      },
    ],
  },
};
