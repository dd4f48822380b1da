import type { Finding } from '@bebug/core';
import type { PlacedBug } from './accepted-regions.ts';
import { hasCategoryAgreement } from './agreement.ts';
import { placementOf, type Placement } from './placement.ts';
import { isAllowed, WEIGHTS, type MatchOptions } from './strictness.ts';

export type Semantic = (finding: Finding, bug: PlacedBug) => number;

/** A finding and a bug of the same file: where they stand to each other and what their match would weigh. */
export interface Pair extends Placement {
  /** `-Infinity` where the place earns nothing at the strictness. */
  readonly weight: number;
  /** The finding names the kind of the bug. */
  readonly agrees: boolean;
}

export function pairOf(finding: Finding, bug: PlacedBug, options: MatchOptions, semantic?: Semantic): Pair {
  const placement = placementOf(finding, bug, options);
  const agrees = hasCategoryAgreement(finding, bug);
  if (!isAllowed(placement.place, options.strictness)) return { ...placement, agrees, weight: -Infinity };
  const weight =
    WEIGHTS[placement.place] +
    (agrees ? WEIGHTS.category : 0) +
    (semantic ? WEIGHTS.semantic * semantic(finding, bug) : 0);
  return { ...placement, agrees, weight };
}
