import type { Response } from '@bebug/core';
import { expect, test } from 'vitest';
import { clusteredWilson } from './clustered-wilson.ts';
import { commonLimit, meanUpTo, timeToFind } from './time-to-find.ts';

const answered = (task: string, elapsedMs?: number): Response => ({
  ...{ task, status: 'answered', findings: 0 },
  ...(elapsedMs !== undefined && { elapsedMs }),
});
const bugs = ['a', 'b', 'c', 'd'].map((task) => ({ id: `b-${task}`, task }));
/** Every task has a file of its own. */
const clusterOf = (task: string): string => task;

test('four bugs: found at 2, with the answer at 6, sought until 8, and of a task without a time', () => {
  const found = new Map<string, number | undefined>([
    ['b-a', 2],
    ['b-b', undefined],
  ]);
  const times = timeToFind({
    bugs,
    found,
    clusterOf,
    responses: [answered('a', 5), answered('b', 6), answered('c', 8), answered('d')],
  });
  expect(times).toEqual({
    ...{ bugs: 3, found: 2, medianMs: 6, limitMs: 8, clusters: 3 },
    designEffect: expect.any(Number) as number,
    degrees: expect.any(Number) as number,
    restrictedMeanMs: expect.closeTo(2 + (4 * 2) / 3 + 2 / 3, 12) as number,
    restrictedMeanInterval: { low: expect.any(Number) as number, high: expect.any(Number) as number },
    survival: [
      { time: 2, survival: expect.closeTo(2 / 3, 12) as number, atRisk: 3, found: 1 },
      { time: 6, survival: expect.closeTo(1 / 3, 12) as number, atRisk: 2, found: 1 },
    ],
  });
});

test('a median needs half of the bugs, and an interval something found', () => {
  const responses = bugs.map(({ task }) => answered(task, 10));
  expect(timeToFind({ bugs, found: new Map([['b-a', 3]]), responses, clusterOf })!.medianMs).toBeNull();
  expect(
    timeToFind({
      ...{ bugs, responses, clusterOf },
      found: new Map([
        ['b-a', 3],
        ['b-b', 4],
      ]),
    })!.medianMs,
  ).toBe(4);
  expect(timeToFind({ bugs, found: new Map(), responses, clusterOf })).toMatchObject({
    ...{ found: 0, restrictedMeanMs: 10, restrictedMeanInterval: null },
  });
  expect(timeToFind({ bugs, found: new Map([['b-a', undefined]]), responses: [], clusterOf })).toBeNull();
});

test('the interval of a mean is that of its share of the limit, by the error between files', () => {
  const survival = [{ time: 4, survival: 0.5, atRisk: 100, found: 50 }];
  // The area right of 4 is 0.5 · 6; of a hundred, fifty found it. Files make the variance twice as large.
  const error = Math.sqrt((9 * 50) / (100 * 50));
  const share = clusteredWilson({
    ...{ share: 0.7, error: (error * Math.SQRT2) / 10, units: 100, clusters: 25, degrees: 7 },
  })!;
  expect(meanUpTo({ survival, clusters: 25, designEffect: 2, degrees: 7 }, 10)).toEqual({
    restrictedMeanMs: 7,
    restrictedMeanInterval: {
      low: expect.closeTo(10 * share.low, 12) as number,
      high: expect.closeTo(10 * share.high, 12) as number,
    },
  });
  expect(
    meanUpTo({ survival, clusters: 1, designEffect: null, degrees: null }, 10).restrictedMeanInterval,
  ).toBeNull();
});

test('runs are compared as far as all of them searched', () => {
  const until = (limitMs: number) => ({ limitMs }) as ReturnType<typeof timeToFind>;
  expect(commonLimit([until(9), null, until(4)])).toBe(4);
  expect(commonLimit([null])).toBeNull();
});
