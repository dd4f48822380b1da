import type { Task } from '@bebug/core';
import type { Control } from '@bebug/core/truth';
import { expect, test } from 'vitest';
import { attemptsOf } from './attempts.ts';
import { answeredControls, scoreControls } from './control-score.ts';

const task = (id: string, lines: number): Task => ({ id, lines }) as Task;
const tasks = [task('a', 100), task('b', 300), task('c', 50), task('bug', 70)];
const controls = ['a', 'b', 'c'].map((id): Control => ({ task: id, corpus: 'c', canary: '' }));
const sampling = { seed: 1, draws: 20 };
const scoreOf = (answered: readonly Task[], alarms: ReadonlyMap<string, number>) =>
  scoreControls(tasks, controls, answered, alarms, (id) => id, sampling);

test('three alarms on one of two controls with 400 lines are 7.5 for a thousand', () => {
  const score = scoreOf(
    tasks.slice(0, 2),
    new Map([
      ['a', 3],
      ['bug', 9],
    ]),
  );
  expect(score).toMatchObject({
    ...{ tasks: 3, answered: 2, lines: 400, falsePositives: 3 },
    alarmed: { successes: 1, n: 2, value: 0.5 },
    per1000Lines: { value: 7.5, bootstrap: { n: 2, clusters: 2 } },
  });
  // Garwood's interval of three is 0.6187 to 8.7673.
  expect(score.per1000Lines.poisson!.low).toBeCloseTo((1000 * 0.6187) / 400, 3);
  expect(score.per1000Lines.poisson!.high).toBeCloseTo((1000 * 8.7673) / 400, 3);
});

test('without an answered control there is no rate', () => {
  expect(scoreOf([], new Map([['a', 1]]))).toMatchObject({
    ...{ tasks: 3, answered: 0, lines: 0, falsePositives: 0 },
    alarmed: { value: null },
    per1000Lines: { value: null, poisson: null },
  });
});

test('a control is judged when it was answered, or attempted with something reported', () => {
  const attempts: Parameters<typeof answeredControls>[2] = {
    ...attemptsOf([], []),
    isAnswered: (id: string) => id === 'a',
    isAttempted: (id: string) => id === 'a' || id === 'b',
  };
  const judged = (...alarmed: string[]): string[] =>
    answeredControls(tasks, controls, attempts, new Set(alarmed)).map(({ id }) => id);
  expect(judged()).toEqual(['a']);
  expect(judged('b', 'c', 'bug')).toEqual(['a', 'b']);
});
