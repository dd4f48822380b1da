import { mkdir, mkdtemp, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { BebugError } from '@bebug/core';

/**
 * Write a folder of files: all of them or none.
 * @throws BebugError `output-exists` when something is there already
 */
export async function writeFolder(path: string, files: Readonly<Record<string, string>>): Promise<void> {
  const entries = await readdir(path).catch((error: unknown) => {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT') return [];
    if (code === 'ENOTDIR') throw new BebugError('output-exists', `${path} is a file.`, { cause: error });
    throw error;
  });
  if (entries.length > 0)
    throw new BebugError('output-exists', `${path} is not empty.`, { hint: 'Choose another folder.' });
  await fillFolder(path, async (folder) => {
    for (const [name, text] of Object.entries(files)) {
      await mkdir(dirname(join(folder, name)), { recursive: true });
      await writeFile(join(folder, name), text);
    }
  });
}

/** Fill a folder under a temporary name, then rename it: nobody ever sees half of it. */
export async function fillFolder(path: string, fill: (folder: string) => Promise<void>): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  const partial = await mkdtemp(`${path}.partial-`);
  try {
    await fill(partial);
    await rename(partial, path);
  } finally {
    await rm(partial, { recursive: true, force: true });
  }
}
