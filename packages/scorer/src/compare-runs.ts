import { z } from 'zod';
import { bootstrapSchema, clusterBootstrap, quantile } from './cluster-bootstrap.ts';
import { commonBugs, sharedBugs } from './common-bugs.ts';
import { estimateOf, sumByCluster, type Sampling } from './estimates.ts';
import { differenceByCluster } from './difference-interval.ts';
import { mcnemar, mcnemarSchema } from './mcnemar.ts';
import { holm } from './multiple-tests.ts';
import { detectableDifference, FILE_DESIGN_EFFECT } from './power-planning.ts';
import { ratio } from './precision-recall.ts';
import {
  agreementOfPair,
  agreementOfRuns,
  pairAgreementSchema,
  runAgreementSchema,
} from './run-agreement.ts';
import { levelOf, type Scorecard } from './scorecard.ts';
import { seededEstimates, seededEstimatesSchema } from './seeded-estimates.ts';
import { signFlipPermutation, signFlipSchema } from './sign-flip.ts';

const ALPHA = 0.05;

const count = z.int().nonnegative();

/** Two detectors on the bugs that both attempted; places are those of the scorecards that were given. */
const pairedComparisonSchema = z.strictObject({
  first: count,
  second: count,
  /** Bugs that both attempted. */
  n: count,
  onlyFirst: count,
  onlySecond: count,
  /** Recall of the first less that of the second; `null` without a common bug. */
  difference: z.number().nullable(),
  bootstrap: bootstrapSchema,
  agreement: pairAgreementSchema,
  /** Takes bugs for independent. */
  mcnemar: mcnemarSchema,
  /** Of the differences by source file: what counts. */
  signFlip: signFlipSchema,
  /** The sign-flip p after Holm's correction for all pairs. */
  adjusted: z.number(),
  /** `adjusted` is below 0.05. */
  isSeparated: z.boolean(),
});
export type PairedComparison = z.infer<typeof pairedComparisonSchema>;

/** Scorecards of one bug set beside each other. */
export const runComparisonSchema = z.strictObject({
  pairs: z.array(pairedComparisonSchema),
  /**
   * One a scorecard: in which places it ends in 95 % of the bootstrap's draws, over all bugs of the set: who attempts only what is easy is
   * ranked no higher for it. `null` without two source files.
   */
  ranks: z.array(z.strictObject({ low: count, high: count }).nullable()),
  /** Scorecards that no pair separates, best first by recall over all bugs; one may stand in two neighbouring groups. */
  tied: z.array(z.array(count)),
  /** Smallest difference in recall that so many bugs separate with 80 % power at α = 0.05, given how many bugs one of two detectors alone finds. */
  detectable: z.number().nullable(),
  agreement: runAgreementSchema,
  seeding: seededEstimatesSchema,
});
export type RunComparison = z.infer<typeof runComparisonSchema>;

/**
 * Paired comparison of runs on one bug set, at the headline strictness: every pair, Holm over all of them, rank intervals.
 *
 * Source: SCORING.md of this project; see `mcnemar`, `signFlipPermutation`, `holm` and `bugsToSeparate` for theirs.
 */
export function compareRuns(scorecards: readonly Scorecard[], sampling: Sampling): RunComparison {
  const places = scorecards.map((_, place) => place);
  const raw = places.flatMap((first) =>
    places
      .slice(first + 1)
      .map((second) => ({ first, second, ...pairOf(scorecards, first, second, sampling) })),
  );
  const adjusted = holm(raw.map(({ signFlip }) => signFlip.p ?? 1));
  const pairs = raw.map((pair, index) => ({
    ...pair,
    adjusted: adjusted[index]!,
    isSeparated: adjusted[index]! < ALPHA,
  }));
  return {
    pairs,
    ranks: rankIntervals(scorecards, sampling),
    tied: tiedGroups(scorecards, pairs),
    detectable: leastDifference(pairs),
    agreement: agreementOfRuns(sharedBugs(scorecards), sampling),
    seeding: seededEstimates(scorecards, sampling),
  };
}

function pairOf(scorecards: readonly Scorecard[], first: number, second: number, sampling: Sampling) {
  const bugs = commonBugs([scorecards[first]!, scorecards[second]!]);
  const clusters = sumByCluster(bugs, ({ cluster, found: [a, b] }) => [
    cluster,
    [Number(a) - Number(b), 1, Number(a), Number(b)],
  ]);
  const key = `difference ${first} ${second}`;
  const estimate = estimateOf(
    clusters,
    ([sum, n]) => ratio(sum!, n!),
    bugs.length,
    sampling,
    key,
    differenceByCluster({ part: 2, whole: 1 }, { part: 3, whole: 1 }),
  );
  const alone = (one: number): number => bugs.filter(({ found }) => found[one]! && !found[1 - one]!).length;
  const [onlyFirst, onlySecond] = [alone(0), alone(1)];
  return {
    n: bugs.length,
    onlyFirst,
    onlySecond,
    difference: estimate.value,
    bootstrap: estimate.bootstrap,
    agreement: agreementOfPair(bugs, sampling, `${first} ${second}`),
    mcnemar: mcnemar(onlyFirst, onlySecond),
    signFlip: signFlipPermutation(
      [...clusters.values()].map(([sum]) => sum!),
      { seed: sampling.seed },
    ),
  };
}

function rankIntervals(scorecards: readonly Scorecard[], { seed, draws }: Sampling): RunComparison['ranks'] {
  const bugs = sharedBugs(scorecards);
  const clusters = sumByCluster(bugs, ({ cluster, found }) => [
    cluster,
    found.map((answer) => Number(answer === true)),
  ]);
  const whole = scorecards.map((_, place) => bugs.filter(({ found }) => found[place] === true).length);
  return scorecards.map((_, place) => {
    const rankIn = (totals: readonly number[]): number =>
      1 + totals.filter((total) => total > totals[place]!).length;
    // One key: every scorecard is ranked in the same draws.
    const { percentile } = clusterBootstrap({
      clusters,
      statistic: rankIn,
      n: bugs.length,
      seed,
      draws,
      key: 'ranks',
    });
    if (percentile !== null) return { low: Math.floor(percentile.low), high: Math.ceil(percentile.high) };
    // The same in every draw.
    return clusters.size < 2 ? null : { low: rankIn(whole), high: rankIn(whole) };
  });
}

/**
 * Runs of neighbours by recall over all bugs in which no pair is separated, as long as they can be. A pair whose common bugs say the
 * opposite of that order separates nobody.
 */
function tiedGroups(scorecards: readonly Scorecard[], pairs: readonly PairedComparison[]): number[][] {
  const recall = (place: number): number => levelOf(scorecards[place]!).recallOverAll.value ?? -1;
  const ranked = scorecards.map((_, place) => place).sort((a, b) => recall(b) - recall(a) || a - b);
  const separating = pairs.filter(
    ({ first, second, difference, isSeparated }) =>
      isSeparated && difference! * (recall(first) - recall(second)) > 0,
  );
  const isTied = (group: readonly number[]): boolean =>
    separating.every(({ first, second }) => !group.includes(first) || !group.includes(second));
  const groups: number[][] = [];
  let end = 0;
  for (const start of ranked.keys()) {
    let last = start + 1;
    while (last < ranked.length && isTied(ranked.slice(start, last + 1))) last++;
    if (last > end) groups.push(ranked.slice(start, last));
    end = Math.max(end, last);
  }
  return groups;
}

/**
 * Smallest difference in recall that a set separates by what is known of its runs: without two of them, 30 % of the bugs are taken to be
 * found by one of two detectors alone.
 */
export function detectableOf(
  scorecards: readonly Scorecard[],
  comparison: RunComparison | null,
): number | null {
  if (comparison !== null) return comparison.detectable;
  const attempted = scorecards[0] ? levelOf(scorecards[0]).overall.attempted : 0;
  return detectableDifference(attempted, { designEffect: FILE_DESIGN_EFFECT });
}

/** By the pair with the median share of bugs that one alone finds. */
function leastDifference(pairs: readonly PairedComparison[]): number | null {
  const known = pairs.filter(({ n }) => n > 0);
  if (known.length === 0) return null;
  const shares = known
    .map(({ n, onlyFirst, onlySecond }) => (onlyFirst + onlySecond) / n)
    .sort((a, b) => a - b);
  const n = Math.min(...known.map((pair) => pair.n));
  return detectableDifference(n, { discordant: quantile(shares, 0.5), designEffect: FILE_DESIGN_EFFECT });
}
