import { compareText } from '@bebug/core';
import { onceEach, resampleCounts } from './cluster-resampling.ts';
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
  const groupOf = Int32Array.from(bugs, ({ group }) => placeOfName.get(group)!);
  const isFound = Uint8Array.from(bugs, (bug) => Number(bug.isFound));
  const found = new Float64Array(names.length);
  const all = new Float64Array(names.length);
  const statistic = (times: Int32Array, placeOf: Int32Array): number | null => {
    found.fill(0);
    all.fill(0);
    for (let bug = 0; bug < groupOf.length; bug++) {
      const group = groupOf[bug]!;
      const count = times[placeOf[bug]!]!;
      found[group]! += isFound[bug]! * count;
      all[group]! += count;
    }
    // A draw may leave a small group out: the mean is then that of the others.
    return mean(names.flatMap((_, group) => (all[group] === 0 ? [] : [found[group]! / all[group]!])));
  };
  return {
    value: onceEach(statistic, bugs.length),
    bootstrap: resampleCounts({
      clusters: bugs.map(({ cluster }) => cluster),
      statistic,
      n: bugs.length,
      ...sampling,
      key: `macro ${key}`,
    }),
  };
}
