import { access } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { BebugError } from '@bebug/core';
import { VERSION } from '@bebug/engine';
import type { Io } from '../io.ts';

/** Modules of the embedded corpus that are short to read and quick to prove bugs in. */
const MODULES = ['shopping-cart', 'paginator', 'money-splitter', 'in-flight-cache', 'text-wrapper', 'date-range'];
const BUGS = '4';

/**
 * A small bug set from embedded code, planted on the first call and kept in the cache.
 * @returns its folder
 * @throws BebugError `source-missing` outside a checkout
 */
export async function plantDemo(io: Io): Promise<string> {
  const folder = join(io.cacheFolder, `annotate-demo-${VERSION}`);
  if (await isThere(join(folder, 'bugset.json'))) return folder;
  const corpus = fileURLToPath(new URL('../../../../corpora/embedded/src', import.meta.url));
  if (!(await isThere(corpus)))
    throw new BebugError('source-missing', 'The embedded code is not here: --demo needs a checkout of bebug.');
  io.err('Planting a few bugs in embedded code (once)…\n');
  // As a user would. Imported here: the table of commands imports this module.
  const { main } = await import('../main.ts');
  const argv = [...MODULES.map((name) => join(corpus, `${name}.ts`)), '--count', BUGS, '--out', folder];
  const exitCode = await main(['inject', ...argv], { ...io, out: () => Promise.resolve() });
  if (exitCode !== 0) throw new BebugError('internal', 'No bug could be planted for the demo.');
  return folder;
}

function isThere(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}
