import type { Grade, Marks, ModelMarks } from '@bebug/core';
import { expect, test } from 'vitest';
import { scoreExplanations, type ExplanationInput } from './explanation-score.ts';

const sampling = { seed: 1, draws: 20 };
const ids = ['a', 'b', 'c', 'd'];
const found = new Map(ids.map((id, at) => [id, at]));
const grade = (bug: string, fix: string | null, trigger: string | null, finding = found.get(bug)!): Grade =>
  ({
    ...{ bug, finding },
    fix: fix === null ? null : { verdict: fix, why: '' },
    trigger: trigger === null ? null : { verdict: trigger, why: '' },
  }) as Grade;
const marks = (bug: string, by: string, mark: number, finding = found.get(bug)!): Marks => ({
  ...{ bug, by, finding, mechanism: mark, trigger: 2 - mark, consequence: 1, fix: 0 },
});
const byModel = (bug: string, mark: number | null): ModelMarks => ({
  ...{ bug, by: 'm', finding: found.get(bug)!, rubricHash: '0'.repeat(64), why: '' },
  marks: mark === null ? null : { mechanism: mark, trigger: mark, consequence: mark, fix: mark },
});
const scoreOf = (more: Partial<ExplanationInput>) =>
  scoreExplanations({
    ...{ grades: [], marks: [], modelMarks: [], found, sampling },
    clusterOfBug: (bug) => (bug === 'b' ? 'a.ts' : `${bug}.ts`),
    ...more,
  });

test('fixes and triggers are shares of what could be graded, by file', () => {
  const { fixes, triggers, models } = scoreOf({
    grades: [
      grade('a', 'mends', null),
      grade('b', 'breaks-other', 'shows-it'),
      grade('c', 'ungraded', 'shows-nothing'),
      grade('d', 'mends', 'ungraded'),
      grade('d', 'mends', 'shows-it', 7),
    ],
  })!;
  expect(fixes).toMatchObject({ successes: 2, n: 3, bootstrap: { clusters: 2 } });
  expect(triggers).toMatchObject({ successes: 1, n: 2, bootstrap: { clusters: 2 } });
  expect(models).toEqual([]);
});

test('marks are means over findings of means over graders, with their agreement', () => {
  const { marks: of } = scoreOf({
    marks: [
      marks('a', 'ann', 2),
      marks('a', 'bo', 1),
      marks('b', 'ann', 0),
      marks('b', 'bo', 0),
      marks('c', 'bo', 2),
      marks('d', 'ann', 2, 9),
    ],
  })!;
  expect(of).toMatchObject({ graders: 2, findings: 3 });
  const [mechanism, trigger, consequence, fix] = of.criteria as [
    (typeof of.criteria)[number],
    ...(typeof of.criteria)[number][],
  ];
  expect(of.criteria.map(({ name }) => name)).toEqual(['mechanism', 'trigger', 'consequence', 'fix']);
  expect(mechanism.mean.value).toBeCloseTo((1.5 + 0 + 2) / 3, 12);
  expect(trigger!.mean.value).toBeCloseTo((0.5 + 2 + 0) / 3, 12);
  expect([consequence!.mean.value, fix!.mean.value]).toEqual([1, 0]);
  expect(mechanism.mean.bootstrap).toMatchObject({ n: 3, clusters: 2 });
  // Pairs of ranks 2 1 and 0 0: of four ratings two are 0, one 1 and one 2.
  expect(mechanism.alpha).toBeCloseTo(1 - (3 * 2 * 1) / (2 * (2 * 1.5 ** 2 + 2 * 2.5 ** 2 + 1)), 12);
  expect(consequence!.alpha).toBeNull();
});

test('one grader agrees with nobody, and nothing is nothing', () => {
  const one = scoreOf({ marks: [marks('a', 'ann', 2)] })!;
  expect(one.marks.criteria.map(({ alpha }) => alpha)).toEqual([null, null, null, null]);
  expect(one.fixes).toMatchObject({ value: null, n: 0 });
  expect(scoreOf({})).toBeNull();
  expect(scoreOf({ marks: [marks('a', 'ann', 2, 3)], grades: [grade('e', 'mends', null, 0)] })).toBeNull();
});

test('models stand apart from people, whose majority is the truth', () => {
  const { models, marks: people } = scoreOf({
    modelMarks: [byModel('a', 2), byModel('b', 0), byModel('c', 2), byModel('d', null)],
    marks: [marks('a', 'ann', 2), marks('a', 'bo', 1), marks('b', 'ann', 2), marks('c', 'ann', 2)],
  })!;
  expect(people).toMatchObject({ graders: 2, findings: 3 });
  expect(models[0]).toMatchObject({ by: 'm', marked: 3, unscored: 1, labelled: 3, rightFrom: 2 });
  const [{ mean, right, sensitivity, specificity, corrected }] = models[0]!.criteria as [
    (typeof models)[number]['criteria'][number],
  ];
  expect(mean.value).toBeCloseTo(4 / 3, 12);
  expect(right).toMatchObject({ successes: 2, n: 3 });
  // People are divided on a: it is not right. Of b and c, which are, the model finds one.
  expect(sensitivity).toMatchObject({ successes: 1, n: 2, value: 0.5 });
  expect(specificity).toMatchObject({ successes: 0, n: 1, value: 0 });
  expect(specificity.clopperPearson!.high).toBeCloseTo(0.975, 9);
  expect(corrected).toMatchObject({ value: null, langReiczigel: null });
});
