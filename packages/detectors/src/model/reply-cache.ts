import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { BebugError, parseJson, sha256 } from '@bebug/core';
import SqliteDatabase, { type Statement } from 'better-sqlite3';
import { replySchema, type Reply } from './reply.ts';

/** Another process may be writing. */
const BUSY_MS = 5000;

interface Waiting {
  readonly key: string;
  readonly reply: Reply;
  readonly resolve: () => void;
  readonly reject: (error: unknown) => void;
}

/**
 * Replies on disk under the hash of everything that they depend on. A reply is on the disk, whatever becomes of the machine, when `put` is
 * done, and is never changed: whoever asks the same again, in another run or after a crash, pays nothing. Several processes may share
 * the folder. (A file for each reply takes more of the processor's time than everything else about it but the request.)
 */
export class ReplyCache {
  readonly #path: string;
  readonly #find: Statement<[string], { readonly reply: string }>;
  readonly #keepAll: (batch: readonly Waiting[]) => void;
  #waiting: Waiting[] = [];

  /** @throws BebugError `database-unusable` */
  constructor(folder: string) {
    this.#path = join(folder, 'replies.sqlite');
    try {
      mkdirSync(folder, { recursive: true });
      const database = new SqliteDatabase(this.#path, { timeout: BUSY_MS });
      database.pragma('journal_mode = WAL');
      database.pragma('synchronous = FULL');
      database.exec('CREATE TABLE IF NOT EXISTS replies (key TEXT PRIMARY KEY, reply TEXT NOT NULL) STRICT');
      this.#find = database.prepare('SELECT reply FROM replies WHERE key = ?');
      const keep = database.prepare('INSERT INTO replies VALUES (?, ?) ON CONFLICT DO NOTHING');
      this.#keepAll = database.transaction((batch: readonly Waiting[]) => {
        for (const { key, reply } of batch) keep.run(key, JSON.stringify(reply));
      });
    } catch (error) {
      throw new BebugError(
        'database-unusable',
        `The replies in ${this.#path} cannot be used: ${String(error)}`,
        {
          cause: error,
        },
      );
    }
  }

  /** @throws BebugError `file-format` when what is kept is no reply */
  get(key: string): Reply | null {
    const row = this.#find.get(key);
    return row === undefined ? null : parseJson(replySchema, row.reply, `${this.#path}: ${key}`);
  }

  /** What comes in one turn of the event loop is written together. */
  put(key: string, reply: Reply): Promise<void> {
    return new Promise((resolve, reject) => {
      if (this.#waiting.length === 0) setImmediate(() => this.#write());
      this.#waiting.push({ key, reply, resolve, reject });
    });
  }

  #write(): void {
    const batch = this.#waiting;
    this.#waiting = [];
    try {
      this.#keepAll(batch);
      for (const { resolve } of batch) resolve();
    } catch (error) {
      for (const { reject } of batch) reject(error);
    }
  }
}

/** The hash of everything that a reply depends on. */
export function replyKey(parts: Readonly<Record<string, unknown>>): string {
  return sha256(JSON.stringify(Object.entries(parts).sort(([a], [b]) => (a < b ? -1 : 1))));
}
