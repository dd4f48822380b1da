import { CLEANUPS, forgottenCleanup } from '../kit/cleanup.ts';
import type { Operator } from '../operator.ts';

export const listenerLeak: Operator = {
  id: 'listener-leak',
  family: 'resource',
  tier: 'hard',
  cwe: 401,
  status: 'stable',
  title: 'Listener is never taken off',
  mistake: 'Who has listened long enough does not say so, and goes on being told.',
  kinds: CLEANUPS,
  *mutate(node, context) {
    yield* forgottenCleanup(
      node,
      ({ kind }) => kind === 'listener',
      {
        mechanism: (subject, step) => `${subject} leaves its listener where it is: there is no ${step}.`,
        trigger: 'It shows when this has run many times, or when the event comes again.',
        consequence: 'Listeners pile up, with all that they hold, and each is called at every event.',
        fix: 'Take it off',
      },
      context,
    );
  },
  examples: {
    injects: [
      {
        before:
          "import type { EventEmitter } from 'node:events';\nexport async function count(source: EventEmitter, work: () => Promise<void>): Promise<number> {\n  let seen = 0;\n  const see = (): void => {\n    seen += 1;\n  };\n  source.on('data', see);\n  try {\n    await work();\n  } finally {\n    source.off('data', see);\n  }\n  return seen;\n}\n",
        after:
          "import type { EventEmitter } from 'node:events';\nexport async function count(source: EventEmitter, work: () => Promise<void>): Promise<number> {\n  let seen = 0;\n  const see = (): void => {\n    seen += 1;\n  };\n  source.on('data', see);\n  await work();\n  return seen;\n}\n",
        witness:
          '(async () => { let on = 0; const source = { on: () => { on += 1; }, off: () => { on -= 1; } }; await count(source, async () => {}); return on; })()',
      },
      {
        before:
          "export function next(target: EventTarget): Promise<string> {\n  return new Promise((resolve) => {\n    const hear = (event: Event): void => {\n      target.removeEventListener('tick', hear);\n      resolve(event.type);\n    };\n    target.addEventListener('tick', hear);\n  });\n}\n",
        after:
          "export function next(target: EventTarget): Promise<string> {\n  return new Promise((resolve) => {\n    const hear = (event: Event): void => {\n      resolve(event.type);\n    };\n    target.addEventListener('tick', hear);\n  });\n}\n",
        witness:
          "(() => { let on = 0; let told = () => {}; void next({ addEventListener: (type, f) => { on += 1; told = f; }, removeEventListener: () => { on -= 1; } }); told({ type: 'tick' }); return on; })()",
      },
    ],
    skips: [
      {
        code: "export class Bell {\n  readonly #target = new EventTarget();\n  off(ring: () => void): void {\n    this.#target.removeEventListener('ring', ring);\n  }\n  on(ring: () => void): void {\n    this.#target.addEventListener('ring', ring);\n  }\n}\n",
        because: 'A method without statements gives itself away.',
      },
      {
        code: "export async function wait(signal: AbortSignal, work: (stop: () => void) => Promise<void>): Promise<void> {\n  const stop = (): void => undefined;\n  signal.addEventListener('abort', stop);\n  await work(stop);\n  signal.removeEventListener('abort', stop);\n}\n",
        because: 'Listeners of a signal are the business of abort-listener-leak.',
      },
    ],
  },
};
