import { expect, test } from 'vitest';
import { conflictsAmong, withoutConflicts } from './conflicts.ts';
import type { StoredTask } from './material.ts';

const task = (texts: Record<string, string>): StoredTask => ({
  kind: 'file',
  language: 'typescript',
  files: [Object.keys(texts)[0]!],
  context: Object.keys(texts).slice(1),
  before: {},
  lines: 1,
  texts,
});
const lines = (...changed: number[]): string =>
  Array.from({ length: 10 }, (_, index) =>
    changed.includes(index) ? `changed ${index}` : `line ${index}`,
  ).join('\n');

test('tasks that show two versions of a file give each other away, also where one is only context', () => {
  const tasks = new Map([
    ['bug', task({ 'a.ts': lines(1) })],
    ['other-bug', task({ 'a.ts': lines(5) })],
    ['uses', task({ 'b.ts': 'import a', 'a.ts': lines() })],
    ['same-text', task({ 'c.ts': 'import a', 'a.ts': lines() })],
    ['namesake', task({ 'a.ts': 'another project' })],
  ]);
  const conflicts = conflictsAmong(tasks);
  expect(Object.fromEntries([...conflicts].map(([id, others]) => [id, [...others].sort()]))).toEqual({
    bug: ['other-bug', 'same-text', 'uses'],
    'other-bug': ['bug', 'same-text', 'uses'],
    uses: ['bug', 'other-bug'],
    'same-text': ['bug', 'other-bug'],
    namesake: [],
  });
  expect(withoutConflicts(['uses', 'bug', 'same-text', 'namesake'], conflicts)).toEqual([
    'uses',
    'same-text',
    'namesake',
  ]);
});
