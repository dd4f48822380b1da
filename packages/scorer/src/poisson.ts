import { BebugError } from '@bebug/core';
import { logGamma } from './incomplete-beta.ts';

/** No end is further from the count than so many standard deviations, and ten. */
const FARTHEST = 10;
/** Terms of the sum so many below the count are smaller than the last digit. */
const NEGLIGIBLE = 40;

/**
 * The exact interval of a Poisson mean, 95 % two-sided, of which `count` was seen: never too short, and not empty at 0.
 *
 * Source: F. Garwood, Biometrika 28 (1936).
 */
export function poissonInterval(count: number): [low: number, high: number] {
  if (!(Number.isInteger(count) && count >= 0)) throw new BebugError('internal', `${count} is no count.`);
  return [
    count === 0 ? 0 : meanWhere((mean) => 1 - atMost(count - 1, mean) > 0.025, count),
    meanWhere((mean) => atMost(count, mean) < 0.025, count),
  ];
}

/** The least mean of which a claim holds that holds for all larger ones. */
function meanWhere(holds: (mean: number) => boolean, count: number): number {
  const reach = FARTHEST * (Math.sqrt(count + 1) + 1);
  let low = Math.max(0, count - reach);
  let high = count + reach;
  for (let step = 0; step < 60; step++) {
    const middle = (low + high) / 2;
    if (holds(middle)) high = middle;
    else low = middle;
  }
  return (low + high) / 2;
}

function atMost(count: number, mean: number): number {
  let sum = 0;
  for (let k = Math.max(0, Math.floor(count - NEGLIGIBLE * Math.sqrt(count + 1))); k <= count; k++)
    sum += Math.exp(k * Math.log(mean) - mean - logGamma(k + 1));
  return sum;
}
