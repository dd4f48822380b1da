import { mkdir, rename, rm, stat, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { BebugError } from '@bebug/core';

/** Write a file under a temporary name, then rename it: nobody ever sees half of it. @throws BebugError `output-exists` */
export async function writeWhole(path: string, text: string): Promise<void> {
  const isFolder = await stat(path).then(
    (stats) => stats.isDirectory(),
    () => false,
  );
  if (isFolder) throw new BebugError('output-exists', `${path} is a folder.`);
  const partial = `${path}.partial-${process.pid}`;
  await mkdir(dirname(path), { recursive: true });
  try {
    await writeFile(partial, text);
    await rename(partial, path);
  } finally {
    await rm(partial, { force: true });
  }
}
