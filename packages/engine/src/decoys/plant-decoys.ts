import { groupBy, randomStream, type RandomStream } from '@bebug/core';
import { hunkCount } from '../changed-lines.ts';
import type { Prover } from '../mutants.ts';
import { beforeTextOf, changeOf, decoyEdits, type PlannedTask } from '../planned-task.ts';
import { Tally } from '../tally.ts';
import type { Replayer } from '../verify-set.ts';
import { DecoyCheck, type CheckedDecoy } from './check-decoy.ts';
import { isClear, isClearOfBug, newNames } from './clearance.ts';
import { doBugsHold, withToolsAgain } from './hold.ts';
import { sitesOf, type DecoySite } from './sites.ts';

export interface DecoyOptions {
  readonly seed: number;
  /** So many in every task; below 1: that share of the tasks has one. */
  readonly decoys: number;
  /** A task is a file, or a change of one: then some decoys stand in the file before the change, and are taken away by it. */
  readonly as: 'file' | 'diff';
  readonly replayer: Replayer;
  readonly signal?: AbortSignal | undefined;
}

/** Places that are tried for one decoy before a task goes without. */
const TRIES = 4;

/**
 * Plant decoys in tasks with bugs and in controls. A control gets decoys until it differs in as many places (hunks of a diff) as
 * some task with bugs does, so that their number says nothing. The result does not depend on the order in which checks end.
 */
export async function plantDecoys(
  tasks: readonly PlannedTask[],
  prover: Prover,
  options: DecoyOptions,
): Promise<{ tasks: PlannedTask[]; refused: Readonly<Record<string, number>> }> {
  const planter = new Planter(prover, options);
  const controls = tasks.filter(({ bugs }) => bugs.length === 0);
  const withBugs = await Promise.all(
    tasks.filter(({ bugs }) => bugs.length > 0).map((task) => planter.plant(task, null)),
  );
  const places = withBugs.filter(({ decoys, before }) => decoys.length + before.length > 0).map(placesOf);
  const planted = await Promise.all(
    controls.map((task) => {
      const random = randomStream(options.seed, 'decoy places', task.id);
      return planter.plant(task, places.length === 0 ? null : random.pick(places));
    }),
  );
  return { tasks: [...withBugs, ...planted], refused: planter.tally.reasons };
}

function placesOf(task: PlannedTask): number {
  return hunkCount(beforeTextOf(task), changeOf(task));
}

class Planter {
  readonly tally = new Tally();
  readonly #check: DecoyCheck;
  readonly #options: DecoyOptions;

  constructor(prover: Prover, options: DecoyOptions) {
    this.#check = new DecoyCheck(prover);
    this.#options = options;
  }

  /** Until the task has as many decoys as were asked for or, where `places` says so, differs in as many places. */
  async plant(task: PlannedTask, places: number | null): Promise<PlannedTask> {
    const { seed, decoys, signal } = this.#options;
    const random = randomStream(seed, 'decoys', task.id);
    const isChosen = decoys >= 1 || random.integer(1, 1_000_000) <= decoys * 1_000_000;
    if (!isChosen || decoys === 0) return task;
    const wanted = Math.max(1, decoys);
    let planted = task;
    let tries = TRIES * Math.max(wanted, places ?? 0);
    for (const site of inTurns(task, random)) {
      const isDone =
        places === null
          ? planted.decoys.length + planted.before.length === wanted
          : placesOf(planted) >= places;
      if (isDone || tries === 0) break;
      signal?.throwIfAborted();
      const larger = this.#with(planted, { ...site, keepsForm: false, evidence: NOTHING_YET }, random);
      if (larger === null || (places !== null && placesOf(larger) > places)) continue;
      tries--;
      const refused = await this.#whyRefused(larger, site);
      if (typeof refused === 'string') this.tally.drop(refused);
      else planted = refused;
    }
    return withToolsAgain(planted);
  }

  /** The task with one more decoy, in the file or before the change; `null` where it comes too near to something. */
  #with(task: PlannedTask, decoy: CheckedDecoy, random: RandomStream): PlannedTask | null {
    const isBefore = this.#options.as === 'diff' && random.integer(0, 1) === 1;
    const text = task.project.text(task.file);
    const there = decoyEdits({ decoys: [...task.decoys, ...task.before] });
    if (!task.bugs.every((bug) => isClearOfBug(text, decoy.edits, bug))) return null;
    if (!isClear(text, decoy.edits, there)) return null;
    const names = newNames(text, decoy.edits);
    if ([...newNames(text, there)].some((name) => names.has(name))) return null;
    return isBefore
      ? { ...task, before: [...task.before, decoy] }
      : { ...task, decoys: [...task.decoys, decoy] };
  }

  /** The task, with what the ladder said of its last decoy; or why that cannot be: it shows, the tools see them together, or a bug no longer shows. */
  async #whyRefused(task: PlannedTask, site: DecoySite): Promise<string | PlannedTask> {
    const { project, file } = task;
    const verdict = await this.#check.check(project, file, site);
    if ('refused' in verdict) return verdict.refused;
    for (const decoys of [task.decoys, task.before]) {
      const seen = decoys.length > 1 ? this.#check.screen(project, file, decoyEdits({ decoys })) : null;
      if (seen !== null) return seen;
    }
    if (!(await doBugsHold(task, this.#options.replayer))) return 'prove: a bug shows no longer beside it';
    const checked = (decoys: readonly CheckedDecoy[]): CheckedDecoy[] =>
      decoys.map((one) => (one.edits === site.edits ? verdict.decoy : one));
    return { ...task, decoys: checked(task.decoys), before: checked(task.before) };
  }
}

const NOTHING_YET: CheckedDecoy['evidence'] = { executions: 0, schedules: 0 };

/** Kinds of decoys take turns, in an order that the seed fixes, so that what is frequent does not crowd out the rest. */
function inTurns({ project, file }: PlannedTask, random: RandomStream): DecoySite[] {
  const groups = [...groupBy(sitesOf(project, file), ({ decoy }) => decoy.id).values()];
  const dealt = random
    .shuffle(groups)
    .flatMap((group) => random.shuffle(group).map((site, turn) => ({ site, turn })));
  return dealt.sort((a, b) => a.turn - b.turn).map(({ site }) => site);
}
