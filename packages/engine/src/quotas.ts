import { TIERS, type Tier } from '@bebug/core';

/** How many bugs each tier should hold: equal shares, the easier tier taking what does not divide. */
export function tierQuotas(count: number, tiers: readonly Tier[]): Map<Tier, number> {
  const wanted = TIERS.filter((tier) => tiers.includes(tier));
  const share = Math.floor(count / wanted.length);
  const rest = count - share * wanted.length;
  return new Map(wanted.map((tier, index) => [tier, share + (index < rest ? 1 : 0)]));
}

/** Which priors are worth trying for a tier, best first: the evidence moves mutants between neighbours only. */
export const PRIORS_FOR: Readonly<Record<Tier, readonly Tier[]>> = {
  easy: ['easy'],
  moderate: ['moderate', 'hard'],
  hard: ['hard', 'moderate'],
  expert: ['expert'],
};

/** Candidates tried for a tier before it is given up: bounds the cost on code that does not hold such bugs. */
export function attempts(quota: number): number {
  return 60 + 12 * quota;
}
