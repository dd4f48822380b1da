import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';

/** No such file, or no folder where it should be. */
const ABSENT: ReadonlySet<string | undefined> = new Set(['ENOENT', 'ENOTDIR']);

/** SHA-256 of a file's bytes, which need not fit into memory; `null` where there is no file, as in a run that was interrupted early. */
export async function hashOfFile(path: string): Promise<string | null> {
  const hash = createHash('sha256');
  try {
    for await (const chunk of createReadStream(path) as AsyncIterable<Buffer>) hash.update(chunk);
  } catch (error) {
    if (ABSENT.has((error as NodeJS.ErrnoException).code)) return null;
    throw error;
  }
  return hash.digest('hex');
}
