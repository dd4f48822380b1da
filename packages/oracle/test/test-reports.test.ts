import { copyFile, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { readReports } from '../src/tests/report.ts';

async function folder(): Promise<string> {
  const path = await mkdtemp(join(tmpdir(), 'bebug-report-'));
  onTestFinished(() => rm(path, { recursive: true, force: true }));
  return path;
}

test('a report of jest 29 names tests, hooks and files that do not load; a time-out takes its file along', async () => {
  const out = await folder();
  await copyFile(join(import.meta.dirname, 'reports/jest-29.json'), join(out, 'jest-0.json'));
  const report = await readReports(out, ['/project']);
  expect([...report!.passed]).toEqual(['a.test.js > fine']);
  expect([...report!.idle]).toEqual(['a.test.js > sums > adds', 'a.test.js > sums > waits']);
  expect([...report!.failed]).toEqual([
    ['b.test.js > b > hooked', 'Error: hook'],
    [
      'c.test.js',
      "● Test suite failed to run Cannot find module './none' from 'c.test.js' > 1 | require('./none'); | ^ 2 |",
    ],
  ]);
});

test('a report that is missing, torn, no report, or a link to elsewhere counts as none', async () => {
  expect(await readReports(await folder(), [])).toBeNull();
  for (const text of [
    '{"file":"a","names":[],"state":"passed","message":""}',
    'nonsense\n',
    '{"state":"passed"}\n',
  ]) {
    const out = await folder();
    await writeFile(join(out, 'tests.jsonl'), text);
    expect(await readReports(out, [])).toBeNull();
  }
  const out = await folder();
  const elsewhere = join(await folder(), 'elsewhere');
  await writeFile(elsewhere, '{"file":"a","names":["t"],"state":"passed","message":""}\n');
  await symlink(elsewhere, join(out, 'tests.jsonl'));
  expect(await readReports(out, [])).toBeNull();
});

test('two tests of one name stay two tests', async () => {
  const out = await folder();
  const line = (state: string): string =>
    `${JSON.stringify({ file: '/p/a.js', names: ['same\n  name'], state, message: '' })}\n`;
  await writeFile(join(out, 'tests.jsonl'), line('passed') + line('failed'));
  const report = await readReports(out, ['/p']);
  expect([...report!.passed]).toEqual(['a.js > same name']);
  expect([...report!.failed.keys()]).toEqual(['a.js > same name (2)']);
});
