import { cp, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseJsonLines, taskSchema } from '@bebug/core';
import { applyPatch } from 'diff';
import { expect, test } from 'vitest';
import { bebug, SAMPLE, workFolder } from './console.ts';

test('diff tasks are changes that apply, and each command copes', async () => {
  const folder = await workFolder(SAMPLE);
  const argv = [
    'inject',
    'src/total.ts',
    '--count',
    '1',
    '--seed',
    '5',
    '--tiers',
    'moderate',
    '--as',
    'diff',
    '--disguise',
  ];
  const { exitCode, err } = await bebug(folder, ...argv, '--out', 'set', '--workers', '1');
  expect([exitCode, err]).toEqual([0, '']);
  const set = join(folder, 'set');
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

test('a change without harmless edits is refused', async () => {
  const folder = await workFolder(SAMPLE);
  const { exitCode, err } = await bebug(
    folder,
    'inject',
    '.',
    '--out',
    'set',
    '--as',
    'diff',
    '--decoys',
    '0',
  );
  expect([exitCode, err]).toEqual([
    2,
    expect.stringMatching(/^bebug: --as diff takes at least one [^\n]*\n$/u),
  ]);
});
