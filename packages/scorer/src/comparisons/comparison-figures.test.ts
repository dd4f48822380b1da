import type { Choice, ComparisonTask, Judgement, Label, ProblemTask, Tier } from '@bebug/core';
import type { Bug, Comparison, Problem } from '@bebug/core/truth';
import { expect, test } from 'vitest';
import { choiceStrengths } from './choice-strengths.ts';
import { scoreChoices, type ComparisonKey } from './score-choices.ts';
import { asChoices, asComparisons, scoreJudgements, type ProblemKey } from './score-judgements.ts';

const SAMPLING = { seed: 1, draws: 20 };
const BUGS = (
  [
    ['b-easy', 'easy'],
    ['b-hard', 'hard'],
    ['b-expert', 'expert'],
  ] as const
).map(([id, tier]: readonly [string, Tier]) => ({ id, tier }) as Bug);

/** One task: its candidates as `label length bugs…`, the clean one without bugs. */
function comparison(task: string, corpus: string, file: string, ...written: readonly string[]): Comparison {
  const candidates = written.map((one) => {
    const [label, length, ...bugs] = one.split(' ') as [Label, string, ...string[]];
    return { label, length: Number(length), bugs };
  });
  const best = candidates.find(({ bugs }) => bugs.length === 0)!.label;
  return { task, corpus, file, best, candidates, canary: 'secret' };
}
const keyOf = (...truth: readonly Comparison[]): ComparisonKey => ({
  ...{
    truth,
    bugs: BUGS,
    tasks: [...truth.map(({ task }) => ({ id: task }) as ComparisonTask), { id: 'unanswered' }],
  },
});
const choose = (task: string, choice: Label | null): Choice => ({ task, choice });

test('the longest text is right by lot where others are as long', () => {
  const key = keyOf(
    comparison('1', 'c', 'a.ts', 'A 9 b-easy', 'B 9'),
    comparison('2', 'c', 'b.ts', 'A 9 b-easy', 'B 8'),
    comparison('3', 'c', 'c.ts', 'A 9', 'B 8 b-easy', 'C 7 b-hard'),
    comparison('4', 'c', 'd.ts', 'A 9 b-easy', 'B 9', 'C 9 b-hard'),
  );
  const choices = ['1', '2', '3', '4'].map((task) => choose(task, 'B'));
  const score = scoreChoices(key, { detector: 'd', choices }, SAMPLING);
  expect(score).toMatchObject({ detector: 'd', tasks: 5, answered: 4, undecided: 0, brier: null });
  expect(score.longest).toBeCloseTo((1 / 2 + 0 + 1 + 1 / 3) / 4, 12);
  expect(score.chance).toBeCloseTo((2 / 2 + 2 / 3) / 4, 12);
  expect(score.accuracy).toMatchObject({ successes: 3, n: 4 });
});

test('files of the same name in two corpora are two files, and tasks of one file are one cluster', () => {
  const key = keyOf(
    comparison('1', 'c', 'a.ts', 'A 9 b-easy', 'B 9'),
    comparison('2', 'other', 'a.ts', 'A 9 b-hard', 'B 8'),
    comparison('3', 'c', 'a.ts', 'A 9', 'B 8 b-easy b-expert'),
  );
  const choices = [choose('1', 'B'), choose('2', null), choose('3', 'B')];
  const score = scoreChoices(key, { detector: 'd', choices }, SAMPLING);
  expect(score.accuracy.bootstrap.clusters).toBe(2);
  expect(score.tiers.map(({ tier, accuracy: { successes, n } }) => [tier, successes, n])).toEqual([
    ['easy', 1, 1],
    ['hard', 0, 1],
    ['expert', 0, 1],
  ]);
  expect(score.positions).toMatchObject([{ candidates: 2, first: 0, n: 2, bestFirst: 1 }]);
});

test('strengths are of the tiers that the set has, and a candidate with two bugs is of the easier', () => {
  const key = keyOf(
    comparison('1', 'c', 'a.ts', 'A 9 b-hard b-easy', 'B 9'),
    comparison('2', 'c', 'b.ts', 'A 9 b-expert', 'B 9'),
  );
  const { method, choices, undecided, converged, tiers, logLikelihood } = choiceStrengths(key, [
    [choose('1', 'A'), choose('2', null)],
    [choose('1', 'B'), choose('2', 'B')],
    [choose('1', 'B')],
  ]);
  expect({ method, choices, undecided, converged }).toEqual({
    ...{ method: 'Bradley–Terry–Luce, maximum likelihood', choices: 5, undecided: 1, converged: true },
  });
  expect(tiers).toEqual([
    {
      ...{ tier: 'easy', unbounded: null },
      strength: expect.closeTo(Math.log(1 / 2), 9) as number,
      se: expect.closeTo(Math.sqrt(1 + 1 / 2), 9) as number,
    },
    { tier: 'hard', strength: null, se: null, unbounded: 'never-compared' },
    {
      ...{ tier: 'expert', unbounded: null },
      // Half a choice for it, one and a half against it.
      strength: expect.closeTo(Math.log(0.5 / 1.5), 9) as number,
      se: expect.closeTo(Math.sqrt(1 / 0.5 + 1 / 1.5), 9) as number,
    },
  ]);
  expect(logLikelihood).toBeCloseTo(
    Math.log((1 / 3) * (2 / 3) ** 2) + 0.5 * Math.log(1 / 4) + 1.5 * Math.log(3 / 4),
    9,
  );
});

test('problems are comparisons of their solutions, and judgements are drawn by source file', () => {
  const solution = (label: Label, ...bugs: string[]) => ({ label, bugs, length: 7, failing: [] });
  const problem = (task: string, corpus: string, ...candidates: Problem['candidates']): Problem => ({
    ...{ task, corpus, file: 'a.ts', candidates, tests: {}, canary: 'secret' },
  });
  const key: ProblemKey = {
    tasks: ['1', '2', '3'].map((id) => ({ id, candidates: ['A', 'B'] }) as unknown as ProblemTask),
    truth: [
      problem('1', 'c', solution('A', 'b-hard', 'b-easy'), solution('B')),
      problem('2', 'o', solution('A'), solution('B', 'b-expert')),
    ],
    bugs: BUGS,
  };
  expect(asComparisons(key)).toEqual({
    ...{ tasks: key.tasks, bugs: BUGS },
    truth: [
      {
        ...{ task: '1', corpus: 'c', file: 'a.ts', best: 'B', canary: 'secret' },
        candidates: [
          { label: 'A', bugs: ['b-hard', 'b-easy'], length: 7 },
          { label: 'B', bugs: [], length: 7 },
        ],
      },
      {
        ...{ task: '2', corpus: 'o', file: 'a.ts', best: 'A', canary: 'secret' },
        candidates: [
          { label: 'A', bugs: [], length: 7 },
          { label: 'B', bugs: ['b-expert'], length: 7 },
        ],
      },
    ],
  });
  const said = (task: string, candidate: Label, isRight: boolean): Judgement => ({
    task,
    candidate,
    isRight,
  });
  const judgements = [
    said('1', 'A', false),
    said('1', 'B', true),
    said('2', 'A', false),
    said('2', 'B', true),
  ];
  expect(asChoices(judgements.filter(({ isRight }) => !isRight))).toEqual([]);
  const score = scoreJudgements(key, { detector: 'd', judgements }, SAMPLING);
  expect(score).toMatchObject({
    ...{ detector: 'd', problems: 3, solutions: 6, judged: 4, brier: null },
    accuracy: { successes: 2, n: 4, bootstrap: { clusters: 2 } },
    accepted: { successes: 1, n: 2 },
    rejected: { successes: 1, n: 2 },
    positions: [{ candidates: 2, first: 0, n: 2, bestFirst: 1 }],
  });
  expect(score.tiers.map(({ tier, rejected: { successes, n } }) => [tier, successes, n])).toEqual([
    ['easy', 1, 1],
    ['expert', 0, 1],
  ]);
});
