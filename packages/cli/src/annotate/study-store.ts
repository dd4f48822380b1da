import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { isPostgres, openStore, type Store } from '@bebug/annotator';
import { BebugError } from '@bebug/core';
import type { Io } from '../io.ts';

/** Where the store of a study is, unless told otherwise: beside the set, so that the set's own bytes stay what they are. */
export function storeAddress(set: string, database: string | undefined, io: Io): string {
  if (database === undefined) return `${resolve(io.cwd, set)}.annotations.sqlite`;
  return isPostgres(database) ? database : resolve(io.cwd, database);
}

/** Work with a store and close it, whatever happens. */
export async function withStore<T>(address: string, work: (store: Store) => Promise<T>): Promise<T> {
  const store = await openStore(address);
  try {
    return await work(store);
  } finally {
    await store.destroy();
  }
}

/** Like `withStore`, for a study that was begun. @throws BebugError `study-mismatch` when nothing is there */
export async function withStudy<T>(address: string, work: (store: Store) => Promise<T>): Promise<T> {
  if (!isPostgres(address) && !existsSync(address))
    throw new BebugError('study-mismatch', `There is no study at ${address}.`, {
      hint: 'Begin it with `bebug annotate SET`, or name its --database.',
    });
  return withStore(address, work);
}

/** The address under which people reach the server. @throws BebugError `usage` */
export function publicAddressOf(text: string | undefined): string | null {
  if (text === undefined) return null;
  const url = URL.parse(text);
  if (
    url === null ||
    !/^https?:$/u.test(url.protocol) ||
    url.pathname !== '/' ||
    url.search + url.hash !== ''
  )
    throw new BebugError(
      'usage',
      `--public-address takes an address such as https://hunt.example.org, not ${text}.`,
    );
  return url.origin;
}
