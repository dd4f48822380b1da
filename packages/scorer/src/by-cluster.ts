import { jackknifeError } from './jackknife.ts';
import type { Refusal, ShownInterval } from './shown-interval.ts';

/** Totals of each cluster, all of one length, and the figure that is made of their sums. */
export interface Clustered {
  readonly rows: readonly (readonly number[])[];
  readonly statistic: (totals: readonly number[]) => number | null;
}

/** The interval of a figure by the error between clusters; `null` where that says nothing, so that what is drawn takes its place. */
export type ByCluster = (clustered: Clustered) => ShownInterval | null;

/** The same of a figure that may have none that would hold: then nothing takes its place. */
export type ByClusterOrRefused = (
  clustered: Clustered,
) => ShownInterval | { readonly refused: Refusal } | null;

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
