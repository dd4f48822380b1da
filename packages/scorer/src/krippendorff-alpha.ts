import { BebugError } from '@bebug/core';

/** How two ratings differ: as categories, by rank, by distance, by ratio. */
export type MeasurementLevel = 'nominal' | 'ordinal' | 'interval' | 'ratio';

/**
 * Agreement of any number of raters with any number of ratings missing: 1 − observed / expected disagreement. `ratings[rater][unit]`,
 * `null` for missing. Units with one rating say nothing. `null` where no two ratings differ, or none can be paired.
 *
 * Source: K. Krippendorff, Content Analysis, 3rd edition (2013), 12.
 */
export function krippendorffAlpha(
  ratings: readonly (readonly (number | null)[])[],
  level: MeasurementLevel,
): number | null {
  const units = paired(ratings);
  const values = [...new Set(units.flat())].sort((a, b) => a - b);
  const totals = values.map((value) => units.flat().filter((one) => one === value).length);
  const n = totals.reduce((sum, total) => sum + total, 0);
  const distance = (a: number, b: number): number => squaredDistance(level, values, totals, a, b);
  const expected = disagreement(totals, distance) / (n - 1);
  if (units.length === 0 || expected === 0) return null;
  const observed = units.reduce((sum, unit) => {
    const counts = values.map((value) => unit.filter((one) => one === value).length);
    return sum + disagreement(counts, distance) / (unit.length - 1);
  }, 0);
  return 1 - observed / expected;
}

/** Ratings of the units that have two at least. */
function paired(ratings: readonly (readonly (number | null)[])[]): number[][] {
  const length = ratings[0]?.length ?? 0;
  if (ratings.some((row) => row.length !== length))
    throw new BebugError('internal', 'Krippendorff’s alpha needs one place a unit from every rater.');
  const units = Array.from({ length }, (_, unit) => ratings.flatMap((row) => row[unit] ?? []));
  return units.filter((unit) => unit.length > 1);
}

/** Σ over ordered pairs of different values, by place among the values. */
function disagreement(counts: readonly number[], distance: (a: number, b: number) => number): number {
  let sum = 0;
  for (const [a, first] of counts.entries())
    for (const [b, second] of counts.entries())
      if (a !== b && first > 0 && second > 0) sum += first * second * distance(a, b);
  return sum;
}

function squaredDistance(
  level: MeasurementLevel,
  values: readonly number[],
  totals: readonly number[],
  a: number,
  b: number,
): number {
  switch (level) {
    case 'nominal':
      return 1;
    case 'ordinal': {
      const between = totals.slice(Math.min(a, b), Math.max(a, b) + 1).reduce((sum, total) => sum + total, 0);
      return (between - (totals[a]! + totals[b]!) / 2) ** 2;
    }
    case 'interval':
      return (values[a]! - values[b]!) ** 2;
    case 'ratio':
      return ((values[a]! - values[b]!) / (values[a]! + values[b]!)) ** 2;
  }
}
