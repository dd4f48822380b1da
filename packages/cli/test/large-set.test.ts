import { appendFile, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { BebugError } from '@bebug/core';
import { readSet, readSetKeeping, TaskFiles } from '@bebug/engine';
import { expect, test } from 'vitest';
import { writeSyntheticSet } from '../../scorer/test/synthetic-files.ts';
import { syntheticSet } from '../../scorer/test/synthetic-set.ts';
import { workFolder } from './console.ts';

/** More tasks than are held at a time. */
const set = syntheticSet({ bugTasks: 30 });

test('a set is read line by line, a character that falls between two reads included, and an error names its line', async () => {
  const folder = await workFolder();
  await writeSyntheticSet(set, folder);
  const path = join(folder, 'truth/bugs.jsonl');
  const [first] = set.bugs as [(typeof set.bugs)[number]];
  // Three bytes a character over three mebibytes: at two of their ends at least a character is cut.
  const long = { ...first, id: 'b-ffffffffffff', title: '€'.repeat(1 << 20) };
  await writeFile(path, `${JSON.stringify(long)}\n\n${await readFile(path, 'utf8')}`);
  const { bugs } = await readSet(folder);
  expect(bugs).toEqual([long, ...set.bugs]);
  expect((await readSetKeeping(folder, ({ id }) => id)).bugs).toEqual(bugs.map(({ id }) => id));
  await appendFile(path, '{}');
  await expect(readSet(folder)).rejects.toThrow(
    `bugs.jsonl:${set.bugs.length + 3} has not the expected format`,
  );
});

test('texts of tasks are read when they are asked for, and asked for again', async () => {
  const folder = await workFolder();
  await writeSyntheticSet(set, folder);
  const texts = new TaskFiles(await readSet(folder));
  for (const { id } of [...set.tasks, ...set.tasks]) expect(texts.get(id)).toEqual(set.taskTexts.get(id));
  expect(texts.get('t-none')).toBeUndefined();
  const [{ id, files }] = set.tasks as [(typeof set.tasks)[number]];
  await rm(join(folder, 'tasks', id, files[0]!));
  expect(() => texts.get(id)).toThrow(BebugError);
  expect(() => texts.get(id)).toThrow(`${files[0]!} cannot be read (ENOENT).`);
});
