import { z } from 'zod';
import { commonBugs } from './common-bugs.ts';
import { chao, chaoBound, chapman, chapmanInterval } from './error-seeding.ts';
import { estimateSchema } from './estimate.ts';
import { estimateOf, sumByCluster, type Sampling } from './estimates.ts';
import { sumOf, type ByCluster } from './by-cluster.ts';
import { designEffect } from './share-residuals.ts';
import type { Scorecard } from './scorecard.ts';

/**
 * How many bugs there seem to be from who found which, where the true number is known: what such an estimate misses here, it misses on
 * code whose bugs nobody knows. Only bugs that all attempted.
 */
export const seededEstimatesSchema = z.strictObject({
  /** The true number. */
  planted: z.int().nonnegative(),
  /** Chao's lower bound from all runs, and how many bugs there are at least: a bound has no upper end, so that no interval is shown. */
  chao: estimateSchema.extend({
    /** 95 %, one-sided; `null` without a common bug. */
    atLeast: z.int().nonnegative().nullable(),
  }),
  /** Chapman's estimate from each pair, by places of the scorecards. */
  chapman: z.array(
    z.strictObject({
      first: z.int().nonnegative(),
      second: z.int().nonnegative(),
      estimate: estimateSchema,
    }),
  ),
});
export type SeededEstimates = z.infer<typeof seededEstimatesSchema>;

export function seededEstimates(scorecards: readonly Scorecard[], sampling: Sampling): SeededEstimates {
  const bugs = commonBugs(scorecards);
  // How many bugs were found by 1, 2, … runs.
  const frequencies = sumByCluster(bugs, ({ cluster, found }) => {
    const times = found.filter(Boolean).length;
    return [cluster, found.map((_, index) => Number(times === index + 1))];
  });
  const pairs = scorecards.flatMap((_, first) =>
    scorecards.slice(first + 1).map((_other, offset) => ({ first, second: first + 1 + offset })),
  );
  return {
    planted: bugs.length,
    chao: {
      ...estimateOf(
        frequencies,
        (counts) => chao(timesFound(counts)),
        bugs.length,
        sampling,
        'Chao',
        () => ({ refused: 'a lower bound has no interval' }),
      ),
      atLeast: bugs.length === 0 ? null : chaoByCluster([...frequencies.values()], scorecards.length),
    },
    chapman: pairs.map(({ first, second }) => {
      const clusters = sumByCluster(bugs, ({ cluster, found }) => [
        cluster,
        [Number(found[first]), Number(found[second]), Number(found[first]! && found[second]!)],
      ]);
      return {
        first,
        second,
        estimate: estimateOf(
          clusters,
          ([n1, n2, m]) => chapman(n1!, n2!, m!).estimate,
          bugs.length,
          sampling,
          `Chapman ${first} ${second}`,
          ofPair,
        ),
      };
    }),
  };
}

/** `rows[file]`: how many of its bugs were found by 1, 2, … runs. How much alike they are is told from how many only one run found. */
export function chaoByCluster(rows: readonly (readonly number[])[], runs: number): number {
  const found = rows.map((row) => [row[0]!, row.reduce((sum, count) => sum + count, 0)]);
  return chaoBound(timesFound(sumOf(rows)), runs, designEffect(found, { part: 0, whole: 1 }));
}

function timesFound(counts: readonly number[]): number[] {
  return counts.flatMap((count, index) => Array.from({ length: count }, () => index + 1));
}

/** Bugs of a file are alike: how much so is told from how many that one detector found the other found, too. */
const ofPair: ByCluster = ({ rows }) => {
  const [n1, n2, m] = sumOf(rows) as [number, number, number];
  const effects = [0, 1].map((whole) => designEffect(rows, { part: 2, whole }));
  const effect = (effects[0]! + effects[1]!) / 2;
  return { ...chapmanInterval(n1, n2, m, effect), method: 'transformed logit' };
};
