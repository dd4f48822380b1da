import { differenceByCluster } from './difference-interval.ts';
import { estimateOf, sumByCluster, type Sampling } from './estimates.ts';
import type { Estimate } from './estimate.ts';
import { ratio } from './precision-recall.ts';

/** A task that was judged: whether it holds a bug, and whether the detector said so. */
export interface JudgedCase {
  readonly cluster: string;
  readonly hasBug: boolean;
  /** A bug of it was found, or, in a control, anything was reported. */
  readonly isPositive: boolean;
}

/**
 * J = share of tasks with bugs in which one was found − share of clean controls with an alarm: 1 for who sees all and is never wrong, 0
 * for who alarms alike everywhere. `null` without tasks of both kinds.
 *
 * Source: W. J. Youden, Cancer 3 (1950).
 */
export function youden(cases: readonly JudgedCase[], sampling: Sampling): Estimate {
  const clusters = sumByCluster(cases, ({ cluster, hasBug, isPositive }) => [
    cluster,
    hasBug ? [Number(isPositive), 1, 0, 0] : [0, 0, Number(isPositive), 1],
  ]);
  const statistic = ([hits, withBug, alarms, clean]: readonly number[]): number | null => {
    const [sensitivity, falseRate] = [ratio(hits!, withBug!), ratio(alarms!, clean!)];
    return sensitivity === null || falseRate === null ? null : sensitivity - falseRate;
  };
  return estimateOf(
    clusters,
    statistic,
    cases.length,
    sampling,
    'Youden',
    differenceByCluster({ part: 0, whole: 1 }, { part: 2, whole: 3 }),
  );
}
