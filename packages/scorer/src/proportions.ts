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
  const z2 = Z95 * Z95;
  const centre = (successes + z2 / 2) / (n + z2);
  const half = (Z95 / (n + z2)) * Math.sqrt((successes * (n - successes)) / n + z2 / 4);
  return [successes === 0 ? 0 : centre - half, successes === n ? 1 : centre + half];
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
