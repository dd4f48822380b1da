import { jackknifeError } from './jackknife.ts';
import type { ShownInterval } from './shown-interval.ts';
import { studentQuantile } from './student.ts';

/** Totals of each cluster, all of one length, and the figure that is made of their sums. */
export interface Clustered {
  readonly rows: readonly (readonly number[])[];
  readonly statistic: (totals: readonly number[]) => number | null;
}

/** The interval of a figure by the error between clusters; `null` where nothing can be said. */
export type ByCluster = (clustered: Clustered) => ShownInterval | null;

export function sumOf(rows: Clustered['rows']): number[] {
  const sum = new Array<number>(rows[0]?.length ?? 0).fill(0);
  for (const row of rows) for (let at = 0; at < sum.length; at++) sum[at]! += row[at]!;
  return sum;
}

/** Standard error of the figure, by leaving out one cluster at a time. */
export function errorOf({ rows, statistic }: Clustered): number | null {
  const totals = sumOf(rows);
  return jackknifeError(rows.length, (cluster) =>
    statistic(totals.map((total, at) => total - rows[cluster]![at]!)),
  );
}

/**
 * Of a coefficient of at most 1, such as an agreement: Student's interval on the scale of Fisher's z, with the jackknife's error. `null` where
 * clusters do not differ, or all agree.
 */
export const coefficientByCluster: ByCluster = (clustered) => {
  const value = clustered.statistic(sumOf(clustered.rows));
  const error = errorOf(clustered);
  if (value === null || error === null || error < 1e-12 || Math.abs(value) >= 1) return null;
  const half = (studentQuantile(0.975, clustered.rows.length - 1) * error) / (1 - value ** 2);
  const centre = Math.atanh(value);
  return { low: Math.tanh(centre - half), high: Math.tanh(centre + half), method: 't on Fisher’s scale' };
};
