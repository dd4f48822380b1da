import { readFile, symlink, unlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { formatJson, sha256 } from '@bebug/core';
import { expect, test } from 'vitest';
import { temporaryFolder, writeSet } from '../test/set-folder.ts';
import { taskOf } from '../test/task-of.ts';
import { readSet } from './task-set.ts';

const TASK = taskOf({ 'src/a.ts': '\uFEFFexport const a = 1;\n' }, { 'tsconfig.json': '{}' });
const OTHER = taskOf({ 'b.js': 'x\n' }, {}, 't-000000000002');

test('a set is read without truth: tasks in their order, texts to the byte, and the hash of the manifest', async () => {
  const folder = await temporaryFolder();
  await writeSet(folder, [OTHER, TASK]);
  const set = await readSet(folder);
  expect(set.tasks).toEqual([OTHER, TASK]);
  expect(set.setHash).toBe(sha256(await readFile(join(folder, 'bugset.json'))));
  expect(JSON.stringify(set.tasks.map(({ task, texts }) => [task, ...texts]))).not.toContain(
    'in the manifest',
  );
});

test.for<[string, string, (folder: string) => Promise<void>]>([
  ['an empty folder', 'file-missing', (folder) => unlink(join(folder, 'bugset.json'))],
  ['a manifest that is not JSON', 'file-format', (folder) => writeFile(join(folder, 'bugset.json'), '{')],
  ['a manifest without hashes', 'file-format', (folder) => writeFile(join(folder, 'bugset.json'), '{}')],
  ['no list of tasks', 'file-missing', (folder) => unlink(join(folder, 'tasks.jsonl'))],
  [
    'a list of tasks that was changed',
    'file-format',
    (folder) => writeFile(join(folder, 'tasks.jsonl'), '\n'),
  ],
  [
    'a file that is missing',
    'file-missing',
    (folder) => unlink(join(folder, 'tasks', TASK.task.id, 'src/a.ts')),
  ],
  [
    'a file that was changed',
    'file-format',
    (folder) => writeFile(join(folder, 'tasks', TASK.task.id, 'src/a.ts'), 'x'),
  ],
  [
    'a link out of the task',
    'path-escape',
    async (folder) => {
      await unlink(join(folder, 'tasks', TASK.task.id, 'src/a.ts'));
      await symlink('../../../truth/bugs.jsonl', join(folder, 'tasks', TASK.task.id, 'src/a.ts'));
    },
  ],
])('%s is %s', async ([, code, harm]) => {
  const folder = await temporaryFolder();
  await writeSet(folder, [TASK], { extra: { 'truth/bugs.jsonl': 'secret' } });
  await readSet(folder);
  await harm(folder);
  await expect(readSet(folder)).rejects.toMatchObject({ name: 'BebugError', code });
});

test.for<[string, string, object]>([
  ['path-escape', 'files', { files: ['../../truth/bugs.jsonl'] }],
  ['path-escape', 'context', { context: ['/etc/passwd'] }],
  ['path-escape', 'Windows files', { files: ['C:\\secret'] }],
  ['file-format', 'id', { id: '../truth' }],
  ['file-format', 'hint', { tier: 'easy' }],
])('%s is thrown for a task with a bad %s', async ([code, , change]) => {
  const folder = await temporaryFolder();
  await writeSet(folder, [TASK], { tasksText: `${JSON.stringify({ ...TASK.task, ...change })}\n` });
  await expect(readSet(folder)).rejects.toMatchObject({
    code,
    message: expect.stringContaining('tasks.jsonl') as string,
  });
});

test('a task that is listed twice is refused', async () => {
  const folder = await temporaryFolder();
  await writeSet(folder, [TASK, TASK]);
  await expect(readSet(folder)).rejects.toMatchObject({ code: 'file-format' });
});

test('a file that is not UTF-8 is refused', async () => {
  const folder = await temporaryFolder();
  await writeSet(folder, [TASK]);
  const bytes = Uint8Array.of(0x61, 0xff);
  await writeFile(join(folder, 'tasks', TASK.task.id, 'src/a.ts'), bytes);
  const manifest = JSON.parse(await readFile(join(folder, 'bugset.json'), 'utf8')) as {
    files: Record<string, string>;
  };
  manifest.files[`tasks/${TASK.task.id}/src/a.ts`] = sha256(bytes);
  await writeFile(join(folder, 'bugset.json'), formatJson(manifest));
  await expect(readSet(folder)).rejects.toMatchObject({
    code: 'file-format',
    message: expect.stringContaining('UTF-8') as string,
  });
});
