import { ratio } from './precision-recall.ts';

/**
 * The share of pairs of a bug and a clean case in which the bug is rated higher; equal ratings count half. `points` rise by rating, and
 * each comes `timesOf` its place. `null` without a bug or without a clean case.
 */
export function weightedAuc(
  points: readonly { readonly rating: number; readonly isBug: boolean }[],
  timesOf: (place: number) => number,
): number | null {
  let [bugs, clean, won] = [0, 0, 0];
  for (let start = 0; start < points.length;) {
    let [bugsHere, cleanHere, end] = [0, 0, start];
    for (; end < points.length && points[end]!.rating === points[start]!.rating; end++) {
      if (points[end]!.isBug) bugsHere += timesOf(end);
      else cleanHere += timesOf(end);
    }
    won += bugsHere * (clean + cleanHere / 2);
    bugs += bugsHere;
    clean += cleanHere;
    start = end;
  }
  return ratio(won, bugs * clean);
}
