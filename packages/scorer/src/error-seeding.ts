import { BebugError } from '@bebug/core';

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
