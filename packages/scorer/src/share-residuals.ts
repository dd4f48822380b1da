import type { Clustered } from './by-cluster.ts';

/** Places of a share's two numbers in the totals of a cluster. */
export interface Parts {
  readonly part: number;
  readonly whole: number;
}

/** A share of sums over clusters, and by how much each cluster pulls at it. */
export interface ShareResiduals {
  readonly value: number;
  readonly units: number;
  readonly residuals: readonly number[];
  /** Of its standard error: the squares of the residuals, times C / (C − 1). */
  readonly variance: number;
}

/** `null` with fewer than two clusters, or where there is nothing to have a share of. Source: that of `clusteredStandardError`. */
export function shareResiduals(rows: Clustered['rows'], { part, whole }: Parts): ShareResiduals | null {
  const total = (place: number): number => rows.reduce((sum, row) => sum + row[place]!, 0);
  const units = total(whole);
  if (units === 0 || rows.length < 2) return null;
  const value = total(part) / units;
  const residuals = rows.map((row) => (row[part]! - value * row[whole]!) / units);
  const squares = residuals.reduce((sum, one) => sum + one ** 2, 0);
  return { value, units, residuals, variance: (squares * rows.length) / (rows.length - 1) };
}

/** How many times the variance of a share is that of as many independent units; at least 1. */
export function designEffect(rows: Clustered['rows'], parts: Parts): number {
  const share = shareResiduals(rows, parts);
  if (share === null) return 1;
  const independent = (share.value * (1 - share.value)) / share.units;
  return independent < 1e-12 ? 1 : Math.max(1, share.variance / independent);
}
