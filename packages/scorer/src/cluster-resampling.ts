import { compareText, randomStream } from '@bebug/core';
import { percentileInterval, type Bootstrap } from './cluster-bootstrap.ts';
import { clusteredWilson } from './clustered-wilson.ts';
import { jackknifeError } from './jackknife.ts';
import type { ShownInterval } from './shown-interval.ts';

/** Percentiles without BCa's corrections stay short for longer. Measured in benchmarks/intervals. */
const ENOUGH_FOR_PERCENTILES = 500;

export interface ResamplingInput {
  /** The cluster of each unit. */
  readonly clusters: readonly string[];
  /** The statistic when each unit (by its place in `clusters`) comes so many times. */
  readonly statistic: (timesOf: (unit: number) => number) => number | null;
  readonly n: number;
  readonly seed: number;
  readonly draws: number;
  readonly key: string;
  /** How many units say so where all clusters are alike; by default all. */
  readonly units?: number;
}

/**
 * Percentile interval of a statistic between 0 and 1 that is no function of sums, such as an area under a curve: whole clusters (source
 * files) are drawn with replacement, and the statistic is told how often each unit came. With few clusters Wilson's interval is shown, by
 * the error that leaving out one at a time gives.
 *
 * Source: B. Efron, R. Tibshirani, An Introduction to the Bootstrap (1993), 13.3; `clusteredWilson` for its own.
 */
export function resampleClusters({
  clusters,
  statistic,
  n,
  seed,
  draws,
  key,
  units = n,
}: ResamplingInput): Bootstrap {
  // Code-unit order: the result must not depend on the order in which the clusters came.
  const names = [...new Set(clusters)].sort(compareText);
  const about = { method: 'cluster bootstrap', seed, draws, n, clusters: names.length, bca: null } as const;
  const share = names.length < 2 ? null : statistic(() => 1);
  if (share === null) return { ...about, undefinedDraws: 0, percentile: null, shown: null };
  const random = randomStream(seed, 'cluster-resampling', key, names.length);
  const placeOfName = new Map(names.map((name, index) => [name, index]));
  const placeOf = Int32Array.from(clusters, (name) => placeOfName.get(name)!);
  const times = new Int32Array(names.length);
  const values: number[] = [];
  for (let draw = 0; draw < draws; draw++) {
    times.fill(0);
    for (let pick = 0; pick < names.length; pick++) times[random.integer(0, names.length - 1)]!++;
    const value = statistic((unit) => times[placeOf[unit]!]!);
    if (value !== null) values.push(value);
  }
  values.sort((a, b) => a - b);
  const few = (): ShownInterval | null => {
    const error = jackknifeError(names.length, (left) =>
      statistic((unit) => (placeOf[unit] === left ? 0 : 1)),
    );
    const interval = clusteredWilson({ share, error, units, clusters: names.length });
    return interval && { ...interval, method: 'Wilson, effective size' };
  };
  const percentile = percentileInterval(values);
  return {
    ...about,
    undefinedDraws: draws - values.length,
    percentile,
    shown:
      names.length >= ENOUGH_FOR_PERCENTILES && percentile !== null
        ? { ...percentile, method: 'percentile' }
        : few(),
  };
}
