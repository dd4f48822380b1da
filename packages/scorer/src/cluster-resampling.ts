import { compareText, randomStream } from '@bebug/core';
import { percentileInterval, type Bootstrap } from './cluster-bootstrap.ts';

export interface ResamplingInput {
  /** The cluster of each unit. */
  readonly clusters: readonly string[];
  /** The statistic when each unit (by its place in `clusters`) comes so many times. */
  readonly statistic: (timesOf: (unit: number) => number) => number | null;
  readonly n: number;
  readonly seed: number;
  readonly draws: number;
  readonly key: string;
}

/**
 * Percentile interval of a statistic that is no function of sums, such as an area under a curve: whole clusters (source files) are
 * drawn with replacement, and the statistic is told how often each unit came.
 *
 * Source: B. Efron, R. Tibshirani, An Introduction to the Bootstrap (1993), 13.3.
 */
export function resampleClusters({ clusters, statistic, n, seed, draws, key }: ResamplingInput): Bootstrap {
  // Code-unit order: the result must not depend on the order in which the clusters came.
  const names = [...new Set(clusters)].sort(compareText);
  const about = { method: 'cluster bootstrap', seed, draws, n, clusters: names.length, bca: null } as const;
  if (names.length < 2 || statistic(() => 1) === null) {
    return { ...about, undefinedDraws: 0, percentile: null };
  }
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
  return { ...about, undefinedDraws: draws - values.length, percentile: percentileInterval(values) };
}
