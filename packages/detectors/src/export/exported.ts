import type { TaskSet } from '../task-set.ts';

/** What an export is made of. */
export interface ExportInput {
  readonly set: TaskSet;
  /** Name of the set, for titles. */
  readonly name: string;
  /** Where a later scoring finds the set with its truth, as the user wrote it. */
  readonly setPath: string;
  /** Tell that a task has at most so many bugs; `null`: nothing is said. */
  readonly hint: number | null;
}

/** Path → text. */
export type ExportedFiles = Readonly<Record<string, string>>;
