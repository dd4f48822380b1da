import { clusteredWilson } from './clustered-wilson.ts';
import type { Clustered, ByCluster } from './by-cluster.ts';
import { shareResiduals, type Parts, type ShareResiduals } from './share-residuals.ts';
import type { Interval } from './shown-interval.ts';
import { studentQuantile } from './student.ts';

/** A figure with an interval of its own. */
export interface Bounded extends Interval {
  readonly value: number;
}

/**
 * Interval of first − second from those of both, which need not be symmetric: the method of variance estimates recovery.
 *
 * Source: G. Y. Zou, A. Donner, Statistics in Medicine 27 (2008); for two shares, R. G. Newcombe, Statistics in Medicine 17 (1998).
 */
export function differenceInterval(first: Bounded, second: Bounded, correlation: number): Interval {
  const reach = (a: number, b: number): number =>
    Math.sqrt(Math.max(0, a ** 2 + b ** 2 - 2 * correlation * a * b));
  const difference = first.value - second.value;
  return {
    low: difference - reach(first.value - first.low, second.high - second.value),
    high: difference + reach(first.high - first.value, second.value - second.low),
  };
}

/** `isMean`: of numbers that are no counts, so that Student's interval takes the place of Wilson's. */
export type Term = Parts & { readonly isMean?: boolean };

/** Of the difference of two shares of the same or of other units, as far as those go together by cluster. */
export function differenceByCluster(first: Term, second: Term): ByCluster {
  return ({ rows }) => {
    const [a, b] = [boundedShare(rows, first), boundedShare(rows, second)];
    if (a === null || b === null) return null;
    const interval = differenceInterval(a, b, correlationOf(a.residuals, b.residuals));
    return { ...interval, method: 'MOVER, effective size' };
  };
}

function boundedShare(
  rows: Clustered['rows'],
  { isMean = false, ...parts }: Term,
): (ShareResiduals & Bounded) | null {
  const share = shareResiduals(rows, parts);
  if (share === null) return null;
  const { value, units, variance } = share;
  const error = Math.sqrt(variance);
  const half = studentQuantile(0.975, rows.length - 1) * error;
  const interval = isMean
    ? { low: value - half, high: value + half }
    : clusteredWilson({ share: value, error, units, clusters: rows.length });
  return interval && { ...share, ...interval };
}

function correlationOf(first: readonly number[], second: readonly number[]): number {
  const product = (a: readonly number[], b: readonly number[]): number =>
    a.reduce((sum, one, at) => sum + one * b[at]!, 0);
  const scale = Math.sqrt(product(first, first) * product(second, second));
  return scale < 1e-24 ? 0 : product(first, second) / scale;
}
