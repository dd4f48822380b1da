import { applyEdits, invertEdits, orderedEdits, type Edit } from '@bebug/core';
import type { Project } from './2-open-project.ts';
import type { ProvedMutant } from './5-examine.ts';
import { carryEdits } from './carry.ts';
import type { CheckedDecoy } from './decoys/check-decoy.ts';

/** What becomes one task: a file of a project, its bugs (none: a control) and its decoys. */
export interface PlannedTask {
  readonly id: string;
  readonly project: Project;
  readonly file: string;
  readonly bugs: readonly ProvedMutant[];
  readonly decoys: readonly CheckedDecoy[];
  /** Decoys that the file had before the change under review and has no more; empty where no change is. */
  readonly before: readonly CheckedDecoy[];
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
export function cleanTextOf(task: PlannedTask): string {
  return applyEdits(task.project.text(task.file), decoyEdits(task));
}

/** The file as a bug-finder sees it. */
export function taskTextOf(task: PlannedTask): string {
  return applyEdits(task.project.text(task.file), [...decoyEdits(task), ...bugEdits(task)]);
}

/** The file before the change under review. */
export function beforeTextOf(task: PlannedTask): string {
  return applyEdits(task.project.text(task.file), decoyEdits({ decoys: task.before }));
}

/** Edits that turn the file before the change into the file of the task. Bugs and decoys keep clear of each other. */
export function changeOf(task: PlannedTask): Edit[] {
  const before = decoyEdits({ decoys: task.before });
  return changeBetween(task.project.text(task.file), before, [...decoyEdits(task), ...bugEdits(task)]);
}

/** Edits that turn `upstream` with the edits `before` into `upstream` with the edits `after`; the two keep clear of each other. */
export function changeBetween(upstream: string, before: readonly Edit[], after: readonly Edit[]): Edit[] {
  const ordered = orderedEdits(before, upstream.length);
  return [...invertEdits(upstream, ordered), ...carryEdits(ordered, after)];
}
