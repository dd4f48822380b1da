import { existsSync } from 'node:fs';
import { copyFile, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { BebugError, formatJson, VERSION } from '@bebug/core';
import type { Io } from '../io.ts';

/** Modules of the embedded corpus that are short to read, stand alone, and are quick to prove bugs in. */
const MODULES = [
  'date-range',
  'in-flight-cache',
  'money-splitter',
  'paginator',
  'shopping-cart',
  'text-wrapper',
];
const BUGS = '4';

const PROJECT = {
  'package.json': { name: 'bebug-demo', version: VERSION, license: 'MIT', type: 'module' },
  'tsconfig.json': {
    compilerOptions: {
      strict: true,
      noUncheckedIndexedAccess: true,
      target: 'ES2024',
      lib: ['ES2024'],
      module: 'NodeNext',
      types: [],
    },
    include: ['src'],
  },
};

/**
 * A small bug set from embedded code, planted on the first call and kept in the cache.
 * @returns its folder
 * @throws BebugError `source-missing` outside a checkout
 */
export async function plantDemo(io: Io): Promise<string> {
  const folder = join(io.cacheFolder, `annotate-demo-${VERSION}`);
  if (existsSync(join(folder, 'bugset.json'))) return folder;
  const corpus = fileURLToPath(new URL('../../../../corpora/embedded/src', import.meta.url));
  if (!existsSync(corpus))
    throw new BebugError(
      'source-missing',
      'The embedded code is not here: --demo needs a checkout of bebug.',
    );
  io.err('Planting a few bugs in embedded code (once)…\n');
  const project = await mkdtemp(join(tmpdir(), 'bebug-demo-'));
  try {
    await writeProject(project, corpus);
    // As a user would. Imported here: the table of commands imports this module.
    const { main } = await import('../main.ts');
    const argv = ['inject', project, '--count', BUGS, '--out', folder];
    const exitCode = await main(argv, { ...io, out: () => Promise.resolve() });
    if (exitCode !== 0) throw new BebugError('internal', 'No bug could be planted for the demo.');
  } finally {
    await rm(project, { recursive: true, force: true });
  }
  return folder;
}

async function writeProject(folder: string, corpus: string): Promise<void> {
  await mkdir(join(folder, 'src'));
  for (const [name, content] of Object.entries(PROJECT))
    await writeFile(join(folder, name), formatJson(content));
  for (const name of MODULES) await copyFile(join(corpus, `${name}.ts`), join(folder, 'src', `${name}.ts`));
}
