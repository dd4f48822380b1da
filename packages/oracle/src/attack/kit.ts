import type { Described } from '../sandbox/protocol.ts';
import type { Result } from '../sandbox/side.ts';

export type DescribedAttack = Described['attacks'][number];

/** One try: requests that belong together, each sent to a fresh subject. */
export interface Attempt {
  readonly requests: readonly string[];
}

/** One way to attack: the hostile requests it brings, and what counts as an effect. */
export interface AttackKit {
  /** Every attempt, in a fixed order. */
  attempts(attack: DescribedAttack): readonly Attempt[];
  /** What the answers to one attempt show of an attack that worked; `null` when it did not. */
  effect(answers: readonly Result[]): string | null;
  /** Equality operators go through the counter of compared units. */
  readonly comparisons: boolean;
}
