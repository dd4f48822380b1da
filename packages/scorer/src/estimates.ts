import { clusterBootstrap, type Interval } from './cluster-bootstrap.ts';
import { SHARE } from './clustered-wilson.ts';
import { sumOf, type ByClusterOrRefused } from './by-cluster.ts';
import { wilson } from './proportions.ts';
import type { Estimate } from './estimate.ts';
import type { Proportion } from './proportion.ts';

export interface Sampling {
  readonly seed: number;
  readonly draws: number;
}

/** Units that either succeed or not, each in its cluster. */
export function proportionOf(
  units: readonly { readonly cluster: string; readonly success: boolean }[],
  sampling: Sampling,
  key: string,
): Proportion {
  const clusters = sumByCluster(units, ({ cluster, success }) => [cluster, [Number(success), 1]]);
  const successes = units.filter(({ success }) => success).length;
  const n = units.length;
  const { value, bootstrap } = estimateOf(clusters, SHARE.statistic, n, sampling, key, SHARE.byCluster);
  return { value, successes, n, wilson: toInterval(wilson(successes, n)), bootstrap };
}

/** A statistic of totals that are summed by cluster; `byCluster` as in `BootstrapInput`. */
export function estimateOf(
  clusters: ReadonlyMap<string, readonly number[]>,
  statistic: (totals: readonly number[]) => number | null,
  n: number,
  { seed, draws }: Sampling,
  key: string,
  byCluster?: ByClusterOrRefused,
): Estimate {
  return {
    value: clusters.size === 0 ? null : statistic(sumOf([...clusters.values()])),
    bootstrap: clusterBootstrap({
      ...{ clusters, statistic, n, seed, draws, key },
      ...(byCluster && { byCluster }),
    }),
  };
}

/** Cluster → the sum of its items' numbers. */
export function sumByCluster<T>(
  items: Iterable<T>,
  numbersOf: (item: T) => readonly [cluster: string, numbers: readonly number[]],
): Map<string, number[]> {
  const sums = new Map<string, number[]>();
  for (const item of items) {
    const [cluster, numbers] = numbersOf(item);
    const sum = sums.get(cluster);
    if (sum) for (let index = 0; index < sum.length; index++) sum[index]! += numbers[index]!;
    else sums.set(cluster, [...numbers]);
  }
  return sums;
}

export function toInterval(pair: readonly [number, number] | null): Interval | null {
  return pair && { low: pair[0], high: pair[1] };
}
