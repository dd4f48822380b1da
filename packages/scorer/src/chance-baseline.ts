import { compareText, randomStream } from '@bebug/core';
import { z } from 'zod';
import type { PlacedBug } from './accepted-regions.ts';
import { bootstrapSchema, clusterBootstrap, intervalSchema, quantile } from './cluster-bootstrap.ts';
import { sumByCluster } from './estimates.ts';
import { differenceByCluster } from './difference-interval.ts';
import { HitTable } from './hit-table.ts';
import { LineSlots, type PlacedFile } from './line-slots.ts';
import type { Lines } from './lines.ts';
import { ratio } from './precision-recall.ts';
import { FREE, PLACEMENTS, randomPlacement, type PlacementRule } from './random-placement.ts';
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

/** A task with what one detector reported in its files under review. */
export interface ChanceTask {
  readonly id: string;
  readonly files: readonly PlacedFile[];
  readonly findings: readonly (Lines & { readonly file: string })[];
  readonly bugs: readonly PlacedBug[];
}

/** A task that is ready for random placements at every strictness. */
export interface SlottedTask {
  readonly id: string;
  readonly findings: ChanceTask['findings'];
  /** Ascending ids: which of two bugs a finding claims first depends on their order. */
  readonly bugs: readonly string[];
  readonly slots: LineSlots;
}

export function slottedTask(
  { id, files, findings, bugs }: ChanceTask,
  options: Pick<MatchOptions, 'k' | 'maxSpan'>,
): SlottedTask {
  const ordered = bugs.toSorted((a, b) => compareText(a.id, b.id));
  return {
    ...{ id, findings },
    bugs: ordered.map((bug) => bug.id),
    slots: new LineSlots(files, ordered, options),
  };
}

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
  const settings = { ...MATCH_DEFAULTS, ...options.options };
  for (const task of tasks) tally.add(slottedTask(task, settings));
  return tally.finish();
}

/** `chanceBaseline` task by task, in any order. A bug of a task that was never added is hit by nothing. */
export class ChanceTally {
  readonly #settings: MatchOptions;
  readonly #options: ChanceOptions;
  readonly #placements: number;
  readonly #hits: Readonly<Record<PlacementRule, HitTable>>;
  /** Bug → its row in both. */
  readonly #rows = new Map<string, number>();

  constructor(options: ChanceOptions) {
    this.#options = options;
    this.#settings = { ...MATCH_DEFAULTS, ...options.options };
    this.#placements = options.placements ?? options.draws;
    this.#hits = { scatter: new HitTable(this.#placements), shift: new HitTable(this.#placements) };
  }

  add({ id, findings, bugs, slots }: SlottedTask): void {
    if (findings.length === 0) return;
    const { strictness, maxSpan } = this.#settings;
    const claims = slots.claims(strictness);
    const placed = { slots, findings, bugs: bugs.length };
    for (const rule of PLACEMENTS) {
      const random = randomStream(this.#options.seed, 'chance', rule, strictness, id);
      const draw = randomPlacement(placed, rule, claims, maxSpan);
      const first = this.#hits[rule].add(bugs.length);
      for (const [at, bug] of bugs.entries()) this.#rows.set(bug, first + at);
      for (let index = 0; index < this.#placements; index++) {
        const owner = draw(random);
        for (let at = 0; at < owner.length; at++)
          if (owner[at] !== FREE) this.#hits[rule].mark(first + at, index);
      }
    }
  }

  finish(): ChanceBaseline {
    const total = (rule: PlacementRule): number => this.#hits[rule].hits;
    const placement = total('shift') > total('scatter') ? 'shift' : 'scatter';
    return {
      placement,
      of: (bugs, found, clusterOf, key) => this.#chanceOf(placement, bugs, found, clusterOf, key),
    };
  }

  /** Share of the placements that hit a bug. */
  #shareHit(placement: PlacementRule, bug: string): number {
    const row = this.#rows.get(bug);
    return row === undefined ? 0 : this.#hits[placement].hitsOf(row) / this.#placements;
  }

  #chanceOf(
    placement: PlacementRule,
    bugs: readonly string[],
    found: ReadonlySet<string>,
    clusterOf: (bug: string) => string,
    key: string,
  ): Chance {
    const { seed, draws } = this.#options;
    const rows = bugs.flatMap((bug) => this.#rows.get(bug) ?? []);
    const summaryOf = (rule: PlacementRule): ReturnType<typeof summarise> | null =>
      bugs.length === 0 ? null : summarise(this.#hits[rule].countsOf(rows), bugs.length);
    const summary = { scatter: summaryOf('scatter'), shift: summaryOf('shift') };
    const chosen = summary[placement];
    // In an order of their own, in which a tally has them anyway: a sum's last digit must not depend on it.
    const ordered = bugs.toSorted((a, b) => compareText(clusterOf(a), clusterOf(b)) || compareText(a, b));
    const clusters = sumByCluster(ordered, (bug) => {
      const byChance = this.#shareHit(placement, bug);
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

/** Of how many bugs were hit in each placement. */
function summarise(
  counts: readonly number[],
  bugs: number,
): { recall: number; interval: { low: number; high: number }; counts: readonly number[] } {
  const sorted = counts.toSorted((a, b) => a - b);
  const recall = counts.reduce((sum, count) => sum + count, 0) / counts.length / bugs;
  return {
    recall,
    interval: { low: quantile(sorted, 0.025) / bugs, high: quantile(sorted, 0.975) / bugs },
    counts,
  };
}

function withoutCounts(summary: ReturnType<typeof summarise> | null): Chance['scatter'] {
  return summary && { recall: summary.recall, interval: summary.interval };
}
