import { join } from 'node:path';
import { VerdictCache } from '@bebug/engine';
import type { Io } from './io.ts';

/** What the screen said in earlier runs, unless it is to be asked again. */
export function openScreenCache(args: { readonly 'screen-cache': boolean }, io: Io): VerdictCache | null {
  return args['screen-cache'] ? new VerdictCache(join(io.cacheFolder, 'screen')) : null;
}

/** For the next run. That it cannot be kept, or was damaged, is no failure of this one. */
export async function saveScreenCache(cache: VerdictCache | null, io: Io): Promise<void> {
  if (!cache) return;
  if (cache.damaged > 0)
    io.err(
      `note: ${cache.damaged} damaged files of kept verdicts were passed over; they are written anew.\n`,
    );
  try {
    await cache.save();
  } catch (error) {
    if (!(error instanceof Error && 'code' in error)) throw error;
    io.err(`note: what the screen found out cannot be kept: ${error.message}\n`);
  }
}
