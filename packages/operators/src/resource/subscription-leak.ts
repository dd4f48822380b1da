import { CLEANUPS, forgottenCleanup } from '../kit/cleanup.ts';
import type { Operator } from '../operator.ts';

export const subscriptionLeak: Operator = {
  id: 'subscription-leak',
  family: 'resource',
  tier: 'hard',
  cwe: 772,
  status: 'stable',
  title: 'Subscription is never ended',
  mistake: 'What `subscribe` gives back is not called when the subscriber is done.',
  kinds: CLEANUPS,
  *mutate(node, context) {
    yield* forgottenCleanup(
      node,
      ({ kind }) => kind === 'subscription',
      {
        mechanism: (subject, step) => `${subject} stays subscribed: there is no ${step}.`,
        trigger:
          'It shows when the source has something to tell after that, or when this has run many times.',
        consequence: 'Subscribers that are done pile up at the source and are told for nothing.',
        fix: 'End the subscription',
      },
      context,
    );
  },
  examples: {
    injects: [
      {
        before:
          'export interface Source {\n  subscribe(tell: (value: number) => void): () => void;\n}\nexport function first(source: Source): Promise<number> {\n  return new Promise((resolve) => {\n    const unsubscribe = source.subscribe((value) => {\n      unsubscribe();\n      resolve(value);\n    });\n  });\n}\n',
        after:
          'export interface Source {\n  subscribe(tell: (value: number) => void): () => void;\n}\nexport function first(source: Source): Promise<number> {\n  return new Promise((resolve) => {\n    source.subscribe((value) => {\n      resolve(value);\n    });\n  });\n}\n',
        witness:
          '(() => { let on = 0; let told = () => {}; void first({ subscribe: (tell) => { on += 1; told = tell; return () => { on -= 1; }; } }); told(1); return on; })()',
      },
      {
        before:
          'export interface Feed {\n  subscribe(tell: () => void): { unsubscribe(): void };\n}\nexport async function during(feed: Feed, tell: () => void, work: () => Promise<void>): Promise<void> {\n  const subscription = feed.subscribe(tell);\n  try {\n    await work();\n  } finally {\n    subscription.unsubscribe();\n  }\n}\n',
        after:
          'export interface Feed {\n  subscribe(tell: () => void): { unsubscribe(): void };\n}\nexport async function during(feed: Feed, tell: () => void, work: () => Promise<void>): Promise<void> {\n  feed.subscribe(tell);\n  await work();\n}\n',
        witness:
          '(async () => { let on = 0; await during({ subscribe: () => { on += 1; return { unsubscribe: () => { on -= 1; } }; } }, () => {}, async () => {}); return on; })()',
      },
    ],
    skips: [
      {
        code: 'export function end(unsubscribe: () => void): void {\n  unsubscribe();\n}\n',
        because: 'A function without statements gives itself away.',
      },
      {
        code: 'export class News {\n  readonly #readers = new Set<string>();\n  unsubscribe(name: string): boolean {\n    const wasThere = this.#readers.has(name);\n    this.#readers.delete(name);\n    return wasThere;\n  }\n  subscribe(name: string): void {\n    this.#readers.add(name);\n  }\n}\n',
        because: 'It is what the method is for.',
      },
    ],
  },
};
