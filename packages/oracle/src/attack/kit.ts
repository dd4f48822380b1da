import type { Described } from '../sandbox/protocol.ts';
import type { Result } from '../sandbox/side.ts';

export type DescribedAttack = Described['attacks'][number];

/** One try: requests that belong together. */
export interface Attempt {
  readonly requests: readonly string[];
}

/**
 * Who serves the requests of an attempt: a fresh subject each; one subject all of them; or one subject in each of two
 * installations, which differ in their secrets and in nothing else (the answers of the second follow those of the first).
 */
type Manner = 'apart' | 'session' | 'two installations';

/** One way to attack: the hostile requests it brings, and what counts as an effect. */
export interface AttackKit {
  /** Mistakes of the catalogue (`security`) that it proves. */
  readonly covers: readonly string[];
  /** `apart` unless said otherwise. */
  readonly manner?: Manner;
  /** Every attempt, in a fixed order. */
  attempts(attack: DescribedAttack): readonly Attempt[];
  /** What the answers to one attempt show of an attack that worked; `null` when it did not. */
  effect(answers: readonly Result[], attack: DescribedAttack, attempt: Attempt): string | null;
  /** Equality operators go through the counter of compared units. */
  readonly comparisons?: boolean;
}

/** Each request an attempt of its own, repeated ones left out. */
export function oneByOne(requests: readonly string[]): readonly Attempt[] {
  return [...new Set(requests)].map((request) => ({ requests: [request] }));
}
