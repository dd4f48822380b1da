import { BebugError, compareText, randomStream } from '@bebug/core';
import { z } from 'zod';
import { sumOf, type ByClusterOrRefused } from './by-cluster.ts';
import { clusterDraws } from './cluster-draws.ts';
import { normalCdf, normalQuantile } from './normal.ts';
import {
  intervalSchema,
  refusalSchema,
  shownIntervalSchema,
  type Interval,
  type ShownInterval,
} from './shown-interval.ts';

export { intervalSchema, type Interval };

/**
 * Where a bootstrap's numbers come from. Intervals are `null` with fewer than two clusters, and where all draws are the same: at 0 or 1 that
 * says nothing of how sure the figure is.
 */
export const bootstrapSchema = z.strictObject({
  method: z.literal('cluster bootstrap'),
  seed: z.int(),
  draws: z.int().positive(),
  /** Draws in which the statistic was a ratio of nothing; they are left out of the intervals. */
  undefinedDraws: z.int().nonnegative(),
  /** Units in all clusters: bugs, or findings and bugs. */
  n: z.number().nonnegative(),
  clusters: z.int().nonnegative(),
  percentile: intervalSchema.nullable(),
  /** Bias-corrected and accelerated; `null` as well where the draws all fall on one side of the estimate. */
  bca: intervalSchema.nullable(),
  /**
   * The one to believe, and the one that is printed: from the error between clusters, since what is drawn is too short where clusters, or what was
   * found, are few. BCa or percentiles where there is no such error; `null` where nothing can be said.
   */
  shown: shownIntervalSchema.nullable(),
  /** Why nothing is shown, where an interval could be made and would not hold what it says; what is drawn is then not to be believed either. */
  refused: refusalSchema.optional(),
});
export type Bootstrap = z.infer<typeof bootstrapSchema>;

export interface BootstrapInput {
  /** Cluster → its totals, all of one length; of none at all nothing is computed. The statistic must depend on sums of them alone, as ratios do. */
  readonly clusters: ReadonlyMap<string, readonly number[]>;
  readonly statistic: (totals: readonly number[]) => number | null;
  /** Units, to be reported beside the interval. */
  readonly n: number;
  readonly seed: number;
  /** At least 2,000 for a result that is published. */
  readonly draws: number;
  /** What is drawn: keeps the random streams of different statistics apart. */
  readonly key: string;
  /** Makes the interval that is shown; by default what is drawn is. */
  readonly byCluster?: ByClusterOrRefused;
}

/**
 * Intervals of a statistic when units of one cluster (a source file) are alike: whole clusters are drawn with replacement.
 *
 * Source: B. Efron, R. Tibshirani, An Introduction to the Bootstrap (1993), 13.3 (percentile) and 14.3 (BCa, with the
 * acceleration from the jackknife over clusters).
 */
export function clusterBootstrap({
  clusters,
  statistic,
  n,
  seed,
  draws,
  key,
  byCluster = () => null,
}: BootstrapInput): Bootstrap {
  if (draws < 1) throw new BebugError('internal', 'A bootstrap needs at least one draw.');
  // Code-unit order: the result must not depend on the order in which the clusters came.
  const totals = [...clusters].sort(([a], [b]) => compareText(a, b)).map(([, values]) => values);
  const about = { method: 'cluster bootstrap', seed, draws, n, clusters: totals.length } as const;
  // No cluster has no totals to compute from.
  const estimate = totals.length === 0 ? null : statistic(sumOf(totals));
  if (totals.length < 2 || estimate === null) {
    return { ...about, undefinedDraws: 0, percentile: null, bca: null, shown: null };
  }
  const random = randomStream(seed, 'cluster-bootstrap', key, totals.length);
  const drawn = clusterDraws(totals, random);
  const values: number[] = [];
  for (let draw = 0; draw < draws; draw++) {
    const value = statistic(drawn());
    if (value !== null) values.push(value);
  }
  values.sort((a, b) => a - b);
  const intervals = {
    percentile: percentileInterval(values),
    bca: bcaInterval(values, estimate, totals, statistic),
  };
  const made = byCluster({ rows: totals, statistic });
  return {
    ...about,
    undefinedDraws: draws - values.length,
    ...intervals,
    ...(made !== null && 'refused' in made
      ? { shown: null, refused: made.refused }
      : { shown: made ?? drawnOf(intervals) }),
  };
}

/** BCa, or else percentiles. */
function drawnOf({ bca, percentile }: Pick<Bootstrap, 'bca' | 'percentile'>): ShownInterval | null {
  if (bca !== null) return { ...bca, method: 'BCa' };
  return percentile && { ...percentile, method: 'percentile' };
}

/** Between the 2.5th and the 97.5th percentile of ascending values; `null` where they are all the same, or none. */
export function percentileInterval(values: readonly number[]): Interval | null {
  return isConstant(values) ? null : { low: quantile(values, 0.025), high: quantile(values, 0.975) };
}

/** Sums of the same numbers in another order differ by rounding. */
function isConstant(ascending: readonly number[]): boolean {
  return ascending.length === 0 || ascending.at(-1)! - ascending[0]! <= 1e-12;
}

function bcaInterval(
  values: readonly number[],
  estimate: number,
  totals: readonly (readonly number[])[],
  statistic: BootstrapInput['statistic'],
): Interval | null {
  const whole = sumOf(totals);
  const jackknife: number[] = [];
  for (const left of totals) {
    const value = statistic(whole.map((sum, index) => sum - left[index]!));
    if (value !== null) jackknife.push(value);
  }
  if (isConstant(values) || jackknife.length < 2) return null;
  // Ties count half: proportions repeat themselves.
  const below = values.filter((value) => value < estimate - 1e-12).length;
  const equal = values.filter((value) => Math.abs(value - estimate) <= 1e-12).length;
  const bias = normalQuantile((below + equal / 2) / values.length);
  if (!Number.isFinite(bias)) return null;
  const acceleration = skewOf(jackknife);
  const end = (p: number): number => {
    const shifted = bias + normalQuantile(p);
    const stretched = shifted / Math.max(1e-9, 1 - acceleration * shifted);
    return quantile(values, normalCdf(bias + stretched));
  };
  return { low: end(0.025), high: end(0.975) };
}

/** Σ d³ / 6(Σ d²)^1.5 with d = mean − value. */
function skewOf(jackknife: readonly number[]): number {
  const mean = jackknife.reduce((sum, value) => sum + value, 0) / jackknife.length;
  let squares = 0;
  let cubes = 0;
  for (const value of jackknife) {
    squares += (mean - value) ** 2;
    cubes += (mean - value) ** 3;
  }
  return squares < 1e-24 ? 0 : cubes / (6 * squares ** 1.5);
}

/** Linear interpolation between order statistics (type 7 of Hyndman and Fan 1996); `sorted` is not empty. */
export function quantile(sorted: readonly number[], p: number): number {
  const place = p * (sorted.length - 1);
  const low = sorted[Math.floor(place)]!;
  const high = sorted[Math.ceil(place)]!;
  return low + (high - low) * (place - Math.floor(place));
}
