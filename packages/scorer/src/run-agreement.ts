import type { SharedBug } from './common-bugs.ts';
import type { Estimate } from './estimate.ts';
import { estimateOf, sumByCluster, type Sampling } from './estimates.ts';

/**
 * Whether detectors find the same bugs: Krippendorff's alpha over (bug found?), 1 when they always agree, 0 when as often as by chance.
 * A detector that did not attempt a bug says nothing about it. For two answers alpha is a function of sums over bugs, so that its
 * interval is drawn by source file like all others; `krippendorffAlpha` gives the same value.
 */
export function agreementOnBugs(bugs: readonly SharedBug[], sampling: Sampling): Estimate {
  const rated = bugs
    .map(({ cluster, found }) => ({ cluster, answers: found.filter((answer) => answer !== null) }))
    .filter(({ answers }) => answers.length > 1);
  const clusters = sumByCluster(rated, ({ cluster, answers }) => {
    const yes = answers.filter(Boolean).length;
    const no = answers.length - yes;
    return [cluster, [(2 * yes * no) / (answers.length - 1), yes, no]];
  });
  return estimateOf(clusters, alphaOf, rated.length, sampling, 'agreement on bugs');
}

/** From the sum of pairs that differ, and how often each answer was given; `null` where only one ever was. */
function alphaOf([differing, yes, no]: readonly number[]): number | null {
  const n = yes! + no!;
  const expected = (2 * yes! * no!) / (n - 1);
  return yes === 0 || no === 0 ? null : 1 - differing! / expected;
}
