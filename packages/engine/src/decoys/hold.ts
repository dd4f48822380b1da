import { applyEdits } from '@bebug/core';
import type { ProvedMutant } from '../5-examine.ts';
import { bugEdits, cleanTextOf, decoyEdits, taskTextOf, type PlannedTask } from '../planned-task.ts';
import { checkTypes } from '../screen/mutated-program.ts';
import { callerOf, subjectTexts } from '../subject-texts.ts';
import type { Replayer } from '../verify-set.ts';

/** The witness of every bug, with the decoys on both sides; alone, and with the other bugs of the task. */
export async function doBugsHold(task: PlannedTask, replayer: Replayer): Promise<boolean> {
  const held = await Promise.all(task.bugs.map((bug) => doesHold(bug, task, replayer)));
  return !held.includes(false);
}

async function doesHold(bug: ProvedMutant, task: PlannedTask, replayer: Replayer): Promise<boolean> {
  const { project, file, bugs } = task;
  const { witness } = bug;
  if (witness.kind === 'parser' || witness.kind === 'types')
    return rulesOf(witness.diagnostics) === rulesOf(toolsSay(task)[witness.kind]);
  const others = bugEdits({ bugs: bugs.filter(({ mutant }) => mutant !== bug.mutant) });
  const around = await subjectTexts(project, [file, callerOf(witness) ?? file]);
  const withDecoys = (edits: typeof others): string =>
    applyEdits(project.text(file), [...decoyEdits(task), ...edits]);
  const pairs: [clean: string, mutated: string][] = [
    [cleanTextOf(task), withDecoys([...bug.mutant.candidate.edits])],
  ];
  if (others.length > 0) pairs.push([withDecoys(others), taskTextOf(task)]);
  for (const [clean, mutatedText] of pairs) {
    const files = new Map([...around, [file, clean]]);
    const request = { corpus: project.corpus.name, files, file, mutatedText, witness };
    if (!(await replayer.replay(request)).holds) return false;
  }
  return true;
}

/** Lines move with decoys: where the tool's verdict is the proof, it is taken from the text as it is now. */
export function withToolsAgain(task: PlannedTask): PlannedTask {
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

function toolsSay(task: PlannedTask): Record<'parser' | 'types', ProvedMutant['mutant']['parser']> {
  const { parser, types } = checkTypes(task.project, task.file, taskTextOf(task));
  return { parser, types: types ?? [] };
}

function rulesOf(diagnostics: readonly { readonly rule: string }[]): string {
  return diagnostics.map(({ rule }) => rule).join();
}
