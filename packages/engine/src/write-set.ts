import { mkdir, mkdtemp, readdir, rename, rm, utimes, writeFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { BebugError, formatJson, SETTLED_TIME } from '@bebug/core';
import type { BugSet } from './inject.ts';
import { codeOf } from './system-error.ts';

/** Refuse an output folder that holds something already. @throws BebugError `output-exists` */
export async function refuseExisting(out: string): Promise<void> {
  const entries = await readdir(out).catch((error: unknown) => {
    if (codeOf(error) === 'ENOENT') return [];
    if (codeOf(error) === 'ENOTDIR') throw new BebugError('output-exists', `${out} is a file.`);
    throw error;
  });
  if (entries.length > 0) throw new BebugError('output-exists', `${out} is not empty.`);
}

/** Write a bug set under a temporary name beside `out`, then rename: nobody ever sees half a set. */
export async function writeSet(set: BugSet, out: string): Promise<void> {
  await refuseExisting(out);
  const target = resolve(out);
  await mkdir(dirname(target), { recursive: true });
  const partial = await mkdtemp(`${target}.partial-`);
  try {
    await writeFiles(set, partial);
    await rm(target, { recursive: true, force: true });
    await rename(partial, target);
  } finally {
    await rm(partial, { recursive: true, force: true });
  }
}

async function writeFiles(set: BugSet, root: string): Promise<void> {
  const folders = new Set<string>();
  for (const [path, text] of [...set.files, ['bugset.json', formatJson(set.manifest)] as const]) {
    const file = join(root, path);
    const folder = dirname(file);
    if (!folders.has(folder)) await mkdir(folder, { recursive: true });
    folders.add(folder);
    await writeFile(file, text);
    // When a file was written says nothing of what is in it.
    await utimes(file, SETTLED_TIME, SETTLED_TIME);
  }
}
