import { answerOf, type Answer } from '../answer.ts';
import { timeSpent } from '../time-policy.ts';
import { actsOf } from './acts.ts';
import type { Store } from './open-store.ts';

/** What the log of one assignment amounts to so far. */
export interface Digest {
  readonly answer: Answer;
  readonly activeMs: number;
}

/** Assignment → digest; without acts there is none. */
export type Digests = ReadonlyMap<string, Digest>;

/** Reads the logs of a study again and again; of an assignment only when it has new acts. */
export class DigestReader {
  readonly #known = new Map<string, { readonly acts: number; readonly digest: Digest }>();

  async read(store: Store): Promise<Digests> {
    const rows = await store
      .selectFrom('acts')
      .select((is) => ['assignment', is.fn.countAll().as('acts')])
      .groupBy('assignment')
      .execute();
    for (const { assignment, acts } of rows) {
      if (this.#known.get(assignment)?.acts === Number(acts)) continue;
      const log = await actsOf(store, assignment);
      this.#known.set(assignment, {
        acts: log.length,
        digest: { answer: answerOf(log), activeMs: timeSpent(log).active },
      });
    }
    return new Map([...this.#known].map(([assignment, { digest }]) => [assignment, digest]));
  }
}
