import { compareText, randomStream } from '@bebug/core';
import { z } from 'zod';
import type { PlacedBug } from './accepted-regions.ts';
import { bootstrapSchema, clusterBootstrap, intervalSchema, quantile } from './cluster-bootstrap.ts';
import { ratio } from './precision-recall.ts';
import { PLACEMENTS, randomPlacement, type PlacedTask, type PlacementRule } from './random-placement.ts';
import { MATCH_DEFAULTS, type MatchOptions } from './strictness.ts';

const placementSchema = z.strictObject({
  /** Mean recall of the random placements. */
  recall: z.number(),
  /** The middle 95 % of the random placements. */
  interval: intervalSchema,
});

/** Recall that placing the same findings at random would have had, and what the detector's is above it. */
export const chanceSchema = z.strictObject({
  /** The harder of the two ways of placing; it is the one that counts. */
  placement: z.enum(PLACEMENTS),
  recall: z.number().nullable(),
  interval: intervalSchema.nullable(),
  /** Recall − chance. */
  lift: z.number().nullable(),
  liftBootstrap: bootstrapSchema,
  /** Share of random placements that did at least as well as the detector, (1 + those) / (1 + draws). */
  p: z.number().nullable(),
  scatter: placementSchema.nullable(),
  shift: placementSchema.nullable(),
  method: z.literal('permutation'),
  seed: z.int(),
  draws: z.int().positive(),
  n: z.int().nonnegative(),
});
export type Chance = z.infer<typeof chanceSchema>;

export interface ChanceInput {
  readonly tasks: readonly (PlacedTask & { readonly id: string })[];
  readonly options?: Partial<MatchOptions>;
  readonly seed: number;
  readonly draws: number;
}

/** Random placements of one run: ask it for the bugs of interest. */
export interface ChanceBaseline {
  readonly placement: PlacementRule;
  /** Chance for these bugs (ids), beside which of them were really found; `clusterOf` names the source file of a bug. */
  of(
    bugs: readonly string[],
    found: ReadonlySet<string>,
    clusterOf: (bug: string) => string,
    key: string,
  ): Chance;
}

/**
 * The same number of findings, of the same lengths, placed at random on the executable lines of each task and matched in
 * the same way, `draws` times: what a detector would score that looks at nothing. "Flag every line" has no lift over it.
 */
export function chanceBaseline(input: ChanceInput): ChanceBaseline {
  const { options, seed, draws } = input;
  // Which of two bugs a finding claims first depends on their order.
  const tasks = input.tasks.map((task) => ({ ...task, bugs: byId(task.bugs) }));
  const settings = { ...MATCH_DEFAULTS, ...options };
  const hits = {
    scatter: drawHits(tasks, 'scatter', settings, seed, draws),
    shift: drawHits(tasks, 'shift', settings, seed, draws),
  };
  const total = (rule: PlacementRule): number =>
    [...hits[rule].values()].reduce((sum, ofBug) => sum + countOnes(ofBug), 0);
  const placement = total('shift') > total('scatter') ? 'shift' : 'scatter';
  return {
    placement,
    of: (bugs, found, clusterOf, key) => {
      const summary = {
        scatter: summarise(bugs, hits.scatter, draws),
        shift: summarise(bugs, hits.shift, draws),
      };
      const chosen = summary[placement];
      const clusters = new Map<string, number[]>();
      for (const bug of bugs.toSorted(compareText)) {
        const totals = clusters.get(clusterOf(bug)) ?? [0, 0];
        totals[0]! += Number(found.has(bug)) - countOnes(hits[placement].get(bug)!) / draws;
        totals[1]! += 1;
        clusters.set(clusterOf(bug), totals);
      }
      const statistic = ([above, count]: readonly number[]): number | null => ratio(above!, count!);
      const real = bugs.filter((bug) => found.has(bug)).length;
      const asGood = chosen?.counts.filter((count) => count >= real).length ?? 0;
      return {
        placement,
        recall: chosen?.recall ?? null,
        interval: chosen?.interval ?? null,
        lift: chosen ? real / bugs.length - chosen.recall : null,
        liftBootstrap: clusterBootstrap({
          clusters,
          statistic,
          n: bugs.length,
          seed,
          draws,
          key: `lift ${key}`,
        }),
        p: chosen ? (1 + asGood) / (1 + draws) : null,
        scatter: withoutCounts(summary.scatter),
        shift: withoutCounts(summary.shift),
        method: 'permutation',
        seed,
        draws,
        n: bugs.length,
      };
    },
  };
}

/** Bug → for every draw, whether it was hit. */
function drawHits(
  tasks: ChanceInput['tasks'],
  rule: PlacementRule,
  options: MatchOptions,
  seed: number,
  draws: number,
): Map<string, Uint8Array> {
  const hits = new Map<string, Uint8Array>();
  for (const task of tasks) {
    const random = randomStream(seed, 'chance', rule, options.strictness, task.id);
    const draw = randomPlacement(task, rule, options);
    const ofBugs = task.bugs.map(() => new Uint8Array(draws));
    for (let index = 0; index < draws; index++) {
      for (const [bug, isHit] of draw(random).entries()) ofBugs[bug]![index] = Number(isHit);
    }
    for (const [bug, { id }] of task.bugs.entries()) hits.set(id, ofBugs[bug]!);
  }
  return hits;
}

function summarise(
  bugs: readonly string[],
  hits: ReadonlyMap<string, Uint8Array>,
  draws: number,
): { recall: number; interval: { low: number; high: number }; counts: number[] } | null {
  if (bugs.length === 0) return null;
  const counts: number[] = new Array<number>(draws).fill(0);
  for (const bug of bugs) {
    const ofBug = hits.get(bug)!;
    for (let index = 0; index < draws; index++) counts[index]! += ofBug[index]!;
  }
  const sorted = counts.toSorted((a, b) => a - b);
  const recall = counts.reduce((sum, count) => sum + count, 0) / draws / bugs.length;
  return {
    recall,
    interval: { low: quantile(sorted, 0.025) / bugs.length, high: quantile(sorted, 0.975) / bugs.length },
    counts,
  };
}

function withoutCounts(summary: ReturnType<typeof summarise>): Chance['scatter'] {
  return summary && { recall: summary.recall, interval: summary.interval };
}

function byId(bugs: readonly PlacedBug[]): PlacedBug[] {
  return bugs.toSorted((a, b) => compareText(a.id, b.id));
}

function countOnes(hits: Uint8Array): number {
  let sum = 0;
  for (const hit of hits) sum += hit;
  return sum;
}
