import { clusterBootstrap, quantile, type Bootstrap } from './cluster-bootstrap.ts';
import { commonBugs, sharedBugs } from './common-bugs.ts';
import type { Estimate } from './estimate.ts';
import { estimateOf, sumByCluster, type Sampling } from './estimates.ts';
import { mcnemar, type McNemar } from './mcnemar.ts';
import { holm } from './multiple-tests.ts';
import { detectableDifference, FILE_DESIGN_EFFECT } from './power-planning.ts';
import { ratio } from './precision-recall.ts';
import { agreementOnBugs } from './run-agreement.ts';
import { levelOf, type Scorecard } from './scorecard.ts';
import { seededEstimates, type SeededEstimates } from './seeded-estimates.ts';
import { signFlipPermutation, type SignFlip } from './sign-flip.ts';

const ALPHA = 0.05;

/** Two detectors on the bugs that both attempted; places are those of the scorecards that were given. */
export interface PairedComparison {
  readonly first: number;
  readonly second: number;
  /** Bugs that both attempted. */
  readonly n: number;
  readonly onlyFirst: number;
  readonly onlySecond: number;
  /** Recall of the first less that of the second; `null` without a common bug. */
  readonly difference: number | null;
  readonly bootstrap: Bootstrap;
  /** Takes bugs for independent. */
  readonly mcnemar: McNemar;
  /** Of the differences by source file: what counts. */
  readonly signFlip: SignFlip;
  /** The sign-flip p after Holm's correction for all pairs. */
  readonly adjusted: number;
  /** `adjusted` is below 0.05. */
  readonly isSeparated: boolean;
}

export interface RunComparison {
  readonly pairs: readonly PairedComparison[];
  /**
   * One a scorecard: in which places it ends in 95 % of the bootstrap's draws, over all bugs of the set: who attempts only what is easy is
   * ranked no higher for it. `null` without two source files.
   */
  readonly ranks: readonly ({ readonly low: number; readonly high: number } | null)[];
  /** Scorecards that no pair separates, best first by recall over all bugs; one may stand in two neighbouring groups. */
  readonly tied: readonly (readonly number[])[];
  /** Smallest difference in recall that so many bugs separate with 80 % power at α = 0.05, given how many bugs one of two detectors alone finds. */
  readonly detectable: number | null;
  /** Krippendorff's alpha over who found what. */
  readonly agreement: Estimate;
  readonly seeding: SeededEstimates;
}

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
    agreement: agreementOnBugs(sharedBugs(scorecards), sampling),
    seeding: seededEstimates(scorecards, sampling),
  };
}

function pairOf(scorecards: readonly Scorecard[], first: number, second: number, sampling: Sampling) {
  const bugs = commonBugs([scorecards[first]!, scorecards[second]!]);
  const clusters = sumByCluster(bugs, ({ cluster, found: [a, b] }) => [cluster, [Number(a) - Number(b), 1]]);
  const key = `difference ${first} ${second}`;
  const estimate = estimateOf(clusters, ([sum, n]) => ratio(sum!, n!), bugs.length, sampling, key);
  const alone = (one: number): number => bugs.filter(({ found }) => found[one]! && !found[1 - one]!).length;
  const [onlyFirst, onlySecond] = [alone(0), alone(1)];
  return {
    n: bugs.length,
    onlyFirst,
    onlySecond,
    difference: estimate.value,
    bootstrap: estimate.bootstrap,
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
