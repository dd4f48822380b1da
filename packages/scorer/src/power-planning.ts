import { BebugError } from '@bebug/core';
import { normalQuantile } from './normal.ts';

/** Bugs of one source file are alike: what that costs in bugs, as a factor. Source: SCORING.md of this project. */
export const FILE_DESIGN_EFFECT = 1.2;

export interface PowerPlan {
  /** Share of bugs that exactly one of the two detectors finds. */
  readonly discordant?: number;
  readonly power?: number;
  /** Two-sided. */
  readonly alpha?: number;
  /** Factor for bugs that come in clusters; `FILE_DESIGN_EFFECT` for files. */
  readonly designEffect?: number;
}

/**
 * Bugs that it takes to tell two detectors apart whose recall differs by `difference` (0 to 1), by McNemar's test on the same bugs.
 *
 * Source: R. J. Connor, Biometrics 43 (1987).
 */
export function bugsToSeparate(
  difference: number,
  { discordant = 0.3, power = 0.8, alpha = 0.05, designEffect = 1 }: PowerPlan = {},
): number {
  if (!(difference > 0 && difference <= discordant))
    throw new BebugError(
      'internal',
      `A difference of ${difference} does not fit ${discordant} discordant bugs.`,
    );
  const [zAlpha, zPower] = [normalQuantile(1 - alpha / 2), normalQuantile(power)];
  const spread = zAlpha * Math.sqrt(discordant) + zPower * Math.sqrt(discordant - difference ** 2);
  return Math.ceil(designEffect * (spread / difference) ** 2);
}

/**
 * The smallest difference in recall that `n` bugs tell apart: `bugsToSeparate` the other way round. `null` where even one detector
 * finding all that the other misses could not be told.
 */
export function detectableDifference(n: number, plan: PowerPlan = {}): number | null {
  const { discordant = 0.3 } = plan;
  if (discordant === 0 || bugsToSeparate(discordant, plan) > n) return null;
  let [low, high] = [0, discordant];
  for (let step = 0; step < 40; step++) {
    const middle = (low + high) / 2;
    if (bugsToSeparate(middle, plan) <= n) high = middle;
    else low = middle;
  }
  return high;
}
