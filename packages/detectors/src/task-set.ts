import { realpath } from 'node:fs/promises';
import { join, sep } from 'node:path';
import {
  BebugError,
  comparisonTaskSchema,
  isInsidePath,
  parseJson,
  parseJsonLines,
  sha256,
  problemTaskSchema,
  taskSchema,
  type ComparisonTask,
  type ProblemTask,
} from '@bebug/core';
import { z } from 'zod';
import type { DetectorTask } from './detector.ts';
import { decodeText, readBytes } from './text-file.ts';

/** The public part of a bug set, read into memory once. */
export interface TaskSet {
  /** In the order of `tasks.jsonl`. */
  readonly tasks: readonly DetectorTask[];
  /** SHA-256 of the bytes of `bugset.json`. */
  readonly setHash: string;
}

/** All that is looked at in the manifest: path → SHA-256 of the files of the set. */
const fileHashesSchema = z.object({ files: z.record(z.string(), z.string()) });

/** Paths before anything else is believed, so that one that leaves its folder is named for what it is. */
const pathsSchema = z.looseObject({
  file: z.string().optional(),
  tests: z.string().optional(),
  specification: z.string().optional(),
  files: z.array(z.string()).default([]),
  context: z.array(z.string()).default([]),
});

/**
 * The tasks of the bug set in `folder`. Reads `bugset.json`, `tasks.jsonl` and `tasks/ID/…`, never anything in `truth/`.
 * @throws BebugError `file-missing`; `file-format` for a file that is invalid or not the one that the manifest lists;
 *   `path-escape` for a path (or a symbolic link) that leaves the folder of its task
 */
export async function readSet(folder: string): Promise<TaskSet> {
  const { read, setHash } = await openListed(folder, 'bugset.json');
  const place = join(folder, 'tasks.jsonl');
  const tasks: DetectorTask[] = [];
  for (const task of parseTasks(await read('tasks.jsonl'), place, taskSchema)) {
    const texts = await textsOf(folder, task.id, [...task.files, ...task.context], read);
    tasks.push({ task, texts });
  }
  return { tasks, setHash };
}

/** Tasks that show several implementations. */
interface CandidateTasks<T> {
  readonly tasks: readonly {
    readonly task: T;
    /** Path in the folder of the task → text; of an implementation it starts with the label. */
    readonly texts: ReadonlyMap<string, string>;
  }[];
  readonly setHash: string;
}

/**
 * The comparisons in `folder`, their truth left closed.
 * @throws BebugError as `readSet` does
 */
export async function readComparisonTasks(folder: string): Promise<CandidateTasks<ComparisonTask>> {
  return readCandidateTasks(folder, comparisonTaskSchema, ({ file, context, candidates }) =>
    candidates.flatMap((label) => [file, ...context].map((path) => `${label}/${path}`)),
  );
}

/**
 * The problems in `folder`, their truth left closed.
 * @throws BebugError as `readSet` does
 */
export async function readProblemTasks(folder: string): Promise<CandidateTasks<ProblemTask>> {
  return readCandidateTasks(
    folder,
    problemTaskSchema,
    ({ specification, file, tests, context, candidates }) => [
      specification,
      ...candidates.flatMap((label) => [file, tests, ...context].map((path) => `${label}/${path}`)),
    ],
  );
}

async function readCandidateTasks<T extends { readonly id: string }>(
  folder: string,
  schema: z.ZodType<T>,
  pathsOf: (task: T) => readonly string[],
): Promise<CandidateTasks<T>> {
  const { read, setHash } = await openListed(folder, 'taskset.json');
  const tasks: CandidateTasks<T>['tasks'][number][] = [];
  for (const task of parseTasks(await read('tasks.jsonl'), join(folder, 'tasks.jsonl'), schema))
    tasks.push({ task, texts: await textsOf(folder, task.id, pathsOf(task), read) });
  return { tasks, setHash };
}

type ReadListed = (path: string) => Promise<string>;

/** Reads files of a set, each of which must be the one that the manifest lists. */
async function openListed(
  folder: string,
  manifestName: string,
): Promise<{ readonly read: ReadListed; readonly setHash: string }> {
  const manifestPath = join(folder, manifestName);
  const manifest = await readBytes(manifestPath);
  const { files: hashes } = parseJson(fileHashesSchema, decodeText(manifest, manifestPath), manifestPath);
  const read = async (path: string): Promise<string> => {
    const bytes = await readBytes(join(folder, path));
    if (!Object.hasOwn(hashes, path) || hashes[path] !== sha256(bytes)) {
      throw new BebugError(
        'file-format',
        `${join(folder, path)} is not the file that ${manifestPath} lists.`,
      );
    }
    return decodeText(bytes, join(folder, path));
  };
  return { read, setHash: sha256(manifest) };
}

async function textsOf(
  folder: string,
  task: string,
  paths: readonly string[],
  read: ReadListed,
): Promise<Map<string, string>> {
  const texts = new Map<string, string>();
  for (const path of paths) {
    await refuseEscape(join(folder, 'tasks', task), path);
    texts.set(path, await read(`tasks/${task}/${path}`));
  }
  return texts;
}

/** @throws BebugError `usage` for the first of the named tasks that the set does not hold */
export function checkTasks(set: TaskSet, named: readonly string[]): void {
  const known = new Set(set.tasks.map(({ task }) => task.id));
  const stranger = named.find((id) => !known.has(id));
  if (stranger !== undefined)
    throw new BebugError('usage', `The set has no task ${JSON.stringify(stranger)}.`, {
      hint: 'Tasks are listed in its tasks.jsonl.',
    });
}

function parseTasks<T extends { readonly id: string }>(
  text: string,
  place: string,
  schema: z.ZodType<T>,
): T[] {
  for (const [index, { file, tests, specification, files, context }] of parseJsonLines(
    pathsSchema,
    text,
    place,
  ).entries()) {
    const escape = [file, tests, specification, ...files, ...context].find(
      (path) => path !== undefined && !isInsidePath(path),
    );
    if (escape !== undefined) {
      throw new BebugError(
        'path-escape',
        `${place}: task ${index + 1} names the path ${JSON.stringify(escape)}.`,
      );
    }
  }
  const tasks = parseJsonLines(schema, text, place);
  const ids = new Set<string>();
  for (const { id } of tasks) {
    if (ids.has(id)) throw new BebugError('file-format', `${place} names the task ${id} twice.`);
    ids.add(id);
  }
  return tasks;
}

/** A path without `..` can still leave through a symbolic link; what is missing is reported by the read. */
async function refuseEscape(folder: string, path: string): Promise<void> {
  const [root, target] = await Promise.all([resolved(folder), resolved(join(folder, path))]);
  if (root !== null && target !== null && !target.startsWith(root + sep)) {
    throw new BebugError(
      'path-escape',
      `${join(folder, path)} is a link that leaves the folder of its task.`,
    );
  }
}

async function resolved(path: string): Promise<string | null> {
  try {
    return await realpath(path);
  } catch (error) {
    if (
      (error as NodeJS.ErrnoException).code === 'ENOENT' ||
      (error as NodeJS.ErrnoException).code === 'ENOTDIR'
    )
      return null;
    throw error;
  }
}
