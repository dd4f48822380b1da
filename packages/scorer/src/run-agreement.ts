import { groupBy } from '@bebug/core';
import { nominalAgreement } from './nominal-agreement.ts';
import type { SharedBug } from './common-bugs.ts';
import type { Estimate } from './estimate.ts';
import type { Sampling } from './estimates.ts';

/**
 * Whether detectors find the same bugs: Krippendorff's alpha over (bug found?), with an interval that is drawn by source file. A detector
 * that did not attempt a bug says nothing about it.
 */
export function agreementOnBugs(bugs: readonly SharedBug[], sampling: Sampling): Estimate {
  // A file without a bug that two attempted is no cluster.
  const rated = bugs.filter(({ found }) => found.filter((answer) => answer !== null).length > 1);
  const answersIn = new Map(
    [...groupBy(rated, ({ cluster }) => cluster)].map(([cluster, shared]) => [
      cluster,
      shared.map(({ found }) => found),
    ]),
  );
  return nominalAgreement(answersIn, sampling, 'agreement on bugs');
}
