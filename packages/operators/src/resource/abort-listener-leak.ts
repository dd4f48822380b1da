import { CLEANUPS, forgottenCleanup } from '../kit/cleanup.ts';
import type { Operator } from '../operator.ts';

export const abortListenerLeak: Operator = {
  id: 'abort-listener-leak',
  family: 'resource',
  tier: 'expert',
  cwe: 401,
  status: 'stable',
  title: 'Signal keeps the listeners of finished work',
  mistake: 'It is not thought of that a signal for many pieces of work lives longer than each of them.',
  kinds: CLEANUPS,
  *mutate(node, context) {
    yield* forgottenCleanup(
      node,
      ({ kind }) => kind === 'abort-listener',
      {
        mechanism: (subject, step) => `${subject} leaves its listener at the signal: there is no ${step}.`,
        trigger: 'It shows when one signal serves many calls, or is aborted after the work has ended.',
        consequence: 'Listeners pile up at the signal, and an abort calls those of work that is over.',
        fix: 'Take the listener off when the work has ended',
      },
      context,
    );
  },
  examples: {
    injects: [
      {
        before:
          "export async function wait(work: Promise<string>, signal: AbortSignal, stop: () => void): Promise<string> {\n  signal.addEventListener('abort', stop);\n  try {\n    return await work;\n  } finally {\n    signal.removeEventListener('abort', stop);\n  }\n}\n",
        after:
          "export async function wait(work: Promise<string>, signal: AbortSignal, stop: () => void): Promise<string> {\n  signal.addEventListener('abort', stop);\n  return await work;\n}\n",
        witness:
          "(async () => { const controller = new AbortController(); let stopped = 0; await wait(Promise.resolve('a'), controller.signal, () => { stopped += 1; }); controller.abort(); return stopped; })()",
      },
      {
        before:
          "export function follow(signal: AbortSignal, give: (text: string) => void): (text: string) => void {\n  const stop = (): void => {\n    give('aborted');\n  };\n  signal.addEventListener('abort', stop);\n  return (text) => {\n    signal.removeEventListener('abort', stop);\n    give(text);\n  };\n}\n",
        after:
          "export function follow(signal: AbortSignal, give: (text: string) => void): (text: string) => void {\n  const stop = (): void => {\n    give('aborted');\n  };\n  signal.addEventListener('abort', stop);\n  return (text) => {\n    give(text);\n  };\n}\n",
        witness:
          "(() => { const got = []; const controller = new AbortController(); follow(controller.signal, (text) => got.push(text))('a'); controller.abort(); return got; })()",
      },
    ],
    skips: [
      {
        code: "export function next(target: EventTarget): Promise<string> {\n  return new Promise((resolve) => {\n    const hear = (event: Event): void => {\n      target.removeEventListener('tick', hear);\n      resolve(event.type);\n    };\n    target.addEventListener('tick', hear);\n  });\n}\n",
        because: 'It is no signal: this is listener-leak.',
      },
      {
        code: "export function forget(signal: AbortSignal, stop: () => void): void {\n  signal.removeEventListener('abort', stop);\n}\n",
        because: 'A function without statements gives itself away.',
      },
    ],
  },
};
