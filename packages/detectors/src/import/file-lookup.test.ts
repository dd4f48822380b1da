import { expect, test } from 'vitest';
import { FIRST, SECOND, TASKS } from '../../test/imported.ts';
import { fileLookup, taskInName } from './file-lookup.ts';

const set = { tasks: TASKS, setHash: 'a'.repeat(64) };

function look(path: string, options: { base?: string; only?: string } = {}): string {
  const found = fileLookup(set, options)(path, options.only);
  return 'reason' in found ? found.reason : `${Number(found.task.task.id.slice(2))}:${found.file}`;
}

test.for<[string, string, { base?: string; only?: string }?]>([
  [`tasks/${FIRST}/src/shared.ts`, '1:src/shared.ts'],
  [`./tasks/${SECOND}/src/../src/shared.ts`, '2:src/shared.ts'],
  [`${SECOND}/src/shared.ts`, '2:src/shared.ts'],
  [`/home/me/set/tasks/${FIRST}/src/a.ts`, '1:src/a.ts'],
  [`file:///home/me/my%20set/tasks/${FIRST}/src/a.ts`, '1:src/a.ts'],
  [`file:///C:/set/tasks/${FIRST}/src/a.ts`, '1:src/a.ts'],
  [`C:\\set\\tasks\\${FIRST}\\src\\a.ts`, '1:src/a.ts'],
  [`tasks/${FIRST}/package.json`, '1:package.json'],
  ['src/a.ts', '1:src/a.ts'],
  ['src/b.ts', '2:src/b.ts'],
  ['package.json', '1:package.json'],
  ['src/shared.ts', '2:src/shared.ts', { only: SECOND }],
  ['/build/agent/src/a.ts', '1:src/a.ts'],
  ['/build/agent/src/a.ts', '1:src/a.ts', { base: '/build/agent/' }],
  ['repository/src/b.ts', '2:src/b.ts', { base: 'repository' }],
  ['file:///build/src/b.ts', '2:src/b.ts', { base: 'file:///build' }],
])('%s is %s', ([path, expected, options]) => {
  expect(look(path, options)).toBe(expected);
});

test.for<[string, RegExp, { base?: string; only?: string }?]>([
  ['src/shared.ts', /^2 tasks hold it/u],
  ['/x/src/shared.ts', /^2 tasks hold it/u],
  ['src/other.ts', /^no task holds it$/u],
  ['repository/src/b.ts', /^no task holds it$/u],
  [`tasks/${FIRST}/src/b.ts`, /has no such file/u],
  [`tasks/${FIRST}`, /has no such file/u],
  [`tasks/${FIRST}/../../truth/bugs.jsonl`, /no task holds it/u],
  ['tasks/t-ffffffffffff/src/a.ts', /^the set has no task t-ffffffffffff$/u],
  [`tasks/${FIRST}/src/a.ts`, /it is about the task/u, { only: SECOND }],
  ['src/a.ts', /^the task t-000000000002 does not hold it$/u, { only: SECOND }],
  ['src/a.ts', /^the set has no task "t-9"$/u, { only: 't-9' }],
  ['../../../etc/passwd', /no task holds it/u],
  ['https://example.org/src/a.ts', /^https: is no file$/u],
  ['data:text/plain,x', /^data: is no file$/u],
  ['file:///%E0%A4%A/src/a.ts', /no valid URI/u],
  ['file:///x%00/src/a.ts', /NUL/u],
  ['src/a\0.ts', /NUL/u],
  ['', /names no file/u],
  ['.', /names no file/u],
  ['__proto__', /no task holds it/u],
  [`${'a/'.repeat(5000)}a.ts`, /too long/u],
])('%s is no file of the set: %s', ([path, reason, options]) => {
  expect(look(path, options)).toMatch(reason);
});

test.for<[string, string | undefined]>([
  [`/reports/${FIRST}.json`, FIRST],
  [`review-${SECOND}-2.sarif`, SECOND],
  ['t-ffffffffffff.json', undefined],
  [`${FIRST}-${SECOND}.json`, undefined],
  [`${FIRST}0.json`, undefined],
  [`/${FIRST}/all.json`, undefined],
])('a report called %s is about the task %s', ([name, task]) => {
  expect(taskInName(set, name)).toBe(task);
});
