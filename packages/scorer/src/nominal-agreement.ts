import { agreementByCluster } from './clustered-agreement.ts';
import type { Estimate } from './estimate.ts';
import { estimateOf, type Sampling } from './estimates.ts';
import { nominalAlpha, nominalSums } from './krippendorff-alpha.ts';

/** What raters say of one unit: yes or no, or one of several answers by number; `null` where one says nothing. */
type Answers = readonly (boolean | number | null)[];

/**
 * Krippendorff's alpha for answers without an order: 1 when all always agree, 0 when as often as by chance. It is a function of sums over
 * units, so that its interval is drawn by cluster like all others; `krippendorffAlpha` gives the same value. Units with one answer say nothing;
 * a cluster of nothing else is drawn all the same.
 */
export function nominalAgreement(
  unitsOf: ReadonlyMap<string, readonly Answers[]>,
  sampling: Sampling,
  key: string,
): Estimate {
  const given = new Set(
    [...unitsOf.values()].flat(2).map((answer) => (answer === null ? null : Number(answer))),
  );
  const kinds = [...given].filter((answer) => answer !== null).sort((a, b) => a - b);
  // Of those that two people or more answered.
  const paired = [...unitsOf].map(([cluster, units]) => [cluster, units.flatMap(ratingsOf)] as const);
  const n = paired.reduce((sum, [, units]) => sum + units.length, 0);
  const clusters = new Map(paired.map(([cluster, units]) => [cluster, nominalSums(units, kinds)]));
  const interval = agreementByCluster(([, ...ratings]) => ({ units: n, ratings }));
  return estimateOf(clusters, nominalAlpha, n, sampling, key, interval);
}

function ratingsOf(unit: Answers): number[][] {
  const ratings = unit.filter((answer) => answer !== null).map(Number);
  return ratings.length > 1 ? [ratings] : [];
}
