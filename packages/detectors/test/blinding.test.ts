import { execFile } from 'node:child_process';
import { mkdir, readdir, readFile, realpath } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import * as core from '@bebug/core';
import ts from 'typescript';
import { expect, test } from 'vitest';
import { DETECTORS, readRun } from '../src/index.ts';
import { temporaryFolder, writeSet } from './set-folder.ts';
import { taskOf } from './task-of.ts';

const PACKAGE = join(import.meta.dirname, '..');
const REPOSITORY = join(PACKAGE, '../..');
/** Programs of their own: each is started in a folder that holds a task and nothing else. */
const PROGRAMS = ['tsc-native', 'biome', 'oxlint'];
const CANARY = 'bebug-canary-3f1d6f0c';

/** Everything that may be imported here; the truth, the operators, the engine, the oracle and the scorer are not. */
const ALLOWED =
  /^(?:node:[a-z_/]+|@bebug\/core|\.{1,2}\/(?:[a-z]+\/)?[a-z-]+\.ts|@ai-sdk\/[a-z-]+|@eslint\/js|@modelcontextprotocol\/sdk\/[a-z/]+\.js|ai|better-sqlite3|diff|eslint(?:-plugin-[a-z]+)?|globals|jsonrepair|typescript|typescript-eslint|undici|zod)$/u;

test('nothing that knows the truth can be imported by the sources of this package', async () => {
  const sources = await readdir(join(PACKAGE, 'src'), { recursive: true });
  const faults: string[] = [];
  let looked = 0;
  for (const path of sources.filter((source) => /(?<!\.test)\.ts$/u.test(source))) {
    const text = await readFile(join(PACKAGE, 'src', path), 'utf8');
    looked += 1;
    for (const { fileName } of ts.preProcessFile(text, true, true).importedFiles) {
      if (!ALLOWED.test(fileName)) faults.push(`${path} imports ${fileName}`);
    }
  }
  expect(looked).toBeGreaterThan(10);
  expect(faults).toEqual([]);
});

test.for([
  '@bebug/core/truth',
  '@bebug/operators',
  '@bebug/engine',
  '@bebug/oracle',
  '@bebug/scorer',
  '../../core/src/truth.ts',
  '../../../core/src/truth.ts',
])('an import of %s would be seen', (specifier) => {
  expect(ALLOWED.test(specifier)).toBe(false);
});

test('what this package may import of core does not hold the truth', () => {
  expect(Object.keys(core)).toContain('taskSchema');
  expect(Object.keys(core).filter((name) => /bug|witness|evidence|manifest|control/iu.test(name))).toEqual([
    'BebugError',
  ]);
});

test('the package depends on nothing that knows the truth', async () => {
  const manifest = JSON.parse(await readFile(join(PACKAGE, 'package.json'), 'utf8')) as {
    dependencies: Record<string, string>;
  };
  expect(Object.keys(manifest.dependencies).filter((name) => name.startsWith('@bebug/'))).toEqual([
    '@bebug/core',
  ]);
});

test('no detector opens the truth: each runs where Node forbids it, and no canary comes out', async () => {
  const folder = await realpath(await temporaryFolder());
  const set = join(folder, 'set');
  const tasks = [
    taskOf({ 'a.ts': 'export const n: number = "one";\nn + 1;\n' }, { 'tsconfig.json': '{}' }),
    taskOf({ 'b.js': 'export const f = (a => a;\n' }, {}, 't-000000000002'),
  ];
  await writeSet(set, tasks, {
    extra: { 'truth/bugs.jsonl': CANARY, 'truth/clean/t-000000000001/a.ts': `// ${CANARY}` },
  });
  await mkdir(join(folder, 'runs'));
  const program = join(import.meta.dirname, 'blinded-run.ts');
  const readable = [
    REPOSITORY,
    join(folder, 'runs'),
    ...['bugset.json', 'tasks.jsonl', 'tasks'].map((name) => join(set, name)),
  ];
  const run = (command: string, out: string): Promise<unknown> =>
    promisify(execFile)(process.execPath, [
      '--permission',
      // Tools that are programs; what they get to see is a folder of their own.
      '--allow-child-process',
      ...readable.map((path) => `--allow-fs-read=${path}`),
      `--allow-fs-write=${join(folder, 'runs')}`,
      program,
      command,
      set,
      out,
    ]);
  await expect(run('peek', '')).rejects.toThrow(/ERR_ACCESS_DENIED/u);
  const inProcess = Object.keys(DETECTORS).filter((name) => !PROGRAMS.includes(name));
  await Promise.all(
    inProcess.map(async (name) => {
      const out = join(folder, 'runs', name.replace(':', '-'));
      await run(name, out);
      const record = await readRun(out);
      expect(record.responses).toHaveLength(2);
      // sonarjs lists the folders above a file, up to the root, for a package.json; nobody is let there.
      const stopped = record.responses.filter(({ status }) => status !== 'answered');
      if (name === 'eslint:sonarjs')
        for (const { message } of stopped) expect(message).toMatch(/Access to this API has been restricted/u);
      else expect(stopped).toEqual([]);
      if (/^(?:tsc|eslint|canned:(?:random|flags-everything))$/u.test(name))
        expect(record.findings.length).toBeGreaterThan(0);
      expect(JSON.stringify(record)).not.toContain(CANARY);
    }),
  );
});
