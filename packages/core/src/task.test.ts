import { expect, test } from 'vitest';
import { makeTask, taskSchema, type Task } from './task.ts';

const task: Task = {
  id: 't-0123456789ab',
  kind: 'file',
  language: 'typescript',
  files: ['src/a.ts'],
  context: [],
  lines: 3,
};

test('a task takes what is on the list and nothing else', () => {
  const withTruth = { ...task, tier: 'hard', operator: 'guard-drop', canary: 'x' } as Task;
  expect(makeTask(withTruth)).toEqual(task);
});

test('a task with another key is refused', () => {
  expect(taskSchema.safeParse({ ...task, tier: 'hard' }).success).toBe(false);
});

test('a task whose file leaves its folder is refused', () => {
  expect(() => makeTask({ ...task, files: ['../truth/bugs.jsonl'] })).toThrow('stays inside');
});
