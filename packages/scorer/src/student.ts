import { BebugError } from '@bebug/core';
import { incompleteBeta } from './incomplete-beta.ts';

/** No quantile that is asked for lies further out: 0.975 of one degree of freedom is 12.7. */
const FARTHEST = 1e6;

/** Quantile of Student's t distribution, for p from 0.5 to 1 and any positive degrees of freedom: by bisection. */
export function studentQuantile(p: number, degrees: number): number {
  if (!(p >= 0.5 && p < 1 && degrees > 0))
    throw new BebugError('internal', `There is no ${p} quantile with ${degrees} degrees of freedom here.`);
  let [low, high] = [0, 1];
  while (studentCdf(high, degrees) < p && high < FARTHEST) high *= 2;
  for (let step = 0; step < 60; step++) {
    const middle = (low + high) / 2;
    if (studentCdf(middle, degrees) < p) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}

/** For t ≥ 0. */
function studentCdf(t: number, degrees: number): number {
  return 1 - incompleteBeta(degrees / (degrees + t * t), degrees / 2, 0.5) / 2;
}
