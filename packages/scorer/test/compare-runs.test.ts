import type { Finding } from '@bebug/core';
import { describe, expect, test } from 'vitest';
import { compareRuns, scoreRun, type Scorecard } from '../src/index.ts';
import { answeredRun, syntheticSet } from './synthetic-set.ts';

const set = syntheticSet({ bugTasks: 60 });
const sampling = { draws: 500, seed: 3 };

/** A detector that finds the bugs at these places of the set. */
function finderOf(isFound: (index: number) => boolean): Scorecard {
  const findings = set.bugs
    .filter((_, index) => isFound(index))
    .map(({ task, file, mutated: { startLine, endLine } }): Finding => ({ task, file, startLine, endLine }));
  return scoreRun({ ...answeredRun(set, findings), options: sampling });
}

const strong = finderOf((index) => index % 10 !== 0);
const other = finderOf((index) => index % 10 !== 1);
const weak = finderOf((index) => index % 10 === 1);

describe('of three detectors', () => {
  const { pairs, ranks, tied, detectable } = compareRuns([weak, strong, other], sampling);

  test('each pair counts what one alone finds', () => {
    const count = (test: (index: number) => boolean): number =>
      set.bugs.filter((_, index) => test(index)).length;
    expect(pairs.map(({ first, second }) => [first, second])).toEqual([
      [0, 1],
      [0, 2],
      [1, 2],
    ]);
    expect(pairs[2]).toMatchObject({
      n: set.bugs.length,
      onlyFirst: count((index) => index % 10 === 1),
      onlySecond: count((index) => index % 10 === 0),
    });
    expect(pairs[0]!.difference).toBeCloseTo(
      (count((index) => index % 10 === 1) - count((index) => index % 10 !== 0)) / set.bugs.length,
      12,
    );
  });

  test('those that differ by chance are tied, and p values are Holm’s', () => {
    expect(pairs.map(({ isSeparated }) => isSeparated)).toEqual([true, true, false]);
    for (const { adjusted, signFlip } of pairs) expect(adjusted).toBeGreaterThanOrEqual(signFlip.p!);
    expect(tied.map((group) => [...group].sort())).toEqual([[1, 2], [0]]);
  });

  test('the weak one is last in every draw, the others share the first two places', () => {
    expect(ranks[0]).toEqual({ low: 3, high: 3 });
    for (const rank of ranks.slice(1)) expect(rank!.high).toBeLessThanOrEqual(2);
  });

  test('what the set can tell apart is said', () => {
    expect(detectable).toBeGreaterThan(0);
    expect(detectable).toBeLessThan(1);
  });
});

test('a detector and itself: no difference, no p value, one group', () => {
  const { pairs, tied, detectable } = compareRuns([strong, strong], sampling);
  expect(pairs[0]).toMatchObject({
    difference: 0,
    adjusted: 1,
    isSeparated: false,
    mcnemar: { p: null, pExact: 1 },
  });
  expect(tied).toEqual([[0, 1]]);
  expect(detectable).toBeNull();
});

test('only bugs that both attempted are compared', () => {
  const some = set.tasks.filter((_, index) => index % 2 === 0).map(({ id }) => id);
  const partial = scoreRun({
    ...answeredRun(set, []),
    responses: some.map((task) => ({ task, status: 'answered' as const, findings: 0 })),
    options: sampling,
  });
  const { pairs } = compareRuns([strong, partial], sampling);
  expect(pairs[0]!.n).toBe(set.bugs.filter(({ task }) => some.includes(task)).length);
});

test('two runs without a common bug are compared, and nothing is said of either', () => {
  const half = (parity: number): Scorecard =>
    scoreRun({
      ...answeredRun(set, []),
      responses: set.tasks
        .filter((_, index) => index % 2 === parity)
        .map(({ id }) => ({ task: id, status: 'answered' as const, findings: 0 })),
      options: sampling,
    });
  const { pairs, tied, detectable, seeding } = compareRuns([half(0), half(1)], sampling);
  expect(pairs[0]).toMatchObject({ n: 0, difference: null, isSeparated: false });
  expect([tied, detectable]).toEqual([[[0, 1]], null]);
  expect(seeding).toMatchObject({
    planted: 0,
    chao: { value: null, atLeast: null },
    chapman: [{ estimate: { value: null } }],
  });
});
