import type { Response, Task } from '@bebug/core';
import { expect, test } from 'vitest';
import { attemptsOf } from './attempts.ts';

const STATUSES = ['answered', 'failed', 'empty', 'unparsable', 'refused', 'timed-out', 'skipped'] as const;
const tasks = [...STATUSES, 'silent'].map((id) => ({ id }) as Task);
const said = (task: string, status: Response['status']): Response => ({ task, status, findings: 0 });

test('every status has its count, and what was skipped was not attempted', () => {
  const { isAttempted, isAnswered, counts } = attemptsOf(
    tasks,
    STATUSES.map((status) => said(status, status)),
  );
  expect(counts).toEqual({
    total: 8,
    attempted: 6,
    answered: 1,
    failed: 3,
    refused: 1,
    timedOut: 1,
    notAttempted: 2,
  });
  expect(tasks.filter(({ id }) => isAnswered(id)).map(({ id }) => id)).toEqual(['answered']);
  expect(tasks.filter(({ id }) => !isAttempted(id)).map(({ id }) => id)).toEqual(['skipped', 'silent']);
});

test('the last response counts', () => {
  const { isAnswered, isAttempted } = attemptsOf(tasks, [
    said('failed', 'failed'),
    said('failed', 'answered'),
    said('empty', 'answered'),
    said('empty', 'skipped'),
  ]);
  expect([isAnswered('failed'), isAttempted('empty')]).toEqual([true, false]);
});
