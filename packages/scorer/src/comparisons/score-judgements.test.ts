import type { Judgement, Label, ProblemTask, Tier } from '@bebug/core';
import type { Bug, Problem } from '@bebug/core/truth';
import { expect, test } from 'vitest';
import { choiceStrengths } from './choice-strengths.ts';
import { asChoices, asComparisons, scoreJudgements, type ProblemKey } from './score-judgements.ts';

/** Two problems of three solutions: A is right in the first, C in the second. */
const BUGS: readonly (readonly [string, Tier])[] = [
  ['b-1', 'easy'],
  ['b-2', 'hard'],
];
const solution = (label: Label, ...bugs: string[]) => ({ label, bugs, length: 9, failing: bugs });
const problem = (task: string, ...candidates: Problem['candidates']): Problem => ({
  ...{ task, corpus: 'c', file: `${task}.ts`, candidates, tests: {}, canary: '' },
});
const KEY: ProblemKey = {
  tasks: ['p-1', 'p-2'].map((id) => ({ id, candidates: ['A', 'B', 'C'] }) as unknown as ProblemTask),
  truth: [
    problem('p-1', solution('A'), solution('B', 'b-1'), solution('C', 'b-2')),
    problem('p-2', solution('A', 'b-2', 'b-1'), solution('B', 'b-2'), solution('C')),
  ],
  bugs: BUGS.map(([id, tier]) => ({ id, tier }) as Bug),
};

/** `A+ B- …`, problem by problem: what is taken for right, and for wrong. */
const said = (...written: readonly string[]): Judgement[] =>
  written.flatMap((line, index) =>
    line.split(' ').map((one) => ({
      task: `p-${index + 1}`,
      candidate: one[0] as Label,
      isRight: one[1] === '+',
      confidence: 0.75,
    })),
  );

test('right ones accepted and wrong ones rejected are told apart, and what was not judged is nothing', () => {
  const judgements = said('A+ B- C+', 'A- B+');
  const score = scoreJudgements(KEY, { detector: 'x', judgements }, { seed: 1, draws: 50 });
  expect(score).toMatchObject({
    ...{ problems: 2, solutions: 6, judged: 5 },
    accuracy: { successes: 3, n: 5 },
    accepted: { successes: 1, n: 1 },
    rejected: { successes: 2, n: 4 },
  });
  expect(score.tiers.map(({ tier, rejected }) => [tier, rejected.successes, rejected.n])).toEqual([
    ['easy', 2, 2],
    ['hard', 0, 2],
  ]);
  expect(score.brier).toBeCloseTo((3 * 0.0625 + 2 * 0.5625) / 5, 12);
});

test('where one solution alone is taken for right, it is a choice', () => {
  const judgements = said('A+ B- C+', 'A- B+ C-');
  expect(asChoices(judgements)).toEqual([{ task: 'p-2', choice: 'B' }]);
  expect(scoreJudgements(KEY, { detector: 'x', judgements }, { seed: 1, draws: 50 }).positions).toMatchObject(
    [{ candidates: 3, first: 0, n: 1, bestFirst: 0 }],
  );
  const strengths = choiceStrengths(asComparisons(KEY), [
    asChoices(said('A+', 'C+')),
    asChoices(said('C+', 'B+')),
  ]);
  expect(strengths.tiers.map(({ tier, strength }) => [tier, strength])).toEqual([
    ['easy', null],
    ['hard', expect.closeTo(0, 9)],
  ]);
});
