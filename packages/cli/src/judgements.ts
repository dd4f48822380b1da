import { join } from 'node:path';
import {
  adjudicationSchema,
  BebugError,
  gradeSchema,
  marksSchema,
  modelMarksSchema,
  parseJsonLines,
  type Adjudication,
  type Grade,
  type Marks,
  type ModelMarks,
} from '@bebug/core';
import type { StoredSet } from '@bebug/engine';
import { readIfThere, readWholeLines } from './whole-lines.ts';

/** What people said of findings that met no planted bug. @throws BebugError `file-missing`; `file-format` for a line that is none, or that names a task or file which the set has not */
export async function readKnown(path: string, set: Pick<StoredSet, 'tasks'>): Promise<Adjudication[]> {
  const text = await readIfThere(path);
  if (text === null) throw new BebugError('file-missing', `${path} does not exist.`);
  const files = new Map(set.tasks.map((task) => [task.id, [...task.files, ...task.context]]));
  const known = parseJsonLines(adjudicationSchema, text, path);
  for (const { task, file, startLine, endLine } of known) {
    if (!(files.get(task)?.includes(file) ?? false))
      throw new BebugError(
        'file-format',
        `${path} names ${file} of the task ${task}, which the set has not.`,
      );
    if (endLine < startLine)
      throw new BebugError('file-format', `${path} has a place in ${file} that ends before it starts.`);
  }
  return known;
}

/** What `bebug grade` left in a run's folder; nothing where it was not run. @throws BebugError `file-format` */
export async function readGrades(
  runFolder: string,
): Promise<{ grades: Grade[]; marks: Marks[]; modelMarks: ModelMarks[] }> {
  const grades = join(runFolder, 'grades.jsonl');
  return {
    grades: parseJsonLines(gradeSchema, (await readIfThere(grades)) ?? '', grades),
    marks: await readMarks(runFolder),
    modelMarks: await readModelMarks(runFolder),
  };
}

/** Where the marks for explanations of a run are. */
export function marksPath(runFolder: string): string {
  return join(runFolder, 'marks.jsonl');
}

/** Marks that a sitting wrote; it may have been cut off in the middle of a line. @throws BebugError `file-format` */
export async function readMarks(runFolder: string): Promise<Marks[]> {
  const path = marksPath(runFolder);
  return parseJsonLines(marksSchema, await readWholeLines(path), path);
}

/** Where the marks of models are: apart from those of people, because they are written anew as a whole. */
export function modelMarksPath(runFolder: string): string {
  return join(runFolder, 'model-marks.jsonl');
}

/** @throws BebugError `file-format` */
export async function readModelMarks(runFolder: string): Promise<ModelMarks[]> {
  const path = modelMarksPath(runFolder);
  return parseJsonLines(modelMarksSchema, (await readIfThere(path)) ?? '', path);
}
