import { readFile, truncate } from 'node:fs/promises';

/** The lines of a file that are ended: the last one may have been cut off while it was written. Empty where there is no file. */
export async function readWholeLines(path: string): Promise<string> {
  const text = (await readIfThere(path)) ?? '';
  return text.slice(0, text.lastIndexOf('\n') + 1);
}

/** Take a line away that was cut off: what is appended behind it would be lost with it. */
export async function dropTornLine(path: string): Promise<void> {
  const text = await readIfThere(path);
  if (text === null || text === '' || text.endsWith('\n')) return;
  await truncate(path, Buffer.byteLength(text.slice(0, text.lastIndexOf('\n') + 1)));
}

/** `null` where there is no file. */
export async function readIfThere(path: string): Promise<string | null> {
  return readFile(path, 'utf8').catch((error: unknown) => {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  });
}
