import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { openProject, readCorpus, type Project } from '@bebug/engine';
import { afterAll, expect, test } from 'vitest';
import { climbOnly } from '../test/climb-only.ts';
import { mutantOf } from '../test/small-project.ts';
import { openModule, type CleanModule } from './clean-module.ts';
import { inputRung } from './input/rung.ts';
import { evaluatedAnew } from './lasting.ts';
import { Pool } from './sandbox/pool.ts';
import { runInFreshChild } from './sandbox/side.ts';

const DEPENDENCY = 'node_modules/counted/index.js';

const root = await mkdtemp(join(tmpdir(), 'bebug-lasting-'));
const pool = await Pool.open(1);
afterAll(async () => {
  await pool.close();
  await rm(root, { recursive: true });
});

/** A project whose module stands on a package that counts its calls. */
async function project(name: string, module: string): Promise<Project> {
  const folder = join(root, name);
  const files = {
    'package.json': JSON.stringify({ name, version: '1.0.0', dependencies: { counted: '1.0.0' } }),
    'node_modules/counted/package.json': JSON.stringify({ name: 'counted', version: '1.0.0' }),
    [DEPENDENCY]:
      'let calls = 0;\nexports.next = () => ++calls;\nexports.calls = () => calls;\nexports.twice = (n) => 2 * n;\n',
    'module.ts': `import { calls, next, twice } from 'counted';\n${module}\n`,
  };
  for (const [path, text] of Object.entries(files)) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), text);
  }
  return openProject(await readCorpus({ path: folder }), { allowTypeErrors: true });
}

async function opened(one: Project): Promise<CleanModule> {
  const module = await openModule(one, 'module.ts', pool, 1);
  if ('why' in module) throw new Error(module.why);
  return module;
}

test('a package that shows nothing of what it remembers lasts: it is evaluated once for all cases of a child', async () => {
  const module = await opened(
    await project(
      'forgetful',
      'export const doubled = (n: number): number => twice(n);\nexport const quiet = (): number => (next(), 0);',
    ),
  );
  expect(module.code.lasting).toEqual([DEPENDENCY]);
  expect(module.covering.lasting).toEqual([DEPENDENCY]);
});

test('a package that shows what it remembers does not', async () => {
  const module = await opened(await project('counting', 'export const shown = (): number => next();'));
  expect(module.code.lasting).toEqual([]);

  const calls = Array.from({ length: 3 }, () => module.exportSources[0]!.source.cases('sane', 0, 1)[0]!);
  const fuel = calls.map(() => 1_000);
  const details = async (code: CleanModule['code']): Promise<string[]> =>
    (await runInFreshChild(pool, code, calls, fuel)).map((one) => ('detail' in one ? one.detail : ''));
  const lasting = await details({ ...module.code, lasting: [DEPENDENCY] });
  expect(lasting.map((detail) => /\d+/u.exec(detail)![0])).toEqual(['1', '2', '3']);
  const anew = await details(evaluatedAnew({ ...module.code, lasting: [DEPENDENCY] }));
  expect(anew.map((detail) => /\d+/u.exec(detail)![0])).toEqual(['1', '1', '1']);
});

test('a mutant that differs only because a package lasts is not proved, and those cases are not counted', async () => {
  const one = await project(
    'late',
    'export const same = (n: number): number => (next() === 5_000 ? -1 : n);',
  );
  expect((await opened(one)).code.lasting).toEqual([DEPENDENCY]);
  const proved = await climbOnly(inputRung, mutantOf(one, 'module.ts', '5_000', '150'), pool);
  expect(proved).toMatchObject({ witness: null, density: 0, reason: 'no witness' });
});

test('what a module leaves in a lasting package when it is loaded proves nothing', async () => {
  const one = await project(
    'loaded',
    'next();\nexport const same = (n: number): number => (calls() === 5_000 ? -1 : n);',
  );
  expect((await opened(one)).code.lasting).toEqual([DEPENDENCY]);
  const proved = await climbOnly(inputRung, mutantOf(one, 'module.ts', '5_000', '2'), pool);
  expect(proved).toMatchObject({ witness: null, density: 0, reason: 'no witness' });
});
