import { compareText } from '@bebug/core';
import { errorOf, sumOf, type ByCluster } from './by-cluster.ts';
import { ratio } from './precision-recall.ts';
import { scoreEnds } from './proportions.ts';
import type { Interval, ShownInterval } from './shown-interval.ts';
import { studentQuantile } from './student.ts';

/** A share, its standard error between clusters, and the number of units to go by where all of them are alike. */
export interface ClusteredShare {
  readonly share: number;
  readonly error: number | null;
  readonly units: number;
  readonly clusters: number;
  /** Of freedom, of the squared error; by default clusters − 1. */
  readonly degrees?: number;
}

/**
 * Wilson's interval with the number of independent units that would have the same standard error, share (1 − share) / error², and Student's
 * quantile for the degrees of freedom. Where all units are alike, or only one cluster has any, there is no error to go by: all
 * units then count. `null` with fewer than two clusters, or no unit.
 *
 * Source: E. L. Korn, B. I. Graubard, Survey Methodology 24 (1998), for the effective size; C. Franco, R. J. A. Little, T. A. Louis,
 * E. V. Slud, Journal of Survey Statistics and Methodology 7 (2019), 334–364, for Wilson's interval with it.
 */
export function clusteredWilson({
  share,
  error,
  units,
  clusters,
  degrees = clusters - 1,
}: ClusteredShare): Interval | null {
  if (clusters < 2 || !(units > 0)) return null;
  const t = studentQuantile(0.975, degrees);
  const spread = Math.max(0, share * (1 - share));
  const n = spread > 1e-12 && error !== null && error > 1e-12 ? spread / error ** 2 : units;
  const [low, high] = scoreEnds({ successes: n * share, n, variance: n * spread }, t);
  return {
    low: spread === 0 && share < 0.5 ? 0 : Math.max(0, low),
    high: spread === 0 && share > 0.5 ? 1 : Math.min(1, high),
  };
}

/** Of a figure between 0 and `most`; `unitsOf` the totals: how many units say so where all are alike. */
export function shareByCluster(unitsOf: (totals: readonly number[]) => number, most = 1): ByCluster {
  return (clustered) => {
    const totals = sumOf(clustered.rows);
    const value = clustered.statistic(totals);
    if (value === null) return null;
    const error = errorOf(clustered);
    const interval = clusteredWilson({
      share: value / most,
      error: error === null ? null : error / most,
      units: unitsOf(totals),
      clusters: clustered.rows.length,
    });
    return (
      interval && { low: most * interval.low, high: most * interval.high, method: 'Wilson, effective size' }
    );
  };
}

/** The part and the whole of a share, in one cluster or in all. */
export const SHARE = {
  statistic: ([part, whole]: readonly number[]) => ratio(part!, whole!),
  byCluster: shareByCluster(([, whole]) => whole!),
};

/** Interval of a share from its part and its whole in each cluster, in whatever order these came; `null` with fewer than two. */
export function intervalOfShare(clusters: ReadonlyMap<string, readonly number[]>): ShownInterval | null {
  const rows = [...clusters].sort(([a], [b]) => compareText(a, b)).map(([, counts]) => counts);
  return SHARE.byCluster({ rows, statistic: SHARE.statistic });
}
