import { realpath } from 'node:fs/promises';
import { join, sep } from 'node:path';
import {
  BebugError,
  isInsidePath,
  parseJson,
  parseJsonLines,
  sha256,
  taskSchema,
  type Task,
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
  files: z.array(z.string()).default([]),
  context: z.array(z.string()).default([]),
});

/**
 * The tasks of the bug set in `folder`. Reads `bugset.json`, `tasks.jsonl` and `tasks/ID/…`, never anything in `truth/`.
 * @throws BebugError `file-missing`; `file-format` for a file that is invalid or not the one that the manifest lists;
 *   `path-escape` for a path (or a symbolic link) that leaves the folder of its task
 */
export async function readSet(folder: string): Promise<TaskSet> {
  const manifestPath = join(folder, 'bugset.json');
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
  const tasks: DetectorTask[] = [];
  for (const task of parseTasks(await read('tasks.jsonl'), join(folder, 'tasks.jsonl'))) {
    const texts = new Map<string, string>();
    for (const path of [...task.files, ...task.context]) {
      await refuseEscape(join(folder, 'tasks', task.id), path);
      texts.set(path, await read(`tasks/${task.id}/${path}`));
    }
    tasks.push({ task, texts });
  }
  return { tasks, setHash: sha256(manifest) };
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

function parseTasks(text: string, place: string): Task[] {
  for (const [index, { files, context }] of parseJsonLines(pathsSchema, text, place).entries()) {
    const escape = [...files, ...context].find((path) => !isInsidePath(path));
    if (escape !== undefined) {
      throw new BebugError(
        'path-escape',
        `${place}: task ${index + 1} names the path ${JSON.stringify(escape)}.`,
      );
    }
  }
  const tasks = parseJsonLines(taskSchema, text, place);
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
