import { existsSync } from 'node:fs';
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { parseJson, sha256 } from '@bebug/core';
import { replySchema, type Reply } from './reply.ts';

/**
 * Replies on disk, one file each, under the hash of everything that they depend on. A reply is written whole as soon as it is there and
 * never changed: whoever asks the same again, in another run or after a crash, pays nothing.
 */
export class ReplyCache {
  readonly #folder: string;
  readonly #made = new Map<string, Promise<unknown>>();
  #nth = 0;

  constructor(folder: string) {
    this.#folder = folder;
  }

  /** @throws BebugError `file-format` when a file there is no reply */
  async get(key: string): Promise<Reply | null> {
    const path = this.#path(key);
    // Most are not there: asking so costs a twentieth of opening, and no error has to be made.
    if (!existsSync(path)) return null;
    return parseJson(replySchema, await readFile(path, 'utf8'), path);
  }

  async put(key: string, reply: Reply): Promise<void> {
    const path = this.#path(key);
    // Several processes may share the folder.
    const partial = `${path}.${process.pid}-${this.#nth++}`;
    await this.#makeFolder(dirname(path));
    await writeFile(partial, `${JSON.stringify(reply)}\n`);
    await rename(partial, path);
  }

  /** Once each: a run has thousands of replies. */
  #makeFolder(path: string): Promise<unknown> {
    const made = this.#made.get(path) ?? mkdir(path, { recursive: true });
    this.#made.set(path, made);
    return made;
  }

  #path(key: string): string {
    return join(this.#folder, key.slice(0, 2), `${key}.json`);
  }
}

/** The hash of everything that a reply depends on. */
export function replyKey(parts: Readonly<Record<string, unknown>>): string {
  return sha256(JSON.stringify(Object.entries(parts).sort(([a], [b]) => (a < b ? -1 : 1))));
}
