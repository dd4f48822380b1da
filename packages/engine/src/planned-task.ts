import { applyEdits, type Edit } from '@bebug/core';
import type { Project } from './2-open-project.ts';
import type { ProvedMutant } from './5-examine.ts';
import type { CheckedDecoy } from './decoys/check-decoy.ts';

/** What becomes one task: a file of a project, its bugs (none: a control) and its decoys. */
export interface PlannedTask {
  readonly id: string;
  readonly project: Project;
  readonly file: string;
  readonly bugs: readonly ProvedMutant[];
  readonly decoys: readonly CheckedDecoy[];
}

/** Edits of the decoys, in the upstream file. */
export function decoyEdits({ decoys }: Pick<PlannedTask, 'decoys'>): Edit[] {
  return decoys.flatMap(({ edits }) => edits);
}

/** Edits of the bugs, in the upstream file. */
export function bugEdits({ bugs }: Pick<PlannedTask, 'bugs'>): Edit[] {
  return bugs.flatMap(({ mutant }) => mutant.candidate.edits);
}

/** The file without its bugs: decoys stay. */
export function cleanTextOf(task: Omit<PlannedTask, 'id'>): string {
  return applyEdits(task.project.text(task.file), decoyEdits(task));
}

/** The file as a bug-finder sees it. */
export function taskTextOf(task: Omit<PlannedTask, 'id'>): string {
  return applyEdits(task.project.text(task.file), [...decoyEdits(task), ...bugEdits(task)]);
}
