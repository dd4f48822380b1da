import { compareText } from '@bebug/core';
import { sumOf } from './by-cluster.ts';
import { drawsByKind, fewKinds } from './cluster-draws.ts';
import { onceEach, resample, resampleCounts } from './cluster-resampling.ts';
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
  const sizes = new Int32Array(names.length);
  for (const group of groupOf) sizes[group]!++;
  // So many bugs in one group would make its recall as sure.
  const units = names.length ** 2 / sizes.reduce((sum, size) => sum + 1 / size, 0);
  const about = { n: bugs.length, ...sampling, key: `macro ${key}`, units };
  const totals = totalsByCluster(bugs, groupOf, names.length);
  const kinds = fewKinds(totals);
  if (kinds !== null) {
    const statistic = (sums: readonly number[]): number | null =>
      meanRatio(sums.slice(0, names.length), sums.slice(names.length));
    const whole = sumOf(totals);
    const value = statistic(whole);
    const bootstrap = resample(about, {
      clusters: totals.length,
      value,
      without: (left) => statistic(whole.map((sum, at) => sum - totals[left]![at]!)),
      drawsOf: (random) => {
        const drawn = drawsByKind(kinds, totals.length, random);
        return () => statistic(drawn());
      },
    });
    return { value, bootstrap };
  }
  const isFound = Uint8Array.from(bugs, (bug) => Number(bug.isFound));
  const found = new Array<number>(names.length);
  const all = new Array<number>(names.length);
  const statistic = (times: Int32Array, placeOf: Int32Array): number | null => {
    found.fill(0);
    all.fill(0);
    for (let bug = 0; bug < groupOf.length; bug++) {
      const group = groupOf[bug]!;
      const count = times[placeOf[bug]!]!;
      found[group]! += isFound[bug]! * count;
      all[group]! += count;
    }
    return meanRatio(found, all);
  };
  const clusters = bugs.map(({ cluster }) => cluster);
  return {
    value: onceEach(statistic, bugs.length),
    bootstrap: resampleCounts({ clusters, statistic, ...about }),
  };
}

/** For each source file, by name, the bugs found of each group, and then all of each. */
function totalsByCluster(
  bugs: readonly GroupedBug[],
  groupOf: Int32Array,
  groups: number,
): (readonly number[])[] {
  const totals = new Map<string, number[]>();
  for (const [bug, { cluster, isFound }] of bugs.entries()) {
    let ofCluster = totals.get(cluster);
    if (!ofCluster) totals.set(cluster, (ofCluster = new Array<number>(2 * groups).fill(0)));
    ofCluster[groupOf[bug]!]! += Number(isFound);
    ofCluster[groups + groupOf[bug]!]!++;
  }
  return [...totals].sort(([a], [b]) => compareText(a, b)).map(([, ofCluster]) => ofCluster);
}

/** A draw may leave a small group out: the mean is then that of the others. */
function meanRatio(found: readonly number[], all: readonly number[]): number | null {
  return mean(all.flatMap((count, group) => (count === 0 ? [] : [found[group]! / count])));
}
