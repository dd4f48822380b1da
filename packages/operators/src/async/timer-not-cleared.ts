import { CLEANUPS, forgottenCleanup } from '../kit/cleanup.ts';
import { timerRole } from '../kit/timer-role.ts';
import type { Operator } from '../operator.ts';

export const timerNotCleared: Operator = {
  id: 'timer-not-cleared',
  family: 'async',
  tier: 'hard',
  cwe: 362,
  status: 'stable',
  title: 'Timer goes off although it is no longer wanted',
  mistake: 'A timer that was set for another state of things is not called off when that state ends.',
  kinds: CLEANUPS,
  *mutate(node, context) {
    yield* forgottenCleanup(
      node,
      (cleanup) => cleanup.kind === 'timer' && timerRole(cleanup) === 'again',
      {
        mechanism: (subject, step) => `${subject} leaves a timer running that ${step} would call off.`,
        trigger: 'It shows when a timer is set still, and its time comes.',
        consequence: 'What was called off, or set anew, happens all the same, or twice.',
        fix: 'Call it off',
      },
      context,
    );
  },
  examples: {
    injects: [
      {
        before:
          'export interface Clock {\n  setTimeout(done: () => void, wait: number): number;\n  clearTimeout(id: number): void;\n}\nexport class Saver {\n  saved = 0;\n  #timer = 0;\n  constructor(readonly clock: Clock) {}\n  touch(): void {\n    this.clock.clearTimeout(this.#timer);\n    this.#timer = this.clock.setTimeout(() => {\n      this.#timer = 0;\n      this.saved += 1;\n    }, 10);\n  }\n  get isWaiting(): boolean {\n    return this.#timer !== 0;\n  }\n}\n',
        after:
          'export interface Clock {\n  setTimeout(done: () => void, wait: number): number;\n  clearTimeout(id: number): void;\n}\nexport class Saver {\n  saved = 0;\n  #timer = 0;\n  constructor(readonly clock: Clock) {}\n  touch(): void {\n    this.#timer = this.clock.setTimeout(() => {\n      this.#timer = 0;\n      this.saved += 1;\n    }, 10);\n  }\n  get isWaiting(): boolean {\n    return this.#timer !== 0;\n  }\n}\n',
        witness:
          '(() => { const due = new Map(); const clock = { setTimeout: (f) => { due.set(due.size + 1, f); return due.size; }, clearTimeout: (id) => { due.set(id, () => {}); } }; const saver = new Saver(clock); saver.touch(); saver.touch(); for (const f of [...due.values()]) f(); return saver.saved; })()',
      },
      {
        before:
          'export function deadline(give: (result: string) => void, clock: { clearTimeout(id: number): void; setTimeout(done: () => void, wait: number): number }): (text: string) => void {\n  const timer = clock.setTimeout(() => {\n    give("late");\n  }, 5);\n  return (text) => {\n    clock.clearTimeout(timer);\n    give(text);\n  };\n}\n',
        after:
          'export function deadline(give: (result: string) => void, clock: { clearTimeout(id: number): void; setTimeout(done: () => void, wait: number): number }): (text: string) => void {\n  clock.setTimeout(() => {\n    give("late");\n  }, 5);\n  return (text) => {\n    give(text);\n  };\n}\n',
        witness:
          "(() => { const got = []; let due = () => {}; const end = deadline((text) => got.push(text), { setTimeout: (f) => { due = f; return 1; }, clearTimeout: () => { due = () => {}; } }); end('a'); due(); return got; })()",
      },
    ],
    skips: [
      {
        code: 'export class Pulse {\n  beats = 0;\n  #timer: NodeJS.Timeout | undefined = undefined;\n  start(): void {\n    this.#timer = setInterval(() => {\n      this.beats += 1;\n    }, 10);\n  }\n  stop(): number {\n    clearInterval(this.#timer);\n    return this.beats;\n  }\n}\n',
        because: 'A timer whose owner is done is the business of timer-leak.',
      },
      {
        code: 'export function stop(timer: NodeJS.Timeout): void {\n  clearTimeout(timer);\n}\n',
        because: 'A function without statements gives itself away.',
      },
    ],
  },
};
