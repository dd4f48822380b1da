import { applyEdits, groupBy, randomStream } from '@bebug/core';
import { checkTypes } from '../screen/mutated-program.ts';
import type { ProvedMutant } from '../5-examine.ts';
import type { Prover } from '../mutants.ts';
import { cleanTextOf, decoyEdits, taskTextOf, type PlannedTask } from '../planned-task.ts';
import { callerOf, subjectTexts } from '../subject-texts.ts';
import { Tally } from '../tally.ts';
import type { Replayer } from '../verify-set.ts';
import { DecoyCheck, type CheckedDecoy } from './check-decoy.ts';
import { isClear, isClearOfBug, newNames } from './clearance.ts';
import { sitesOf, type DecoySite } from './sites.ts';

export interface DecoyOptions {
  readonly seed: number;
  /** So many in every task; below 1: that share of the tasks has one. */
  readonly decoys: number;
  readonly replayer: Replayer;
  readonly signal?: AbortSignal | undefined;
}

/** Places that are tried for one decoy before a task goes without. */
const TRIES = 4;

/**
 * Plant decoys in tasks with bugs and in controls. A control gets as many more as a task of the set has bugs, so that the number
 * of places that differ from upstream says nothing. The result does not depend on the order in which checks end.
 */
export async function plantDecoys(
  tasks: readonly PlannedTask[],
  prover: Prover,
  options: DecoyOptions,
): Promise<{ tasks: PlannedTask[]; refused: Readonly<Record<string, number>> }> {
  const check = new DecoyCheck(prover);
  const tally = new Tally();
  const bugNumbers = tasks.flatMap(({ bugs }) => (bugs.length > 0 ? [bugs.length] : []));
  const planted = await Promise.all(
    tasks.map(async (task) => {
      const random = randomStream(options.seed, 'decoys', task.id);
      const { decoys } = options;
      const isChosen = decoys >= 1 || random.integer(1, 1_000_000) <= decoys * 1_000_000;
      const extra = task.bugs.length === 0 && bugNumbers.length > 0 ? random.pick(bugNumbers) : 0;
      const wanted = isChosen ? Math.max(1, decoys) + extra : 0;
      return plantTask(task, wanted, check, tally, options);
    }),
  );
  return { tasks: planted, refused: tally.reasons };
}

async function plantTask(
  task: PlannedTask,
  wanted: number,
  check: DecoyCheck,
  tally: Tally,
  options: DecoyOptions,
): Promise<PlannedTask> {
  const { project, file, bugs } = task;
  const text = project.text(file);
  const sites = wanted === 0 ? [] : inTurns(task, options.seed);
  let planted: PlannedTask = task;
  let tries = TRIES * wanted;
  for (const site of sites) {
    if (planted.decoys.length === wanted || tries === 0) break;
    options.signal?.throwIfAborted();
    if (!bugs.every((bug) => isClearOfBug(text, site.edits, bug))) continue;
    if (!isClear(text, site.edits, decoyEdits(planted))) continue;
    const names = newNames(text, site.edits);
    if ([...newNames(text, decoyEdits(planted))].some((name) => names.has(name))) continue;
    tries--;
    const verdict = await check.check(project, file, site);
    const refused =
      'refused' in verdict ? verdict.refused : await whyNotWith(planted, verdict.decoy, check, options.replayer);
    if (refused !== null) tally.drop(refused);
    else planted = withDecoy(planted, (verdict as { decoy: CheckedDecoy }).decoy);
  }
  return withToolsAgain(planted);
}

function withDecoy(task: PlannedTask, decoy: CheckedDecoy): PlannedTask {
  return { ...task, decoys: [...task.decoys, decoy] };
}

/** Kinds of decoys take turns, in an order that the seed fixes, so that what is frequent does not crowd out the rest. */
function inTurns({ id, project, file }: PlannedTask, seed: number): DecoySite[] {
  const random = randomStream(seed, 'decoy sites', id);
  const groups = [...groupBy(sitesOf(project, file), ({ decoy }) => decoy.id).values()];
  const dealt = random
    .shuffle(groups)
    .flatMap((group) => random.shuffle(group).map((site, turn) => ({ site, turn })));
  return dealt.sort((a, b) => a.turn - b.turn).map(({ site }) => site);
}

/** Why a decoy cannot join those of a task: the tools see them together, or a bug no longer shows. */
async function whyNotWith(
  task: PlannedTask,
  decoy: CheckedDecoy,
  check: DecoyCheck,
  replayer: Replayer,
): Promise<string | null> {
  const joined = withDecoy(task, decoy);
  const { project, file, bugs } = joined;
  const seen = joined.decoys.length > 1 ? check.screen(project, file, decoyEdits(joined)) : null;
  if (seen !== null) return seen;
  const held = await Promise.all(bugs.map((bug) => doesHold(bug, joined, replayer)));
  return held.includes(false) ? 'prove: a bug shows no longer beside it' : null;
}

/** The witness of a bug, with the decoys on both sides, and the other bugs too. */
async function doesHold(bug: ProvedMutant, task: PlannedTask, replayer: Replayer): Promise<boolean> {
  const { project, file, bugs } = task;
  const { witness } = bug;
  if (witness.kind === 'parser' || witness.kind === 'types')
    return sameRules(witness.diagnostics, toolsSay(task)[witness.kind]);
  const others = bugs.flatMap(({ mutant }) => (mutant === bug.mutant ? [] : mutant.candidate.edits));
  const around = await subjectTexts(project, [file, callerOf(witness) ?? file]);
  const without = applyEdits(project.text(file), [...decoyEdits(task), ...others]);
  const alone = applyEdits(project.text(file), [...decoyEdits(task), ...bug.mutant.candidate.edits]);
  const request = { corpus: project.corpus.name, file, witness };
  const pairs: [clean: string, mutated: string][] = [[cleanTextOf(task), alone]];
  if (others.length > 0) pairs.push([without, taskTextOf(task)]);
  for (const [clean, mutatedText] of pairs) {
    const files = new Map([...around, [file, clean]]);
    if (!(await replayer.replay({ ...request, files, mutatedText })).holds) return false;
  }
  return true;
}

function toolsSay(task: PlannedTask): Record<'parser' | 'types', ProvedMutant['mutant']['parser']> {
  const { parser, types } = checkTypes(task.project, task.file, taskTextOf(task));
  return { parser, types: types ?? [] };
}

function sameRules(some: readonly { rule: string }[], others: readonly { rule: string }[]): boolean {
  return some.map(({ rule }) => rule).join() === others.map(({ rule }) => rule).join();
}

/** Lines move with decoys: where the tool's verdict is the proof, it is taken from the text as it is now. */
function withToolsAgain(task: PlannedTask): PlannedTask {
  const [bug] = task.bugs;
  if (!bug || task.decoys.length === 0) return task;
  const { witness, evidence } = bug;
  if (witness.kind !== 'parser' && witness.kind !== 'types') return task;
  const diagnostics = [...toolsSay(task)[witness.kind]];
  const again: ProvedMutant = {
    ...bug,
    witness: { kind: witness.kind, diagnostics },
    evidence: { ...evidence, [witness.kind]: { new: diagnostics } },
  };
  return { ...task, bugs: [again] };
}
