import type { Response } from '@bebug/core';
import { expect, test } from 'vitest';
import { commonLimit, meanUpTo, timeToFind } from './time-to-find.ts';

const answered = (task: string, elapsedMs?: number): Response => ({
  ...{ task, status: 'answered', findings: 0 },
  ...(elapsedMs !== undefined && { elapsedMs }),
});
const bugs = ['a', 'b', 'c', 'd'].map((task) => ({ id: `b-${task}`, task }));

test('four bugs: found at 2, with the answer at 6, sought until 8, and of a task without a time', () => {
  const found = new Map<string, number | undefined>([
    ['b-a', 2],
    ['b-b', undefined],
  ]);
  const times = timeToFind({
    bugs,
    found,
    responses: [answered('a', 5), answered('b', 6), answered('c', 8), answered('d')],
  });
  expect(times).toEqual({
    ...{ bugs: 3, found: 2, medianMs: 6, limitMs: 8 },
    restrictedMeanMs: expect.closeTo(2 + (4 * 2) / 3 + 2 / 3, 12) as number,
    restrictedMeanInterval: { low: expect.any(Number) as number, high: 8 },
    survival: [
      { time: 2, survival: expect.closeTo(2 / 3, 12) as number, atRisk: 3, found: 1 },
      { time: 6, survival: expect.closeTo(1 / 3, 12) as number, atRisk: 2, found: 1 },
    ],
  });
});

test('a median needs half of the bugs, and an interval something found', () => {
  const responses = bugs.map(({ task }) => answered(task, 10));
  expect(timeToFind({ bugs, found: new Map([['b-a', 3]]), responses })!.medianMs).toBeNull();
  expect(
    timeToFind({
      ...{ bugs, responses },
      found: new Map([
        ['b-a', 3],
        ['b-b', 4],
      ]),
    })!.medianMs,
  ).toBe(4);
  expect(timeToFind({ bugs, found: new Map(), responses })).toMatchObject({
    ...{ found: 0, restrictedMeanMs: 10, restrictedMeanInterval: null },
  });
  expect(timeToFind({ bugs, found: new Map([['b-a', undefined]]), responses: [] })).toBeNull();
});

test('the interval of a mean is two errors wide, and stays between 0 and the limit', () => {
  const steps = [{ time: 4, survival: 0.5, atRisk: 100, found: 50 }];
  // The area right of 4 is 0.5 · 6; of a hundred, fifty found it.
  const half = 1.959963984540054 * Math.sqrt((9 * 50) / (100 * 50));
  expect(meanUpTo(steps, 10)).toEqual({
    restrictedMeanMs: 7,
    restrictedMeanInterval: {
      low: expect.closeTo(7 - half, 12) as number,
      high: expect.closeTo(7 + half, 12) as number,
    },
  });
  const early = [{ time: 1, survival: 0.5, atRisk: 2, found: 1 }];
  expect(meanUpTo(early, 10).restrictedMeanInterval).toEqual({ low: 0, high: 10 });
});

test('runs are compared as far as all of them searched', () => {
  const until = (limitMs: number) => ({ limitMs }) as ReturnType<typeof timeToFind>;
  expect(commonLimit([until(9), null, until(4)])).toBe(4);
  expect(commonLimit([null])).toBeNull();
});
