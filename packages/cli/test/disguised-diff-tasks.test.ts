import { cp, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseJsonLines, taskSchema } from '@bebug/core';
import { manifestSchema, type Bug } from '@bebug/core/truth';
import { applyPatch } from 'diff';
import { expect, test } from 'vitest';
import { bebug, SAMPLE, workFolder } from './console.ts';

const FILES = { ...SAMPLE, 'package.json': '{"name":"famous","type":"module"}\n' };

test('disguised diff tasks are changes that apply, under other names everywhere but in exports, and each command copes', async () => {
  const folder = await workFolder(FILES);
  const argv = 'inject src/total.ts --count 1 --seed 5 --tiers moderate --operators conjunct-drop'.split(' ');
  argv.push('--as', 'diff', '--disguise', '--decoys', '1');
  const { exitCode, err } = await bebug(folder, ...argv, '--out', 'set', '--workers', '1');
  expect([exitCode, err]).toEqual([0, '']);
  const set = join(folder, 'set');
  const manifest = manifestSchema.parse(JSON.parse(await readFile(join(set, 'bugset.json'), 'utf8')));
  expect(manifest.options.disguise).toBe(true);
  expect(manifest.disguise.files).toBeGreaterThan(0);
  expect(manifest.corpora[0]!.name).toBe('famous');
  const code = Object.keys(manifest.files).filter((path) => /^(?:tasks|truth\/clean)\/.*\.ts$/u.test(path));
  for (const path of code) {
    expect(path).not.toMatch(/total/u);
    const text = (await readFile(join(set, path), 'utf8')).replaceAll(/\/\*.*?\*\//gsu, '');
    expect(text).not.toMatch(/\b(?:lines?|discount)\b/u);
  }
  const bugs = JSON.parse((await bebug(folder, 'show', 'set', '--json')).out) as Bug[];
  expect(bugs.length).toBeGreaterThan(0);
  for (const { explanation } of bugs)
    expect(Object.values(explanation).join(' ')).not.toMatch(/`[^`]*\b(?:lines?|discount)\b[^`]*`/u);
  const tasks = parseJsonLines(taskSchema, await readFile(join(set, 'tasks.jsonl'), 'utf8'), 'tasks');
  for (const { id, kind, files, change } of tasks) {
    expect(kind).toBe('diff');
    const read = (path: string): Promise<string> => readFile(join(set, 'tasks', id, path), 'utf8');
    const diff = await read(change!.diff);
    expect(applyPatch(await read(change!.before[0]!), diff)).toBe(await read(files[0]!));
    expect(diff).toMatch(/^@@ /mu);
  }
  expect((await bebug(folder, 'verify', 'set')).out).toContain('every proof holds');

  expect((await bebug(folder, 'export', 'set', '--format', 'twins', '--to', 'twins')).err).toBe('');
  const controls = await readFile(join(set, 'truth/controls.jsonl'), 'utf8');
  for (const { id, files, change, context } of tasks) {
    const read = (path: string, root = 'twins/tasks'): Promise<string> =>
      readFile(join(folder, root, id, path), 'utf8');
    const clean = await read(files[0]!);
    expect(clean).toBe(await read(files[0]!, 'set/truth/clean'));
    expect(applyPatch(await read(change!.before[0]!), await read(change!.diff))).toBe(clean);
    expect(await read(change!.diff)).toMatch(/^@@ /mu);
    const changed = [];
    for (const path of [...files, ...context])
      if ((await read(path)) !== (await read(path, 'set/tasks'))) changed.push(path);
    expect(changed.sort()).toEqual(controls.includes(id) ? [] : [change!.diff, files[0]!].sort());
  }
  await bebug(folder, 'detect', 'twins', '--with', 'tsc', '--out', 'on-twins');
  await bebug(folder, 'detect', 'set', '--with', 'tsc', '--out', 'run');
  expect((await bebug(folder, 'score', 'set', 'run', '--twins', 'on-twins')).exitCode).toBe(0);
  const copy = join(folder, 'copy');
  await cp(set, copy, { recursive: true });
  await writeFile(join(copy, 'truth/decoys.jsonl'), '');
  expect(await bebug(folder, 'export', 'copy', '--format', 'twins', '--to', 'none')).toEqual({
    exitCode: 2,
    out: '',
    err: expect.stringMatching(/^bebug: The change of the task t-\w+ is nothing but its bug[^\n]*\n$/u),
  });
  expect((await bebug(folder, 'score', 'set', 'run')).exitCode).toBe(0);
});

test.for([
  [
    'a change without harmless edits',
    ['--as', 'diff', '--decoys', '0'],
    /^bebug: --as diff takes at least one [^\n]*\n$/u,
  ],
  [
    'a test command, because tests find modules by their names,',
    ['--disguise', '--test', 'npm test'],
    /^bebug: --disguise changes names of files[^\n]*\n$/u,
  ],
] as const)('%s is refused', async ([, argv, sentence]) => {
  const folder = await workFolder(FILES);
  const { exitCode, err } = await bebug(folder, 'inject', '.', '--out', 'set', ...argv);
  expect([exitCode, err]).toEqual([2, expect.stringMatching(sentence)]);
});
