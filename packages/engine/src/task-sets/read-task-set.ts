import { access } from 'node:fs/promises';
import { join } from 'node:path';
import {
  BebugError,
  comparisonTaskSchema,
  parseJson,
  parseJsonLines,
  problemTaskSchema,
  sha256,
  type ComparisonTask,
  type ProblemTask,
} from '@bebug/core';
import {
  bugSchema,
  comparisonSchema,
  problemSchema,
  taskSetManifestSchema,
  type Bug,
  type Comparison,
  type Problem,
  type TaskSetManifest,
} from '@bebug/core/truth';
import type { z } from 'zod';
import { readSetFile } from '../read-set.ts';
import { TASK_SET_MANIFEST } from './task-set.ts';

/** A task set on disk, truth and all; for those who may see it. */
interface StoredTaskSet<Task, Truth> {
  readonly folder: string;
  readonly manifest: TaskSetManifest;
  /** SHA-256 of `taskset.json`. */
  readonly hash: string;
  readonly tasks: readonly Task[];
  readonly truth: readonly Truth[];
  readonly bugs: readonly Bug[];
}
export type StoredComparisons = StoredTaskSet<ComparisonTask, Comparison>;
export type StoredProblems = StoredTaskSet<ProblemTask, Problem>;

/** Whether a folder holds what `bebug tasks` wrote. */
export async function isTaskSet(folder: string): Promise<boolean> {
  return access(join(folder, TASK_SET_MANIFEST)).then(
    () => true,
    () => false,
  );
}

/** What kind of tasks a task set holds. @throws BebugError `file-missing`, `file-format` */
export async function readTaskSetManifest(
  folder: string,
): Promise<{ readonly manifest: TaskSetManifest; readonly hash: string }> {
  const bytes = await readSetFile(folder, TASK_SET_MANIFEST);
  const place = join(folder, TASK_SET_MANIFEST);
  return {
    manifest: parseJson(taskSetManifestSchema, bytes.toString('utf8'), place),
    hash: sha256(bytes),
  };
}

/** @throws BebugError `file-missing`; `file-format`, also for a file that is not the one that the manifest lists */
export async function readComparisons(folder: string): Promise<StoredComparisons> {
  return readTaskSet(folder, comparisonTaskSchema, 'truth/comparisons.jsonl', comparisonSchema);
}

/** @throws BebugError as `readComparisons` does */
export async function readProblems(folder: string): Promise<StoredProblems> {
  return readTaskSet(folder, problemTaskSchema, 'truth/problems.jsonl', problemSchema);
}

async function readTaskSet<Task, Truth>(
  folder: string,
  taskSchema: z.ZodType<Task>,
  truthPath: string,
  truthSchema: z.ZodType<Truth>,
): Promise<StoredTaskSet<Task, Truth>> {
  const { manifest, hash } = await readTaskSetManifest(folder);
  const lines = async <T>(path: string, schema: z.ZodType<T>): Promise<T[]> => {
    const bytes = await readSetFile(folder, path);
    const place = join(folder, path);
    if (manifest.files[path] !== sha256(bytes))
      throw new BebugError('file-format', `${place} is not the file that ${TASK_SET_MANIFEST} lists.`);
    return parseJsonLines(schema, bytes.toString('utf8'), place);
  };
  return {
    folder,
    manifest,
    hash,
    tasks: await lines('tasks.jsonl', taskSchema),
    truth: await lines(truthPath, truthSchema),
    bugs: await lines('truth/bugs.jsonl', bugSchema),
  };
}
