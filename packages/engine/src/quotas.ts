import { TIERS, type Tier } from '@bebug/core';

/** How many bugs each tier should hold: equal shares, the easier tier taking what does not divide. */
export function tierQuotas(count: number, tiers: readonly Tier[]): Map<Tier, number> {
  const wanted = TIERS.filter((tier) => tiers.includes(tier));
  const share = Math.floor(count / wanted.length);
  const rest = count - share * wanted.length;
  return new Map(wanted.map((tier, index) => [tier, share + (index < rest ? 1 : 0)]));
}

/**
 * Candidates that are tried in one queue: whether an ordinary input or only a rare one exposes a bug shows in the evidence, so
 * operators with either prior take turns.
 */
export const QUEUES = ['easy', 'ordinary', 'expert'] as const;
export type Queue = (typeof QUEUES)[number];

/** The queue of a prior, and the one in which bugs of a measured tier are looked for. */
export const QUEUE_OF: Readonly<Record<Tier, Queue>> = {
  easy: 'easy',
  moderate: 'ordinary',
  hard: 'ordinary',
  expert: 'expert',
};

/** Candidates tried for a tier before it is given up: bounds the cost on code that does not hold such bugs. */
export function attempts(quota: number): number {
  return 60 + 12 * quota;
}
