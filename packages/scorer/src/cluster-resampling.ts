import { compareText, randomStream, type RandomStream } from '@bebug/core';
import { percentileInterval, type Bootstrap } from './cluster-bootstrap.ts';
import { clusteredWilson } from './clustered-wilson.ts';
import { jackknifeError } from './jackknife.ts';
import type { ShownInterval } from './shown-interval.ts';

/** Percentiles without BCa's corrections stay short for longer. Measured in benchmarks/intervals. */
const ENOUGH_FOR_PERCENTILES = 500;

interface Resampling {
  /** The cluster of each unit. */
  readonly clusters: readonly string[];
  readonly n: number;
  readonly seed: number;
  readonly draws: number;
  readonly key: string;
  /** How many units say so where all clusters are alike; by default all. */
  readonly units?: number;
}

export interface ResamplingInput extends Resampling {
  /** The statistic when each unit (by its place in `clusters`) comes so many times. */
  readonly statistic: (timesOf: (unit: number) => number) => number | null;
}

/** A statistic of units of which unit `u` comes `times[placeOf[u]]` times. */
type CountedStatistic = (times: Int32Array, placeOf: Int32Array) => number | null;

/**
 * Percentile interval of a statistic between 0 and 1 that is no function of sums, such as an area under a curve: whole clusters (source
 * files) are drawn with replacement, and the statistic is told how often each unit came. With few clusters Wilson's interval is shown, by
 * the error that leaving out one at a time gives.
 *
 * Source: B. Efron, R. Tibshirani, An Introduction to the Bootstrap (1993), 13.3; `clusteredWilson` for its own.
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
  return resample(about, {
    clusters: names.length,
    value: onceEach(statistic, clusters.length),
    without: (left) => statistic(times.fill(1).fill(0, left, left + 1), placeOf),
    drawsOf: (random) => () => {
      random.fill(picks, 0, names.length - 1);
      times.fill(0);
      for (const pick of picks) times[pick]!++;
      return statistic(times, placeOf);
    },
  });
}

/** A statistic of clusters that can be drawn. */
interface Drawable {
  readonly clusters: number;
  /** Of all of them, once each. */
  readonly value: number | null;
  /** Of all but one. */
  readonly without: (left: number) => number | null;
  /** Of as many as there are, drawn with replacement. */
  readonly drawsOf: (random: RandomStream) => () => number | null;
}

/** Percentiles of a statistic that is drawn, and with few clusters Wilson's interval by the error that leaving out one at a time gives. */
export function resample(
  { n, seed, draws, key, units = n }: Omit<Resampling, 'clusters'>,
  { clusters, value, without, drawsOf }: Drawable,
): Bootstrap {
  const about = { method: 'cluster bootstrap', seed, draws, n, clusters, bca: null } as const;
  if (clusters < 2 || value === null) return { ...about, undefinedDraws: 0, percentile: null, shown: null };
  const drawn = drawsOf(randomStream(seed, 'cluster-resampling', key, clusters));
  const values: number[] = [];
  for (let draw = 0; draw < draws; draw++) {
    const one = drawn();
    if (one !== null) values.push(one);
  }
  values.sort((a, b) => a - b);
  const percentile = percentileInterval(values);
  const byError = (error: number | null): ShownInterval | null => {
    const interval = clusteredWilson({ share: value, error, units, clusters });
    return interval && { ...interval, method: 'Wilson, effective size' };
  };
  const shown = (): ShownInterval | null => {
    if (clusters < ENOUGH_FOR_PERCENTILES) return byError(jackknifeError(clusters, without));
    // All draws the same: so is what is left without any one of so many.
    return percentile ? { ...percentile, method: 'percentile' } : byError(0);
  };
  return { ...about, undefinedDraws: draws - values.length, percentile, shown: shown() };
}

/** The statistic itself. */
export function onceEach(statistic: CountedStatistic, units: number): number | null {
  return statistic(Int32Array.of(1), new Int32Array(units));
}
