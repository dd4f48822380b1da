import { compareText, groupBy } from '@bebug/core';
import { z } from 'zod';
import type { SharedBug } from './common-bugs.ts';
import { estimateSchema, type Estimate } from './estimate.ts';
import { estimateOf, sumByCluster, type Sampling } from './estimates.ts';
import { agreementByCluster } from './clustered-agreement.ts';
import { shareByCluster } from './clustered-wilson.ts';
import type { ByClusterOrRefused } from './by-cluster.ts';
import { cohenKappa, fleissOf, fleissSums } from './kappa.ts';
import { nominalAgreement } from './nominal-agreement.ts';
import { ratio } from './precision-recall.ts';

/** How far runs agree, beyond chance. */
export const runAgreementSchema = z.strictObject({
  /** Whether they find the same bugs: Krippendorff's alpha over (bug found?); who did not attempt a bug says nothing about it. */
  alpha: estimateSchema,
  /** The same by Fleiss' kappa, over bugs that all attempted. */
  fleissKappa: estimateSchema,
  /** What they call the bugs that two of them or more found: Krippendorff's alpha over the categories of the findings. */
  categories: estimateSchema,
});
export type RunAgreement = z.infer<typeof runAgreementSchema>;

/** How far two runs agree on the bugs that both attempted. */
export const pairAgreementSchema = z.strictObject({
  cohenKappa: estimateSchema,
  /** F1 of the bugs that one found, with those of the other for the truth: 2 × both ÷ (first + second). */
  f1: estimateSchema,
});
export type PairAgreement = z.infer<typeof pairAgreementSchema>;

/** All intervals are drawn by source file. */
export function agreementOfRuns(bugs: readonly SharedBug[], sampling: Sampling): RunAgreement {
  return {
    alpha: agreementOnBugs(bugs, sampling),
    fleissKappa: fleissOnBugs(bugs, sampling),
    categories: agreementOnCategories(bugs, sampling),
  };
}

export function agreementOnBugs(
  bugs: readonly Pick<SharedBug, 'cluster' | 'found'>[],
  sampling: Sampling,
): Estimate {
  return alphaOver(
    bugs.map(({ cluster, found }) => ({ cluster, answers: found })),
    sampling,
    'agreement on bugs',
  );
}

function agreementOnCategories(
  bugs: readonly Pick<SharedBug, 'cluster' | 'categories'>[],
  sampling: Sampling,
): Estimate {
  const names = [...new Set(bugs.flatMap(({ categories }) => categories))]
    .filter((name) => name !== null)
    .sort(compareText);
  const numberOf = new Map(names.map((name, index) => [name, index]));
  return alphaOver(
    bugs.map(({ cluster, categories }) => ({
      cluster,
      answers: categories.map((name) => (name === null ? null : numberOf.get(name)!)),
    })),
    sampling,
    'agreement on categories',
  );
}

function alphaOver(
  units: readonly { readonly cluster: string; readonly answers: readonly (boolean | number | null)[] }[],
  sampling: Sampling,
  key: string,
): Estimate {
  // A file without a bug on which two say something is no cluster.
  const rated = units.filter(({ answers }) => answers.filter((answer) => answer !== null).length > 1);
  const answersIn = [...groupBy(rated, ({ cluster }) => cluster)].map(
    ([cluster, shared]) => [cluster, shared.map(({ answers }) => answers)] as const,
  );
  return nominalAgreement(new Map(answersIn), sampling, key);
}

function fleissOnBugs(bugs: readonly Pick<SharedBug, 'cluster' | 'found'>[], sampling: Sampling): Estimate {
  const rated = bugs.filter(({ found }) => found.every((answer) => answer !== null));
  const raters = rated[0]?.found.length ?? 0;
  const clusters = sumByCluster(rated, ({ cluster, found }) => {
    const yes = found.filter((answer) => answer === true).length;
    return [cluster, fleissSums([[yes, raters - yes]])];
  });
  return estimateOf(
    clusters,
    (sums) => fleissOf(sums, raters),
    rated.length,
    sampling,
    'Fleiss on bugs',
    agreementByCluster(([, ...ratings]) => ({ units: rated.length, ratings })),
  );
}

export function agreementOfPair(
  bugs: readonly { readonly cluster: string; readonly found: readonly boolean[] }[],
  sampling: Sampling,
  key: string,
): PairAgreement {
  const clusters = sumByCluster(bugs, ({ cluster, found: [first, second] }) => [
    cluster,
    [first! && second!, first! && !second!, !first! && second!, !first! && !second!].map(Number),
  ]);
  const estimate = (
    name: string,
    statistic: (sums: readonly number[]) => number | null,
    byCluster: ByClusterOrRefused,
  ): Estimate => estimateOf(clusters, statistic, bugs.length, sampling, `${name} ${key}`, byCluster);
  return {
    cohenKappa: estimate(
      'Cohen',
      ([both, first, second, neither]) =>
        cohenKappa([
          [both!, first!],
          [second!, neither!],
        ]),
      agreementByCluster(([both, first, second, neither]) => ({
        units: bugs.length,
        ratings: [2 * both! + first! + second!, 2 * neither! + first! + second!],
      })),
    ),
    f1: estimate(
      'F1',
      ([both, first, second]) => ratio(2 * both!, 2 * both! + first! + second!),
      shareByCluster(([both, first, second]) => both! + first! + second!),
    ),
  };
}
