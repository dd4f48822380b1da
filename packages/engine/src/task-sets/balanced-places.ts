import { groupBy, randomStream } from '@bebug/core';

/** Something that gets one of so many places. */
interface Placed {
  readonly id: string;
  readonly places: number;
  /** Within a stratum the places are balanced, too. */
  readonly stratum: string;
}

/**
 * Id → a place, from 0. Of those with as many places, each place comes as often as any other, or once more; so it is within each stratum.
 * Seed and purpose decide which one gets which.
 */
export function balancedPlaces(
  placed: readonly Placed[],
  seed: number,
  purpose: string,
): Map<string, number> {
  const result = new Map<string, number>();
  for (const [places, same] of groupBy(placed, (one) => one.places)) {
    const random = randomStream(seed, 'balanced', purpose, places);
    const first = random.integer(0, places - 1);
    const strata = groupBy(random.shuffle(same), ({ stratum }) => stratum);
    for (const [index, { id }] of [...strata.values()].flat().entries())
      result.set(id, (first + index) % places);
  }
  return result;
}
