import { compareText, randomStream, type RandomStream } from '@bebug/core';
import { percentileInterval, type Bootstrap } from './cluster-bootstrap.ts';

interface Resampling {
  /** The cluster of each unit. */
  readonly clusters: readonly string[];
  readonly n: number;
  readonly seed: number;
  readonly draws: number;
  readonly key: string;
}

export interface ResamplingInput extends Resampling {
  /** The statistic when each unit (by its place in `clusters`) comes so many times. */
  readonly statistic: (timesOf: (unit: number) => number) => number | null;
}

/** A statistic of units of which unit `u` comes `times[placeOf[u]]` times. */
type CountedStatistic = (times: Int32Array, placeOf: Int32Array) => number | null;

/**
 * Percentile interval of a statistic that is no function of sums, such as an area under a curve: whole clusters (source files) are
 * drawn with replacement, and the statistic is told how often each unit came.
 *
 * Source: B. Efron, R. Tibshirani, An Introduction to the Bootstrap (1993), 13.3.
 */
export function resampleClusters({ statistic, ...input }: ResamplingInput): Bootstrap {
  return resampleCounts({
    ...input,
    statistic: (times, placeOf) => statistic((unit) => times[placeOf[unit]!]!),
  });
}

/** The same for a statistic of so many units that a call for each would take most of the time. */
export function resampleCounts({
  clusters,
  statistic,
  ...about
}: Resampling & { readonly statistic: CountedStatistic }): Bootstrap {
  // Code-unit order: the result must not depend on the order in which the clusters came.
  const names = [...new Set(clusters)].sort(compareText);
  const placeOfName = new Map(names.map((name, index) => [name, index]));
  const placeOf = Int32Array.from(clusters, (name) => placeOfName.get(name)!);
  const picks = new Int32Array(names.length);
  const times = new Int32Array(names.length);
  return resample(about, names.length, onceEach(statistic, clusters.length), (random) => () => {
    random.fill(picks, 0, names.length - 1);
    times.fill(0);
    for (const pick of picks) times[pick]!++;
    return statistic(times, placeOf);
  });
}

/** Intervals from draws of a statistic whose value is given; `drawsOf` makes them from a stream of numbers. */
export function resample(
  { n, seed, draws, key }: Omit<Resampling, 'clusters'>,
  clusters: number,
  value: number | null,
  drawsOf: (random: RandomStream) => () => number | null,
): Bootstrap {
  const about = { method: 'cluster bootstrap', seed, draws, n, clusters, bca: null } as const;
  if (clusters < 2 || value === null) return { ...about, undefinedDraws: 0, percentile: null };
  const drawn = drawsOf(randomStream(seed, 'cluster-resampling', key, clusters));
  const values: number[] = [];
  for (let draw = 0; draw < draws; draw++) {
    const one = drawn();
    if (one !== null) values.push(one);
  }
  values.sort((a, b) => a - b);
  return { ...about, undefinedDraws: draws - values.length, percentile: percentileInterval(values) };
}

/** The statistic itself. */
export function onceEach(statistic: CountedStatistic, units: number): number | null {
  return statistic(Int32Array.of(1), new Int32Array(units));
}
