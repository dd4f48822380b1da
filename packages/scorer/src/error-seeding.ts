import { BebugError } from '@bebug/core';
import { Z95, Z95_ONE_SIDED } from './normal.ts';
import { scoreEnds } from './proportions.ts';
import type { Interval } from './shown-interval.ts';

/** Capture–recapture by two detectors. */
export interface Chapman {
  readonly estimate: number;
  readonly se: number;
}

/**
 * How many bugs there are, found or not, when two detectors that know nothing of each other find `n1` and `n2`, `m` of them both. A
 * lower bound in practice: what one finds easily, the other one does, too.
 *
 * Source: D. G. Chapman, University of California Publications in Statistics 1 (1951); variance after G. A. F. Seber (1970).
 */
export function chapman(n1: number, n2: number, m: number): Chapman {
  if (!(m >= 0 && m <= Math.min(n1, n2)))
    throw new BebugError('internal', `${m} of ${n1} and ${n2} cannot be found by both.`);
  const product = (n1 + 1) * (n2 + 1);
  return {
    estimate: product / (m + 1) - 1,
    se: Math.sqrt((product * (n1 - m) * (n2 - m)) / ((m + 1) ** 2 * (m + 2))),
  };
}

/**
 * Interval of that number, 95 % two-sided, by the transformed logit: it leaves out no bug that was found, and does not shrink to nothing where
 * all or none were found by both. `effect` is the design effect of bugs that are alike.
 *
 * Source: M. Sadinle, Communications in Statistics – Simulation and Computation 38 (2009), 1909–1924.
 */
export function chapmanInterval(n1: number, n2: number, m: number, effect = 1): Interval {
  const [first, second, both] = [n1 - m + 0.5, n2 - m + 0.5, m + 0.5];
  const unseen = (first * second) / both;
  const sd = Math.sqrt(effect * (1 / both + 1 / first + 1 / second + 1 / unseen));
  const seen = n1 + n2 - m;
  const end = (sign: -1 | 1): number => seen - 0.5 + unseen * Math.exp(sign * Z95 * sd);
  return { low: Math.max(seen, end(-1)), high: Math.max(seen, end(1)) };
}

/**
 * Error seeding: how many real bugs there are, when a detector finds `found` of `planted` bugs and `real` ones that nobody planted:
 * real · planted / found. `null` when it finds none of the planted ones. A lower bound where planted bugs are easier than real ones.
 *
 * Source: H. D. Mills, On the Statistical Validation of Computer Programs, IBM FSD report 72-6015 (1972).
 */
export function mills(planted: number, found: number, real: number): number | null {
  if (!(found >= 0 && found <= planted))
    throw new BebugError('internal', `${found} of ${planted} planted bugs cannot be found.`);
  return found === 0 ? null : (real * planted) / found;
}

/**
 * Interval of the real bugs, 95 % two-sided: Wilson's interval of the share of planted bugs among all that were found, turned into a number. So
 * large a part of all bugs is found that few are left to err by: the variance is that of drawing without replacement. `effect` is
 * the design effect of bugs that are alike. `null` when none of the planted ones is found.
 *
 * Source: E. B. Wilson (1927); the finite population after W. G. Cochran, Sampling Techniques, 3rd edition (1977), 2.6.
 */
export function millsInterval(planted: number, found: number, real: number, effect = 1): Interval | null {
  if (found === 0) return null;
  // Who finds all of the planted ones has still seen no more than that.
  const left = Math.max(1 - found / planted, 1 / (planted + 1));
  const [n, share] = [(found + real) / (left * effect), found / (found + real)];
  const [low, high] = scoreEnds({ successes: n * share, n, variance: n * share * (1 - share) }, Z95);
  const realOf = (end: number): number => (planted * (1 - end)) / end;
  return {
    low: Math.max(real, realOf(Math.min(1, high))),
    high: Math.max(real, realOf(low)),
  };
}

/**
 * Lower bound of the number of bugs, from how many detectors found each: `frequencies[i]` ≥ 1 of bug i. With f₁ found once and f₂ found
 * twice: S + f₁ (f₁ − 1) / (2 (f₂ + 1)).
 *
 * Source: A. Chao, Scandinavian Journal of Statistics 11 (1984), in the bias-corrected form of her Encyclopedia of Statistical Sciences
 * entry (2005).
 */
export function chao(frequencies: readonly number[]): number {
  const foundBy = (times: number): number => frequencies.filter((one) => one === times).length;
  const [once, twice] = [foundBy(1), foundBy(2)];
  return frequencies.filter((one) => one > 0).length + (once * (once - 1)) / (2 * (twice + 1));
}

/**
 * How many bugs there are at least, 95 % one-sided, from how many of `detectors` found each: the lower end of the unseen ones, which are taken to be
 * log-normal around (D − 1) / D of those that `chao` adds, which for few detectors is what can be unseen. In whole bugs, and no fewer than were found.
 * It holds for detectors that know nothing of each other; where some bugs are harder than others it is lower still. `effect` is the design effect
 * of bugs that are alike.
 *
 * Source: A. Chao, Biometrics 43 (1987), 783–791; the variance as in A. Chao, C.-H. Chiu, Species Richness: Estimation and Comparison, Wiley
 * StatsRef (2016).
 */
export function chaoBound(frequencies: readonly number[], detectors: number, effect = 1): number {
  const foundBy = (times: number): number => frequencies.filter((one) => one === times).length;
  const [once, twice] = [foundBy(1), foundBy(2)];
  const seen = frequencies.filter((one) => one > 0).length;
  const part = (detectors - 1) / detectors;
  const unseen = (part * once * (once - 1)) / (2 * (twice + 1));
  if (unseen === 0) return seen;
  const variance =
    unseen +
    (part ** 2 * once * (2 * once - 1) ** 2) / (4 * (twice + 1) ** 2) +
    (part ** 2 * once ** 2 * twice * (once - 1) ** 2) / (4 * (twice + 1) ** 4);
  const factor = Math.exp(Z95_ONE_SIDED * Math.sqrt(Math.log1p((effect * variance) / unseen ** 2)));
  return Math.floor(seen + unseen / factor);
}
