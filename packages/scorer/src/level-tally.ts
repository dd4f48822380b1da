import { compareText, FAMILIES, groupBy, TIERS, type Finding } from '@bebug/core';
import { ChanceTally, type ChanceBaseline, type SlottedTask } from './chance-baseline.ts';
import { estimateOf, proportionOf, sumByCluster, toInterval, type Sampling } from './estimates.ts';
import { shareByCluster } from './clustered-wilson.ts';
import type { KnownPlace } from './known-place.ts';
import { matchFindings } from './match-findings.ts';
import { precisionRecall, ratio, type Counts, type PrecisionRecall } from './precision-recall.ts';
import { wilson } from './proportions.ts';
import type { Estimate } from './estimate.ts';
import { macroRecall } from './macro-recall.ts';
import type { Level, Slice } from './scorecard.ts';
import type { ScoredBug } from './scored-bug.ts';
import type { MatchOptions } from './strictness.ts';
import type { Verdict } from './verdict.ts';

export interface LevelInput {
  readonly options: MatchOptions & Sampling;
  /** Random placements of the chance baseline. */
  readonly placements: number;
  /** All of the set. */
  readonly bugs: readonly ScoredBug[];
  readonly isAttempted: (task: string) => boolean;
  /** Source file of a task, for the intervals. */
  readonly clusterOf: (task: string) => string;
  /** Without controls precision would flatter. */
  readonly isPrecisionShown: boolean;
}

/** Some tasks, with all that was reported on them. */
export interface LevelBatch {
  /** With its place in the run, and what makes it invalid. */
  readonly findings: readonly {
    readonly finding: Finding;
    readonly index: number;
    readonly invalid: Verdict | null;
  }[];
  /** Of these tasks. */
  readonly bugs: readonly ScoredBug[];
  readonly known: readonly KnownPlace[];
  /** Those that were attempted and have bugs. */
  readonly placedTasks: readonly SlottedTask[];
}

/** Everything that is counted at one strictness, task by task: what was reported is forgotten when it is judged. */
export class LevelTally {
  readonly #input: LevelInput;
  readonly #chance: ChanceTally;
  readonly #counts = new Map<Verdict['verdict'], number>();
  readonly #falseAlarms = new Map<string, number>();
  readonly #found = new Map<string, number>();
  #open = 0;

  constructor(input: LevelInput) {
    const { options, placements } = input;
    this.#input = input;
    this.#chance = new ChanceTally({ options, ...options, placements });
  }

  /** Bug → place in the run of the finding that found it. */
  get found(): ReadonlyMap<string, number> {
    return this.#found;
  }

  /** Task → false alarms on it, where there are any. */
  get falseAlarms(): ReadonlyMap<string, number> {
    return this.#falseAlarms;
  }

  /** The verdict on each finding of the batch. */
  add(batch: LevelBatch): readonly Verdict[] {
    const { findings, bugs, known } = batch;
    const valid = findings.flatMap((one, at) => (one.invalid ? [] : [{ ...one, at }]));
    const match = matchFindings({
      findings: valid.map(({ finding }) => finding),
      bugs,
      known,
      options: this.#input.options,
    });
    const verdicts = findings.map(({ invalid }) => invalid!);
    for (const [place, verdict] of match.verdicts.entries()) verdicts[valid[place]!.at] = verdict;
    for (const [bug, place] of match.found) this.#found.set(bug, valid[place]!.index);
    for (const [at, { verdict, isFalseAlarm, isOpen }] of verdicts.entries()) {
      this.#open += Number(isOpen);
      this.#counts.set(verdict, this.#count(verdict) + 1);
      const { task } = findings[at]!.finding;
      if (isFalseAlarm) this.#falseAlarms.set(task, (this.#falseAlarms.get(task) ?? 0) + 1);
    }
    for (const task of batch.placedTasks) this.#chance.add(task);
    return verdicts;
  }

  #count(verdict: Verdict['verdict']): number {
    return this.#counts.get(verdict) ?? 0;
  }

  finish(): Level {
    const { bugs, clusterOf, options, isAttempted, isPrecisionShown } = this.#input;
    const found = this.#found;
    const attempted = bugs.filter(({ task }) => isAttempted(task));
    const slice = sliceMaker(this.#input, found, this.#chance.finish());
    const groups = (names: readonly string[], nameOf: (bug: ScoredBug) => string): Slice[] => {
      const byName = groupBy(bugs, nameOf);
      return names.filter((name) => byName.has(name)).map((name) => slice(name, byName.get(name)!));
    };
    const clusters = sumByCluster(
      [
        ...attempted.map(({ id, task }) => [task, found.has(id) ? [1, 0, 0] : [0, 0, 1]] as const),
        ...[...this.#falseAlarms].map(([task, count]) => [task, [0, count, 0]] as const),
      ],
      ([task, numbers]) => [clusterOf(task), numbers],
    );
    const falseAlarms = [...this.#falseAlarms.values()].reduce((sum, count) => sum + count, 0);
    const estimate = (name: keyof PrecisionRecall, n: number): Estimate => {
      const statistic = ([tp, fp, fn]: readonly number[]): number | null =>
        isPrecisionShown ? precisionRecall({ tp, fp, fn } as Counts)[name] : null;
      return estimateOf(
        clusters,
        statistic,
        n,
        options,
        `${options.strictness} ${name}`,
        shareByCluster(([tp, fp, fn]) => UNITS[name]({ tp, fp, fn } as Counts)),
      );
    };
    const macro = (name: string, groupOf: (bug: ScoredBug) => string): Estimate =>
      macroRecall(
        attempted.map((bug) => ({
          cluster: clusterOf(bug.task),
          group: groupOf(bug),
          isFound: found.has(bug.id),
        })),
        options,
        `${options.strictness} ${name}`,
      );
    const open = this.#open;
    const shown = (value: number | null): number | null => (isPrecisionShown ? value : null);

    return {
      strictness: options.strictness,
      overall: slice('overall', bugs),
      recallOverAll: proportionOf(
        bugs.map(({ id, task }) => ({ cluster: clusterOf(task), success: found.has(id) })),
        options,
        `${options.strictness} recall over all`,
      ),
      findings: {
        total: [...this.#counts.values()].reduce((sum, count) => sum + count, 0),
        matched: this.#count('match'),
        duplicates: this.#count('duplicate'),
        known: this.#count('known'),
        valid: this.#count('valid'),
        falsePositives: this.#count('false-positive'),
        invalid: this.#count('invalid'),
        falseAlarms,
      },
      macroRecall: {
        tiers: macro('tiers', ({ tier }) => tier),
        families: macro('families', ({ family }) => family),
        operators: macro('operators', ({ operator }) => operator),
      },
      precision: {
        ...estimate('precision', found.size + falseAlarms),
        successes: found.size,
        n: found.size + falseAlarms,
        wilson: isPrecisionShown ? toInterval(wilson(found.size, found.size + falseAlarms)) : null,
      },
      precisionBounds: {
        low: shown(ratio(found.size, found.size + falseAlarms)),
        high: shown(ratio(found.size + open, found.size + falseAlarms)),
        open,
      },
      f1: estimate('f1', attempted.length + falseAlarms),
      f05: estimate('f05', attempted.length + falseAlarms),
      tiers: groups(TIERS, (bug) => bug.tier),
      families: groups(FAMILIES, (bug) => bug.family),
      cwes: groups(
        [...new Set(bugs.flatMap(({ cwe }) => (cwe === null ? [] : [cwe])))]
          .sort((a, b) => a - b)
          .map(cweName),
        ({ cwe }) => (cwe === null ? '' : cweName(cwe)),
      ),
      operators: groups(
        [...new Set(bugs.map((bug) => bug.operator))].sort(compareText),
        (bug) => bug.operator,
      ),
    };
  }
}

/** How many units a figure counts, with the weights of its own. */
const UNITS: Readonly<Record<keyof PrecisionRecall, (counts: Counts) => number>> = {
  precision: ({ tp, fp }) => tp + fp,
  recall: ({ tp, fn }) => tp + fn,
  f1: ({ tp, fp, fn }) => tp + fp + fn,
  f05: ({ tp, fp, fn }) => tp + fp + fn / 4,
};

function cweName(cwe: number): string {
  return `CWE-${cwe}`;
}

function sliceMaker(
  { options, isAttempted, clusterOf, bugs: allBugs }: LevelInput,
  found: ReadonlyMap<string, number>,
  chance: ChanceBaseline,
): (name: string, bugs: readonly ScoredBug[]) => Slice {
  const foundIds = new Set(found.keys());
  const clusterOfBug = new Map(allBugs.map(({ id, task }) => [id, clusterOf(task)]));
  return (name, bugs) => {
    const attempted = bugs.filter(({ task }) => isAttempted(task));
    const ids = attempted.map(({ id }) => id);
    const units = attempted.map(({ id, task }) => ({ cluster: clusterOf(task), success: foundIds.has(id) }));
    const key = `${options.strictness} ${name}`;
    return {
      name,
      bugs: bugs.length,
      attempted: attempted.length,
      found: units.filter(({ success }) => success).length,
      recall: proportionOf(units, options, `recall ${key}`),
      chance: chance.of(ids, foundIds, (bug) => clusterOfBug.get(bug)!, key),
    };
  };
}
