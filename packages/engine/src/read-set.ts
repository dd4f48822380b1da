import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { BebugError, parseJson, parseJsonLines, sha256, taskSchema, type Task } from '@bebug/core';
import {
  bugSchema,
  controlSchema,
  plantedDecoySchema,
  manifestSchema,
  type Bug,
  type Control,
  type Manifest,
  type PlantedDecoy,
} from '@bebug/core/truth';
import { codeOf } from './system-error.ts';

/** A bug set on disk, truth and all; for those who may see it. */
export interface StoredSet {
  readonly folder: string;
  readonly manifest: Manifest;
  /** SHA-256 of `bugset.json`. */
  readonly hash: string;
  readonly tasks: readonly Task[];
  readonly bugs: readonly Bug[];
  readonly controls: readonly Control[];
  readonly decoys: readonly PlantedDecoy[];
}

/** @throws BebugError `file-missing`, `file-format` */
export async function readSet(folder: string): Promise<StoredSet> {
  const { manifest, hash } = await readManifest(folder);
  const lines = async <T>(path: string, schema: Parameters<typeof parseJsonLines<T>>[0]): Promise<T[]> =>
    parseJsonLines(schema, (await readSetFile(folder, path)).toString('utf8'), join(folder, path));
  return {
    folder,
    manifest,
    hash,
    tasks: await lines('tasks.jsonl', taskSchema),
    bugs: await lines('truth/bugs.jsonl', bugSchema),
    controls: await lines('truth/controls.jsonl', controlSchema),
    decoys: await lines('truth/decoys.jsonl', plantedDecoySchema),
  };
}

/** @throws BebugError `file-missing`, `file-format` */
export async function readManifest(folder: string): Promise<{ manifest: Manifest; hash: string }> {
  const bytes = await readSetFile(folder, 'bugset.json');
  return {
    manifest: parseJson(manifestSchema, bytes.toString('utf8'), join(folder, 'bugset.json')),
    hash: sha256(bytes),
  };
}

/** The bytes of one file of a set. @throws BebugError `file-missing` */
export async function readSetFile(folder: string, path: string): Promise<Buffer> {
  try {
    return await readFile(join(folder, path));
  } catch (error) {
    throw new BebugError(
      'file-missing',
      `${join(folder, path)} cannot be read (${codeOf(error) ?? 'unknown'}).`,
      {
        hint: 'Name the folder that `bebug inject --out` wrote.',
        cause: error,
      },
    );
  }
}

/** Every file below the set's folder, POSIX, in no particular order. */
export async function listSetFiles(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => !entry.isDirectory())
    .map((entry) => join(entry.parentPath, entry.name).slice(join(folder, '/').length).replaceAll('\\', '/'));
}

/** Texts of all files of a task's folder (`tasks/ID` or `truth/clean/ID`), path inside it → text. */
export async function readTree(
  set: Pick<StoredSet, 'folder' | 'manifest'>,
  prefix: string,
): Promise<Map<string, string>> {
  const texts = new Map<string, string>();
  for (const path of Object.keys(set.manifest.files)) {
    if (!path.startsWith(`${prefix}/`)) continue;
    const bytes = await readSetFile(set.folder, path);
    texts.set(path.slice(prefix.length + 1), new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes));
  }
  return texts;
}
