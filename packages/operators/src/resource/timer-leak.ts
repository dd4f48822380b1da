import { CLEANUPS, forgottenCleanup } from '../kit/cleanup.ts';
import { timerRole } from '../kit/timer-role.ts';
import type { Operator } from '../operator.ts';

export const timerLeak: Operator = {
  id: 'timer-leak',
  family: 'resource',
  tier: 'hard',
  cwe: 772,
  status: 'stable',
  title: 'Timer outlives what it was set for',
  mistake: 'It is not thought of that a timer goes on when the one who set it is done.',
  kinds: CLEANUPS,
  *mutate(node, context) {
    yield* forgottenCleanup(
      node,
      (cleanup) => cleanup.kind === 'timer' && timerRole(cleanup) === 'over',
      {
        mechanism: (subject, step) => `${subject} is done without ${step}.`,
        trigger: 'It shows when the timer is still set at that moment.',
        consequence: 'The timer goes on: it holds what it uses, and each new use adds another one.',
        fix: 'Clear it',
      },
      context,
    );
  },
  examples: {
    injects: [
      {
        before:
          'export interface Clock {\n  setInterval(beat: () => void, wait: number): number;\n  clearInterval(id: number): void;\n}\nexport class Pulse {\n  beats = 0;\n  isOn = false;\n  #timer = 0;\n  constructor(readonly clock: Clock) {}\n  start(): void {\n    this.isOn = true;\n    this.#timer = this.clock.setInterval(() => {\n      this.beats += 1;\n    }, 10);\n  }\n  stop(): void {\n    this.clock.clearInterval(this.#timer);\n    this.isOn = false;\n  }\n}\n',
        after:
          'export interface Clock {\n  setInterval(beat: () => void, wait: number): number;\n  clearInterval(id: number): void;\n}\nexport class Pulse {\n  beats = 0;\n  isOn = false;\n  constructor(readonly clock: Clock) {}\n  start(): void {\n    this.isOn = true;\n    this.clock.setInterval(() => {\n      this.beats += 1;\n    }, 10);\n  }\n  stop(): void {\n    this.isOn = false;\n  }\n}\n',
        witness:
          '(() => { let open = 0; const pulse = new Pulse({ setInterval: () => ++open, clearInterval: () => { open -= 1; } }); pulse.start(); pulse.stop(); return open; })()',
      },
      {
        before:
          'export interface Clock {\n  setTimeout(done: () => void, wait: number): number;\n  clearTimeout(id: number): void;\n}\nexport async function timed(work: () => Promise<void>, clock: Clock, late: () => void): Promise<void> {\n  const timer = clock.setTimeout(late, 5);\n  try {\n    await work();\n  } finally {\n    clock.clearTimeout(timer);\n  }\n}\n',
        after:
          'export interface Clock {\n  setTimeout(done: () => void, wait: number): number;\n  clearTimeout(id: number): void;\n}\nexport async function timed(work: () => Promise<void>, clock: Clock, late: () => void): Promise<void> {\n  clock.setTimeout(late, 5);\n  await work();\n}\n',
        witness:
          '(async () => { let open = 0; await timed(async () => {}, { setTimeout: () => ++open, clearTimeout: () => { open -= 1; } }, () => {}); return open; })()',
      },
    ],
    skips: [
      {
        code: 'export class Saver {\n  saved = 0;\n  #timer: NodeJS.Timeout | undefined = undefined;\n  touch(): void {\n    clearTimeout(this.#timer);\n    this.#timer = setTimeout(() => {\n      this.saved += 1;\n    }, 10);\n  }\n}\n',
        because: 'A timer that is set anew is the business of timer-not-cleared.',
      },
      {
        code: 'export function stop(timer: NodeJS.Timeout): void {\n  clearInterval(timer);\n}\n',
        because: 'A function without statements gives itself away.',
      },
    ],
  },
};
