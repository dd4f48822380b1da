import { compareText } from '@bebug/core';
import { resampleClusters } from './cluster-resampling.ts';
import type { Estimate } from './estimate.ts';
import type { Sampling } from './estimates.ts';
import { mean } from './mean.ts';

/** A bug of an attempted task. */
export interface GroupedBug {
  readonly cluster: string;
  readonly group: string;
  readonly isFound: boolean;
}

/** The mean of the groups' recalls: every tier, family or operator counts alike, however many bugs it has. `null` without a bug. */
export function macroRecall(bugs: readonly GroupedBug[], sampling: Sampling, key: string): Estimate {
  // Code-unit order: a mean's last digit must not depend on the order in which the bugs came.
  const names = [...new Set(bugs.map(({ group }) => group))].sort(compareText);
  const placeOfName = new Map(names.map((name, index) => [name, index]));
  const groupOf = bugs.map(({ group }) => placeOfName.get(group)!);
  const statistic = (timesOf: (bug: number) => number): number | null => {
    const totals = names.map(() => [0, 0] as [number, number]);
    for (const [bug, { isFound }] of bugs.entries()) {
      const times = timesOf(bug);
      const total = totals[groupOf[bug]!]!;
      if (isFound) total[0] += times;
      total[1] += times;
    }
    // A draw may leave a small group out: the mean is then that of the others.
    return mean(totals.flatMap(([found, all]) => (all === 0 ? [] : [found / all])));
  };
  const sizes = names.map((_, place) => groupOf.filter((group) => group === place).length);
  return {
    value: statistic(() => 1),
    bootstrap: resampleClusters({
      clusters: bugs.map(({ cluster }) => cluster),
      statistic,
      n: bugs.length,
      ...sampling,
      key: `macro ${key}`,
      // So many bugs in one group would make its recall as sure.
      units: names.length ** 2 / sizes.reduce((sum, size) => sum + 1 / size, 0),
    }),
  };
}
