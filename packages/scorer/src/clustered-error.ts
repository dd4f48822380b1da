import { BebugError, groupBy } from '@bebug/core';

/**
 * Standard error of the mean of `values` when those of one cluster are alike: √(Σ_c (Σ_{i∈c} (v_i − v̄))²) / n, the variance times
 * C / (C − 1). `clusters[i]` names the cluster of `values[i]`. `null` with fewer than two clusters.
 *
 * Source: K.-Y. Liang, S. L. Zeger, Biometrika 73 (1986), for a mean; the factor as in Stata and `sandwich`.
 */
export function clusteredStandardError(
  values: readonly number[],
  clusters: readonly (string | number)[],
): number | null {
  if (values.length !== clusters.length)
    throw new BebugError('internal', 'A clustered error needs one cluster a value.');
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const groups = groupBy(
    values.map((value, index) => ({ residual: value - mean, cluster: clusters[index]! })),
    ({ cluster }) => cluster,
  );
  if (groups.size < 2) return null;
  let squares = 0;
  for (const group of groups.values()) squares += group.reduce((sum, { residual }) => sum + residual, 0) ** 2;
  return Math.sqrt((squares * groups.size) / (groups.size - 1)) / values.length;
}
