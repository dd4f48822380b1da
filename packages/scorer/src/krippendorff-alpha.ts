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
  return alphaOf(coincidences(units, values), values, level);
}

/**
 * How often each value stands beside each in a unit: a square, row by row. Squares of sets of units add up to that of all, so that alpha can
 * be drawn by cluster. Units have two ratings at least; all are among `values`, which ascend.
 */
export function coincidences(units: readonly (readonly number[])[], values: readonly number[]): number[] {
  const square = new Array<number>(values.length ** 2).fill(0);
  for (const unit of units) {
    const counts = values.map((value) => unit.filter((one) => one === value).length);
    for (const [a, first] of counts.entries())
      for (const [b, second] of counts.entries())
        square[a * values.length + b]! += (first * (a === b ? first - 1 : second)) / (unit.length - 1);
  }
  return square;
}

/** Krippendorff's alpha of such a square. */
export function alphaOf(
  square: readonly number[],
  values: readonly number[],
  level: MeasurementLevel,
): number | null {
  const totals = values.map((_, a) => values.reduce((sum, __, b) => sum + square[a * values.length + b]!, 0));
  const n = totals.reduce((sum, total) => sum + total, 0);
  let [observed, expected] = [0, 0];
  for (const a of values.keys())
    for (const b of values.keys()) {
      if (a === b || totals[a]! * totals[b]! === 0) continue;
      const distance = squaredDistance(level, values, totals, a, b);
      observed += square[a * values.length + b]! * distance;
      expected += totals[a]! * totals[b]! * distance;
    }
  return expected === 0 ? null : 1 - ((n - 1) * observed) / expected;
}

/**
 * What nominal alpha needs of such units: pairs of ratings that agree, and how often each value was given. Sums of sets of units add up to those
 * of all; they are as many as there are values, and one, where a square would be too large to draw from.
 */
export function nominalSums(units: readonly (readonly number[])[], values: readonly number[]): number[] {
  const sums = new Array<number>(values.length + 1).fill(0);
  for (const unit of units) {
    for (const [index, value] of values.entries()) {
      const count = unit.filter((one) => one === value).length;
      sums[0]! += (count * (count - 1)) / (unit.length - 1);
      sums[index + 1]! += count;
    }
  }
  return sums;
}

/** Krippendorff's nominal alpha of such sums. */
export function nominalAlpha([agreeing, ...totals]: readonly number[]): number | null {
  const n = totals.reduce((sum, total) => sum + total, 0);
  const expected = n ** 2 - totals.reduce((sum, total) => sum + total ** 2, 0);
  return expected === 0 ? null : 1 - ((n - 1) * (n - agreeing!)) / expected;
}

/** Ratings of the units that have two at least. */
function paired(ratings: readonly (readonly (number | null)[])[]): number[][] {
  const length = ratings[0]?.length ?? 0;
  if (ratings.some((row) => row.length !== length))
    throw new BebugError('internal', 'Krippendorff’s alpha needs one place a unit from every rater.');
  const units = Array.from({ length }, (_, unit) => ratings.flatMap((row) => row[unit] ?? []));
  return units.filter((unit) => unit.length > 1);
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
