import { createReadStream, readFileSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { BebugError, numberedJsonLines, parseJson, sha256, taskSchema, type Task } from '@bebug/core';
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
import type { z } from 'zod';
import { codeOf } from './system-error.ts';

/** A bug set on disk, truth and all; for those who may see it. `B` is what is known of a bug. */
export interface StoredSet<B = Bug> {
  readonly folder: string;
  readonly manifest: Manifest;
  /** SHA-256 of `bugset.json`. */
  readonly hash: string;
  readonly tasks: readonly Task[];
  readonly bugs: readonly B[];
  readonly controls: readonly Control[];
  readonly decoys: readonly PlantedDecoy[];
}

/** @throws BebugError `file-missing`, `file-format` */
export async function readSet(folder: string): Promise<StoredSet> {
  return readSetKeeping(folder, (bug) => bug);
}

/** The same, with what `keep` takes of each bug: the proofs of a large set may not fit into memory. */
export async function readSetKeeping<B>(folder: string, keep: (bug: Bug) => B): Promise<StoredSet<B>> {
  const { manifest, hash } = await readManifest(folder);
  return {
    folder,
    manifest,
    hash,
    tasks: await readLines(folder, 'tasks.jsonl', taskSchema, (task) => task),
    bugs: await readLines(folder, 'truth/bugs.jsonl', bugSchema, keep),
    controls: await readLines(folder, 'truth/controls.jsonl', controlSchema, (control) => control),
    decoys: await readLines(folder, 'truth/decoys.jsonl', plantedDecoySchema, (decoy) => decoy),
  };
}

/** What is kept of each line of a file, which is never held as a whole. */
async function readLines<T, K>(
  folder: string,
  path: string,
  schema: z.ZodType<T>,
  keep: (value: T) => K,
): Promise<K[]> {
  const values: K[] = [];
  let [text, line] = ['', 1];
  const take = (lines: string): void => {
    for (const { value } of numberedJsonLines(schema, lines, join(folder, path), line))
      values.push(keep(value));
    line += lines.split('\n').length - 1;
  };
  for await (const chunk of chunksOf(folder, path)) {
    text += chunk;
    const end = text.lastIndexOf('\n') + 1;
    if (end === 0) continue;
    take(text.slice(0, end));
    text = text.slice(end);
  }
  take(text);
  return values;
}

async function* chunksOf(folder: string, path: string): AsyncGenerator<string> {
  try {
    yield* createReadStream(join(folder, path), {
      encoding: 'utf8',
      highWaterMark: 1 << 20,
    }) as AsyncIterable<string>;
  } catch (error) {
    throw unreadable(folder, path, error);
  }
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
    throw unreadable(folder, path, error);
  }
}

function unreadable(folder: string, path: string, error: unknown): BebugError {
  return new BebugError(
    'file-missing',
    `${join(folder, path)} cannot be read (${codeOf(error) ?? 'unknown'}).`,
    {
      hint: 'Name the folder that `bebug inject --out` wrote.',
      cause: error,
    },
  );
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
    texts.set(path.slice(prefix.length + 1), decoded(bytes));
  }
  return texts;
}

const UTF8 = new TextDecoder('utf-8', { ignoreBOM: true });

function decoded(bytes: Uint8Array): string {
  return UTF8.decode(bytes);
}

/** Tasks whose texts are held: findings are judged task by task. */
const MOST_HELD = 16;

/** Task → path → text, as bug-finders saw it. A task's files are read when they are asked for: all together may not fit into memory. */
export class TaskFiles {
  readonly #folder: string;
  readonly #paths: ReadonlyMap<string, readonly string[]>;
  readonly #held = new Map<string, ReadonlyMap<string, string>>();

  constructor({ folder, manifest, tasks }: Pick<StoredSet<unknown>, 'folder' | 'manifest' | 'tasks'>) {
    this.#folder = folder;
    const paths = new Map<string, string[]>(tasks.map(({ id }) => [id, []]));
    for (const path of Object.keys(manifest.files)) {
      const [top, task] = path.split('/', 2) as [string, string | undefined];
      if (top === 'tasks' && task !== undefined) paths.get(task)?.push(path);
    }
    this.#paths = paths;
  }

  /** @throws BebugError `file-missing` */
  get(task: string): ReadonlyMap<string, string> | undefined {
    const held = this.#held.get(task);
    const paths = this.#paths.get(task);
    if (held || !paths) return held;
    const texts = new Map(
      paths.map((path) => [path.slice(`tasks/${task}/`.length), decoded(this.#read(path))]),
    );
    const [oldest] = this.#held.keys();
    if (this.#held.size >= MOST_HELD && oldest !== undefined) this.#held.delete(oldest);
    this.#held.set(task, texts);
    return texts;
  }

  #read(path: string): Buffer {
    try {
      return readFileSync(join(this.#folder, path));
    } catch (error) {
      throw unreadable(this.#folder, path, error);
    }
  }
}
