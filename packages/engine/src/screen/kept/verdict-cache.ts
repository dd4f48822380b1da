import { randomUUID } from 'node:crypto';
import { mkdirSync, readFileSync } from 'node:fs';
import { readdir, rename, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { sha256, sha256Schema } from '@bebug/core';
import type { Diagnostic } from '@bebug/core/truth';
import { z } from 'zod';
import { codeOf } from '../../system-error.ts';
import type { TypeVerdict } from '../mutated-program.ts';

const diagnosticsSchema = z.array(
  z.strictObject({ rule: z.string(), message: z.string(), line: z.int().positive() }),
);
const verdictSchema = z.strictObject({
  /** Hash of the normal form. */
  form: sha256Schema.optional(),
  types: z.strictObject({ parser: diagnosticsSchema, types: diagnosticsSchema.nullable() }).optional(),
  lint: diagnosticsSchema.optional(),
});
const shelfSchema = z.strictObject({
  format: z.literal('bebug-screen/1'),
  key: sha256Schema,
  /** Of `verdicts`, as JSON. */
  digest: sha256Schema,
  verdicts: z.record(sha256Schema, verdictSchema),
});

/** What was found out about one text, as far as it was asked. */
export interface Verdict {
  form?: string | undefined;
  types?: TypeVerdict | undefined;
  lint?: readonly Diagnostic[] | undefined;
}

/** What is known of texts under the same circumstances. */
export interface Shelf {
  /** Hash of a text → what is known; whoever finds out more of it adds to it. */
  readonly verdicts: Map<string, Verdict>;
}

/** More than this is not kept; what was used last stays. */
const MOST_BYTES = 256 * 1024 * 1024;

/**
 * Verdicts of the screen on disk, from one run to the next: a file for each hash of all that they rest on. What is damaged is counted and found out again.
 * Several processes may share the folder: a file is there whole or not at all, and who writes last keeps what is there.
 */
export class VerdictCache {
  readonly #folder: string;
  readonly #mostBytes: number;
  readonly #shelves = new Map<string, Shelf>();
  /** Digest of what a shelf held when it was read or written. */
  readonly #stored = new Map<string, string>();
  #damaged = 0;

  constructor(folder: string, mostBytes = MOST_BYTES) {
    this.#folder = folder;
    this.#mostBytes = mostBytes;
  }

  /** How many files could not be used, and will be written anew. */
  get damaged(): number {
    return this.#damaged;
  }

  /** `key`: a SHA-256 of everything that its verdicts rest on, the texts themselves aside. */
  shelf(key: string): Shelf {
    const known = this.#shelves.get(key);
    if (known) return known;
    const verdicts = this.#read(key);
    const shelf = { verdicts: new Map(Object.entries(verdicts)) };
    this.#shelves.set(key, shelf);
    this.#stored.set(key, digestOf(verdicts));
    return shelf;
  }

  /** Write what is new, and remove what was not used for longest where there is too much. */
  async save(): Promise<void> {
    for (const [key, { verdicts }] of this.#shelves) {
      const own = Object.fromEntries([...verdicts].filter(([, verdict]) => Object.keys(verdict).length > 0));
      const digest = digestOf(own);
      const path = this.#pathOf(key);
      if (digest === this.#stored.get(key)) {
        if (verdicts.size > 0) await touch(path);
        continue;
      }
      // Another process may have written meanwhile.
      const all = { ...this.#read(key), ...own };
      const shelf = { format: 'bebug-screen/1', key, digest: digestOf(all), verdicts: all };
      mkdirSync(this.#folder, { recursive: true });
      const unfinished = `${path}.${randomUUID()}.tmp`;
      await writeFile(unfinished, JSON.stringify(shelf));
      await rename(unfinished, path);
      this.#stored.set(key, digest);
    }
    await this.#trim();
  }

  #pathOf(key: string): string {
    return join(this.#folder, `${key}.json`);
  }

  #read(key: string): Readonly<Record<string, Verdict>> {
    let text: string;
    try {
      text = readFileSync(this.#pathOf(key), 'utf8');
    } catch (error) {
      if (codeOf(error) === 'ENOENT') return {};
      throw error;
    }
    const shelf = parsed(text);
    if (shelf?.key === key && digestOf(shelf.verdicts) === shelf.digest) return shelf.verdicts;
    this.#damaged++;
    return {};
  }

  async #trim(): Promise<void> {
    const names = await readdir(this.#folder).catch(nothingIfMissing);
    const files = await Promise.all(
      names.map(async (name) => {
        const path = join(this.#folder, name);
        const found = await stat(path).catch(nothingIfMissing);
        return Array.isArray(found) ? [] : [{ path, bytes: found.size, used: found.mtimeMs }];
      }),
    );
    let bytes = 0;
    for (const file of files.flat().sort((a, b) => b.used - a.used)) {
      bytes += file.bytes;
      if (bytes > this.#mostBytes) await rm(file.path, { force: true });
    }
  }
}

function digestOf(verdicts: Readonly<Record<string, Verdict>>): string {
  return sha256(JSON.stringify(verdicts));
}

function parsed(text: string): z.infer<typeof shelfSchema> | null {
  try {
    return shelfSchema.safeParse(JSON.parse(text)).data ?? null;
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}

/** It is used again: others go first. */
async function touch(path: string): Promise<void> {
  const now = new Date();
  await utimes(path, now, now).catch(nothingIfMissing);
}

/** Another process may have removed it. */
function nothingIfMissing(error: unknown): [] {
  if (codeOf(error) === 'ENOENT') return [];
  throw error;
}
