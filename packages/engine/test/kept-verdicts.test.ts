import { readdir, readFile, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { sha256 } from '@bebug/core';
import { describe, expect, test } from 'vitest';
import { readCorpus } from '../src/1-read-corpus.ts';
import { openProject, type Project } from '../src/2-open-project.ts';
import { scan } from '../src/3-scan.ts';
import { Screen, type ScreenVerdict } from '../src/4-screen.ts';
import { circumstancesOf, hasSameImports } from '../src/screen/kept/circumstances.ts';
import { packagesOf, toolVersions } from '../src/screen/kept/tool-versions.ts';
import { VerdictCache } from '../src/screen/kept/verdict-cache.ts';
import { lessToLessOrEqual, returnText, returnZero } from './sample-operators.ts';
import { temporaryFolder } from './temporary-project.ts';

const FILES = {
  'package.json': '{"name":"kept","version":"1.0.0"}\n',
  'tsconfig.json': '{"compilerOptions":{"strict":true,"lib":["es2022"]}}\n',
  'package-lock.json': '{"lockfileVersion":3}\n',
  'node_modules/dep/package.json': '{"name":"dep","version":"1.0.0","types":"index.ts"}\n',
  'node_modules/dep/index.ts': 'export function low(): number {\n  return 1;\n}\n',
  'a.ts':
    'import { low } from "dep";\nexport function count(items: readonly number[]): number {\n  let n = 0;\n  for (const item of items) if (item < low()) n++;\n  return n;\n}\n',
  'b.ts': 'import { count } from "./a.ts";\nexport const two: number = count([1, 2]);\n',
};
type Files = Readonly<Record<string, string>>;

async function open(root: string): Promise<Project> {
  return openProject(await readCorpus({ path: root }), { allowTypeErrors: true });
}

/** All that the screen says, in a run of its own. */
async function screenAll(
  project: Project,
  folder: string | null,
): Promise<{ verdicts: ScreenVerdict[]; damaged: number }> {
  const kept = folder === null ? null : new VerdictCache(folder);
  const screen = new Screen(null, kept);
  const verdicts = [...scan(project, [lessToLessOrEqual, returnText, returnZero])].map((one) =>
    screen.check(project, one),
  );
  await kept?.save();
  return { verdicts, damaged: kept?.damaged ?? 0 };
}

function without({ program: _, ...project }: Project): unknown {
  return project.corpus.name;
}

/** Verdicts without the project that they are about, which is another object in each run. */
function told(verdicts: readonly ScreenVerdict[]): unknown[] {
  return verdicts.map((verdict) =>
    verdict.status === 'passed'
      ? { ...verdict, mutant: { ...verdict.mutant, project: without(verdict.mutant.project) } }
      : verdict,
  );
}

/** What counts in a project before and after files of it change. */
async function circumstances(changed: Files): Promise<{ before: string; after: string }> {
  const root = await temporaryFolder(FILES);
  const before = circumstancesOf(await open(root));
  for (const [path, text] of Object.entries(changed)) await writeFile(join(root, path), text);
  return { before, after: circumstancesOf(await open(root)) };
}

describe('kept verdicts', () => {
  test('are those of the first run, word for word, and nobody is asked again', async () => {
    const root = await temporaryFolder(FILES);
    const folder = await temporaryFolder();
    const fresh = await screenAll(await open(root), null);
    const first = await screenAll(await open(root), folder);
    const project = await open(root);
    const second = await screenAll(
      // Whoever makes a program of a mutant shows it to the host.
      {
        ...project,
        host: new Proxy(project.host, { get: (_, name) => expect.fail(`${String(name)} was asked`) }),
      },
      folder,
    );
    expect(told(first.verdicts)).toEqual(told(fresh.verdicts));
    expect(told(second.verdicts)).toEqual(told(fresh.verdicts));
    expect(new Set(fresh.verdicts.map(({ status }) => status))).toEqual(new Set(['passed', 'dropped']));
  });

  test('that are damaged are found out again, and are counted', async () => {
    const root = await temporaryFolder(FILES);
    const folder = await temporaryFolder();
    const first = await screenAll(await open(root), folder);
    const names = await readdir(folder);
    const texts = await Promise.all(names.map((name) => readFile(join(folder, name), 'utf8')));
    const damage = [
      (text: string) => text.slice(0, -20),
      (text: string) => text.replace('TS2322', 'TS2323'),
      (text: string) => text.replace(/"form":"[0-9a-f]/u, '"form":"x'),
      () => '',
    ];
    for (const spoil of damage) {
      await Promise.all(names.map((name, index) => writeFile(join(folder, name), spoil(texts[index]!))));
      const again = await screenAll(await open(root), folder);
      expect(again.damaged).toBeGreaterThan(0);
      expect(told(again.verdicts)).toEqual(told(first.verdicts));
    }
    expect(await Promise.all(names.map((name) => readFile(join(folder, name), 'utf8')))).toEqual(texts);
  });

  test('of two processes are kept together, and under the key of a file that is nothing else', async () => {
    const folder = await temporaryFolder();
    const key = sha256('key');
    const [one, other] = [new VerdictCache(folder), new VerdictCache(folder)];
    one.shelf(key).verdicts.set(sha256('a'), { form: sha256('form') });
    other.shelf(key).verdicts.set(sha256('b'), { lint: [] });
    await Promise.all([one.save(), other.save().then(() => one.save())]);
    await other.save();
    const third = new VerdictCache(folder);
    expect(third.shelf(key).verdicts.size).toBeGreaterThan(0);
    expect(await readdir(folder)).toEqual([`${key}.json`]);
    await writeFile(join(folder, `${sha256('else')}.json`), await readFile(join(folder, `${key}.json`)));
    expect(third.shelf(sha256('else')).verdicts.size).toBe(0);
    expect(third.damaged).toBe(1);
  });

  test('take no more space than they may: what was not used for longest goes', async () => {
    const folder = await temporaryFolder();
    const keys = ['first', 'second', 'third'].map((name) => sha256(name));
    const fill = new VerdictCache(folder);
    for (const key of keys) fill.shelf(key).verdicts.set(sha256('text'), { lint: [] });
    await fill.save();
    for (const [index, key] of keys.entries()) await utimes(join(folder, `${key}.json`), index, index);
    const small = new VerdictCache(folder, 700);
    small.shelf(keys[0]!);
    await small.save();
    expect(await readdir(folder)).toEqual([keys[0]!, keys[2]!].map((key) => `${key}.json`).sort());
  });
});

describe('what verdicts of the compiler rest on', () => {
  const changes: readonly [what: string, files: Files][] = [
    ['another file', { 'b.ts': `${FILES['b.ts']}export const three = 3;\n` }],
    [
      'types of a package',
      { 'node_modules/dep/index.ts': 'export function low(): bigint {\n  return 1n;\n}\n' },
    ],
    [
      'how a package is found',
      { 'node_modules/dep/package.json': '{"name":"dep","version":"1.0.1","types":"index.ts"}\n' },
    ],
    ['tsconfig.json', { 'tsconfig.json': '{"compilerOptions":{"strict":false,"lib":["es2022"]}}\n' }],
    ['the lockfile', { 'package-lock.json': '{"lockfileVersion":2}\n' }],
    ['its package.json', { 'package.json': '{"name":"kept","version":"1.0.0","type":"module"}\n' }],
  ];
  test('is the same for the same', async () => {
    const { before, after } = await circumstances({});
    expect(after).toBe(before);
  });

  test.for(changes)('changes with %s', async ([, files]) => {
    const { before, after } = await circumstances(files);
    expect(after).not.toBe(before);
  });

  test('are the imports of the mutant, too', () => {
    expect(hasSameImports('import "a";\nf(1);', 'import "a";\nf(2);')).toBe(true);
    expect(hasSameImports('import "a";', 'import "b";')).toBe(false);
    expect(hasSameImports('/** @type {import("a").A} */', '/** @type {import("b").A} */')).toBe(false);
    expect(hasSameImports('/// <reference types="a" />', '')).toBe(false);
    expect(hasSameImports('const a = require("a");', 'const a = require("b");')).toBe(false);
  });

  test('is every package that compiler and linter need, as it is installed', async () => {
    const root = await temporaryFolder({
      'package.json':
        '{"name":"root","version":"1.0.0","dependencies":{"x":"*"},"optionalDependencies":{"none":"*"}}',
      'node_modules/x/package.json': '{"name":"x","version":"1.2.3","dependencies":{"y":"*"}}',
      'node_modules/x/node_modules/y/package.json': '{"name":"y","version":"2.0.0"}',
      'node_modules/y/package.json': '{"name":"y","version":"3.0.0"}',
    });
    expect(packagesOf(root)).toEqual(['none@none', 'root@1.0.0', 'x@1.2.3', 'y@2.0.0']);
    const own = packagesOf(join(import.meta.dirname, '..')).join(' ');
    for (const name of [
      'typescript@6',
      'typescript@7',
      'eslint@',
      'espree@',
      '@typescript-eslint/scope-manager@',
      'globals@',
    ])
      expect(own).toContain(name);
    expect(toolVersions()).toBe(toolVersions());
  });
});
