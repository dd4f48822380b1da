import { acceptedRegions, linesOf, type PlacedBug } from './accepted-regions.ts';
import { gapBetween, lineCount, misfit, type Lines } from './lines.ts';
import { PLACES, type MatchOptions, type Place } from './strictness.ts';

export interface Placement {
  readonly place: Place;
  /** Lines by which the finding misses the nearest accepted region, both ends added: the second part of the objective. */
  readonly distance: number;
  /** Lines between finding and region; 0 when they share one. */
  readonly gap: number;
}

/** Where lines of the bug's own file lie relative to the bug. */
export function placementOf(
  lines: Lines,
  bug: Pick<PlacedBug, 'mutated' | 'regions' | 'enclosing'>,
  { k, maxSpan }: Pick<MatchOptions, 'k' | 'maxSpan'>,
): Placement {
  const isWide = lineCount(lines) > maxSpan;
  const inFunction = bug.enclosing !== null && liesWithin(lines, linesOf(bug.enclosing.span), k);
  const wider: Place = inFunction ? 'function' : 'file';
  const placements = acceptedRegions(bug, maxSpan).map((region): Placement => {
    const distance = misfit(lines, region);
    const gap = gapBetween(lines, region);
    const nearest: Place = distance === 0 ? 'exact' : gap === 0 ? 'shared-line' : gap <= k ? 'near' : wider;
    return { place: isWide ? wider : nearest, distance, gap };
  });
  return placements.reduce((best, next) => (isNearer(next, best) ? next : best));
}

/** With k lines of grace: a finding may take in the function's comment or decorators. */
function liesWithin(lines: Lines, outer: Lines, k: number): boolean {
  return lines.startLine >= outer.startLine - k && lines.endLine <= outer.endLine + k;
}

function isNearer(a: Placement, b: Placement): boolean {
  const byPlace = PLACES.indexOf(a.place) - PLACES.indexOf(b.place);
  return byPlace < 0 || (byPlace === 0 && a.distance < b.distance);
}
