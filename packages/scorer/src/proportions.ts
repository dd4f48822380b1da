import { BebugError } from '@bebug/core';
import { incompleteBeta } from './incomplete-beta.ts';
import { Z95 } from './normal.ts';

/**
 * Wilson's score interval of a proportion, 95 % two-sided; `null` when nothing was tried.
 *
 * Source: E. B. Wilson, Journal of the American Statistical Association 22 (1927); method 3 of R. G. Newcombe, Statistics in
 * Medicine 17 (1998).
 */
export function wilson(successes: number, n: number): [low: number, high: number] | null {
  checkProportion(successes, n);
  if (n === 0) return null;
  const [low, high] = scoreEnds({ successes, n, variance: (successes * (n - successes)) / n }, Z95);
  return [successes === 0 ? 0 : low, successes === n ? 1 : high];
}

/** The ends themselves, for numbers that need not be whole, a normal or Student's `quantile`, and the variance of the successes. */
export function scoreEnds(
  { successes, n, variance }: { readonly successes: number; readonly n: number; readonly variance: number },
  quantile: number,
): [low: number, high: number] {
  const squared = quantile ** 2;
  const centre = (successes + squared / 2) / (n + squared);
  const half = (quantile / (n + squared)) * Math.sqrt(variance + squared / 4);
  return [centre - half, centre + half];
}

/**
 * The exact interval of a proportion, 95 % two-sided: never too short, often too long; `null` when nothing was tried.
 *
 * Source: C. J. Clopper, E. S. Pearson, Biometrika 26 (1934).
 */
export function clopperPearson(successes: number, n: number): [low: number, high: number] | null {
  checkProportion(successes, n);
  if (n === 0) return null;
  const low = successes === 0 ? 0 : betaQuantile(0.025, successes, n - successes + 1);
  const high = successes === n ? 1 : betaQuantile(0.975, successes + 1, n - successes);
  return [low, high];
}

function betaQuantile(p: number, a: number, b: number): number {
  let low = 0;
  let high = 1;
  for (let step = 0; step < 60; step++) {
    const middle = (low + high) / 2;
    if (incompleteBeta(middle, a, b) < p) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}

function checkProportion(successes: number, n: number): void {
  if (!(successes >= 0 && successes <= n))
    throw new BebugError('internal', `${successes} of ${n} is no proportion.`);
}
