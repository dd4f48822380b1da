import { compareText, randomStream } from '@bebug/core';
import { z } from 'zod';
import type { PlacedBug } from './accepted-regions.ts';
import { bootstrapSchema, clusterBootstrap, intervalSchema, quantile } from './cluster-bootstrap.ts';
import { sumByCluster } from './estimates.ts';
import { differenceByCluster } from './difference-interval.ts';
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

export type ChanceTask = PlacedTask & { readonly id: string };

export interface ChanceOptions {
  readonly options?: Partial<MatchOptions>;
  readonly seed: number;
  /** Draws of the bootstrap of the lift. */
  readonly draws: number;
  /** Random placements; by default as many as draws. */
  readonly placements?: number;
}

export interface ChanceInput extends ChanceOptions {
  readonly tasks: readonly ChanceTask[];
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
 * the same way, `placements` times: what a detector would score that looks at nothing. "Flag every line" has no lift over it.
 */
export function chanceBaseline({ tasks, ...options }: ChanceInput): ChanceBaseline {
  const tally = new ChanceTally(options);
  for (const task of tasks) tally.add(task);
  return tally.finish();
}

/** Bug → for every placement, whether it was hit. */
type Hits = Map<string, Uint8Array>;

/** `chanceBaseline` task by task, in any order. A bug of a task that was never added is hit by nothing. */
export class ChanceTally {
  readonly #settings: MatchOptions;
  readonly #options: ChanceOptions;
  readonly #placements: number;
  readonly #hits: Readonly<Record<PlacementRule, Hits>> = { scatter: new Map(), shift: new Map() };
  readonly #never: Uint8Array;

  constructor(options: ChanceOptions) {
    this.#options = options;
    this.#settings = { ...MATCH_DEFAULTS, ...options.options };
    this.#placements = options.placements ?? options.draws;
    this.#never = new Uint8Array(this.#placements);
  }

  add({ id, ...task }: ChanceTask): void {
    if (task.findings.length === 0) return;
    // Which of two bugs a finding claims first depends on their order.
    const placed = { ...task, bugs: byId(task.bugs) };
    for (const rule of PLACEMENTS) {
      const random = randomStream(this.#options.seed, 'chance', rule, this.#settings.strictness, id);
      const draw = randomPlacement(placed, rule, this.#settings);
      const ofBugs = placed.bugs.map(() => new Uint8Array(this.#placements));
      for (let index = 0; index < this.#placements; index++) {
        for (const [bug, isHit] of draw(random).entries()) ofBugs[bug]![index] = Number(isHit);
      }
      for (const [bug, hits] of ofBugs.entries()) this.#hits[rule].set(placed.bugs[bug]!.id, hits);
    }
  }

  finish(): ChanceBaseline {
    const total = (rule: PlacementRule): number =>
      [...this.#hits[rule].values()].reduce((sum, ofBug) => sum + countOnes(ofBug), 0);
    const placement = total('shift') > total('scatter') ? 'shift' : 'scatter';
    return {
      placement,
      of: (bugs, found, clusterOf, key) => this.#chanceOf(placement, bugs, found, clusterOf, key),
    };
  }

  #chanceOf(
    placement: PlacementRule,
    bugs: readonly string[],
    found: ReadonlySet<string>,
    clusterOf: (bug: string) => string,
    key: string,
  ): Chance {
    const { seed, draws } = this.#options;
    const hitsOf = (rule: PlacementRule, bug: string): Uint8Array => this.#hits[rule].get(bug) ?? this.#never;
    const summaryOf = (rule: PlacementRule): ReturnType<typeof summarise> =>
      summarise(
        bugs.map((bug) => hitsOf(rule, bug)),
        this.#placements,
      );
    const summary = { scatter: summaryOf('scatter'), shift: summaryOf('shift') };
    const chosen = summary[placement];
    const clusters = sumByCluster(bugs.toSorted(compareText), (bug) => {
      const byChance = countOnes(hitsOf(placement, bug)) / this.#placements;
      return [clusterOf(bug), [Number(found.has(bug)) - byChance, 1, Number(found.has(bug)), byChance]];
    });
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
        byCluster: differenceByCluster({ part: 2, whole: 1 }, { part: 3, whole: 1, isMean: true }),
      }),
      p: chosen ? (1 + asGood) / (1 + this.#placements) : null,
      scatter: withoutCounts(summary.scatter),
      shift: withoutCounts(summary.shift),
      method: 'permutation',
      seed,
      draws: this.#placements,
      n: bugs.length,
    };
  }
}

/** Over the placements, of how many bugs were hit; `null` without a bug. */
function summarise(
  hits: readonly Uint8Array[],
  draws: number,
): { recall: number; interval: { low: number; high: number }; counts: number[] } | null {
  if (hits.length === 0) return null;
  const counts: number[] = new Array<number>(draws).fill(0);
  for (const ofBug of hits) {
    for (let index = 0; index < draws; index++) counts[index]! += ofBug[index]!;
  }
  const sorted = counts.toSorted((a, b) => a - b);
  const recall = counts.reduce((sum, count) => sum + count, 0) / draws / hits.length;
  return {
    recall,
    interval: { low: quantile(sorted, 0.025) / hits.length, high: quantile(sorted, 0.975) / hits.length },
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
