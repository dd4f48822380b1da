import type { Choice, ComparisonTask, Label, Tier } from '@bebug/core';
import type { Bug, Comparison } from '@bebug/core/truth';
import { expect, test } from 'vitest';
import { choiceStrengths } from './choice-strengths.ts';
import { scoreChoices, type ComparisonKey } from './score-choices.ts';

/** Tasks as `B:hard` (the clean code is B, against a bug of that tier); each in a file of its own. */
function keyOf(...written: readonly string[]): ComparisonKey {
  const key = { tasks: [] as ComparisonTask[], truth: [] as Comparison[], bugs: [] as Bug[] };
  for (const [index, one] of written.entries()) {
    const [best, ...tiers] = one.split(':') as [Label, ...Tier[]];
    const task = `c-${String(index).padStart(12, '0')}`;
    const bugs = tiers.map((tier, at) => ({ id: `b-${index}-${at}`, tier }) as Bug);
    const shown = bugs.map(({ id }) => [id]).toSpliced(best.charCodeAt(0) - 65, 0, []);
    const candidates = shown.map((ids, at) => ({
      label: 'ABC'[at]! as Label,
      bugs: ids,
      length: 100 - 10 * ids.length,
    }));
    key.truth.push({ task, corpus: 'c', file: `${index}.ts`, best, candidates, canary: '' });
    key.tasks.push({ id: task } as ComparisonTask);
    key.bugs.push(...bugs);
  }
  return key;
}

const SAMPLING = { seed: 1, draws: 100 };
const chosen = ({ tasks }: ComparisonKey, labels: string): Choice[] =>
  [...labels].map((label, index) => ({
    task: tasks[index]!.id,
    choice: label === '-' ? null : (label as Label),
    confidence: 0.75,
  }));

test('right is the clean code and nothing else; by lot and by the hardest bug', () => {
  const key = keyOf('A:easy', 'B:easy', 'B:hard', 'A:hard:easy', 'C:hard:expert');
  const score = scoreChoices(key, { detector: 'x', choices: chosen(key, 'AA-AC') }, SAMPLING);
  expect(score).toMatchObject({ tasks: 5, answered: 5, undecided: 1, accuracy: { successes: 3, n: 5 } });
  expect(score.accuracy.bootstrap.clusters).toBe(5);
  expect(score.chance).toBeCloseTo((3 / 2 + 2 / 3) / 5, 12);
  // The clean code is the longest here.
  expect(score.longest).toBe(1);
  expect(score.tiers.map(({ tier, accuracy }) => [tier, accuracy.successes, accuracy.n])).toEqual([
    ['easy', 1, 2],
    ['hard', 1, 2],
    ['expert', 1, 1],
  ]);
  expect(score.brier).toBeCloseTo((3 * 0.0625 + 2 * 0.5625) / 5, 12);
  expect(score.positions).toMatchObject([
    { candidates: 2, first: 2, n: 2, expected: 0.5, bestFirst: 1 },
    { candidates: 3, first: 1, n: 2, expected: 1 / 3, bestFirst: 1 },
  ]);
});

test('what nobody answered is nothing, not wrong', () => {
  const score = scoreChoices(keyOf('A:easy'), { detector: 'x', choices: [] }, SAMPLING);
  expect(score).toMatchObject({
    answered: 0,
    accuracy: { value: null },
    chance: null,
    tiers: [],
    positions: [],
  });
});

test('who always takes the first place is seen to, with the exact interval', () => {
  const key = keyOf(...Array.from({ length: 20 }, (_, index) => (index % 2 === 0 ? 'A:easy' : 'B:easy')));
  const { positions, accuracy } = scoreChoices(
    key,
    { detector: 'x', choices: chosen(key, 'A'.repeat(20)) },
    SAMPLING,
  );
  expect(positions[0]!.exact.low).toBeCloseTo(0.025 ** (1 / 20), 10);
  expect(accuracy.value).toBe(0.5);
});

test('strengths are log odds against the clean code, and who saw no difference counts for both', () => {
  const key = keyOf('A:easy', 'B:easy', 'A:easy', 'A:easy', 'B:hard', 'A:hard');
  const { tiers, undecided } = choiceStrengths(key, [chosen(key, 'AB-BAA'), chosen(key, 'AAAABA')]);
  expect(undecided).toBe(1);
  expect(tiers[0]!.strength).toBeCloseTo(Math.log(2.5 / 5.5), 9);
  expect(tiers[0]!.se).toBeCloseTo(Math.sqrt(1 / 2.5 + 1 / 5.5), 9);
  expect(tiers[1]!.strength).toBeCloseTo(Math.log(1 / 3), 9);
  const perfect = choiceStrengths(key, [chosen(key, 'ABAABA')]);
  expect(perfect.tiers.map(({ unbounded }) => unbounded)).toEqual(['never-chosen', 'never-chosen']);
});
