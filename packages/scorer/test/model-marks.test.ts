import type { Finding, Marks, ModelMarks } from '@bebug/core';
import { expect, test } from 'vitest';
import { scoreRun, type ModelMarksScore, type Scorecard } from '../src/index.ts';
import { answeredRun, syntheticSet } from './synthetic-set.ts';

const set = syntheticSet({ bugTasks: 50 });
const findings = set.bugs.map(({ task, file, mutated }): Finding => ({
  task,
  file,
  startLine: mutated.startLine,
  endLine: mutated.endLine,
}));
const all = (mark: number) => ({ mechanism: mark, trigger: mark, consequence: mark, fix: mark });

const byModel = (index: number, mark: number | null, by = 'model:compatible/judge'): ModelMarks => ({
  finding: index,
  bug: set.bugs[index]!.id,
  by,
  rubricHash: '0'.repeat(64),
  marks: mark === null ? null : all(mark),
  why: mark === null ? 'The model refused to answer.' : '',
});
const byPerson = (index: number, mark: number, by = 'ann'): Marks => ({
  finding: index,
  bug: set.bugs[index]!.id,
  by,
  ...all(mark),
});

function scored(modelMarks: readonly ModelMarks[], marks: readonly Marks[] = []): Scorecard {
  return scoreRun({ ...answeredRun(set, findings), options: { seed: 1, draws: 400 }, modelMarks, marks });
}

function mechanism(card: Scorecard, at = 0): ModelMarksScore['criteria'][number] {
  return card.explanations!.models[at]!.criteria[0]!;
}

/** 60 explanations; the model finds 36 right. People marked 20 of them: of 10 right ones it finds 9 right, of 10 others 2. */
const modelMarks = set.bugs.map((_, index) => {
  if (index < 10) return byModel(index, index < 9 ? 2 : 1);
  if (index < 20) return byModel(index, index < 12 ? 2 : 0);
  return byModel(index, index < 45 ? 2 : index % 2);
});
const marks = [
  ...Array.from({ length: 10 }, (_, index) => byPerson(index, 2)),
  ...Array.from({ length: 10 }, (_, index) => byPerson(10 + index, 1)),
];

test('a model’s marks are corrected by what people say of some of the same explanations', () => {
  expect(set.bugs).toHaveLength(60);
  const card = scored(modelMarks, marks);
  expect(card.explanations!.models).toHaveLength(1);
  expect(card.explanations!.models[0]).toMatchObject({
    by: 'model:compatible/judge',
    marked: 60,
    unscored: 0,
    rightFrom: 2,
    labelled: 20,
  });
  const { mean, right, sensitivity, specificity, corrected } = mechanism(card);
  expect(right).toMatchObject({ successes: 36, n: 60, value: 0.6 });
  expect(mean.value).toBeCloseTo((2 * 36 + 1 + 8) / 60, 12);
  expect(sensitivity).toMatchObject({ successes: 9, n: 10, value: 0.9 });
  expect(specificity).toMatchObject({ successes: 8, n: 10, value: 0.8 });
  expect(sensitivity.clopperPearson!.low).toBeCloseTo(0.555, 3);
  expect(corrected.value).toBeCloseTo((0.6 + 0.8 - 1) / (0.9 + 0.8 - 1), 12);

  // Both intervals know that 20 labels say little: that of the raw share would be 25 points wide.
  const raw = right.wilson!;
  for (const { low, high } of [corrected.langReiczigel!, corrected.bootstrap.percentile!]) {
    expect(low).toBeLessThan(corrected.value!);
    expect(high).toBeGreaterThan(corrected.value!);
    expect(high - low).toBeGreaterThan(1.2 * (raw.high - raw.low));
  }
  expect(card.notes.join(' ')).not.toContain('not corrected');
  // What people say stays apart.
  expect(card.explanations!.marks).toMatchObject({ graders: 1, findings: 20 });
});

test('without labels the raw figure stands alone, and a note says so', () => {
  const card = scored(modelMarks);
  expect(mechanism(card)).toMatchObject({
    right: { value: 0.6 },
    corrected: { value: null, langReiczigel: null },
  });
  expect(card.notes).toContain(
    'The marks of model:compatible/judge are not corrected: people marked none of these explanations.',
  );
});

test.for<[string, readonly Marks[]]>([
  ['labels of one kind alone', marks.slice(0, 10)],
  [
    'a model that is no better than chance',
    modelMarks.slice(0, 20).map((_, index) => byPerson(index, index % 2 ? 0 : 2)),
  ],
  [
    'a model that is always wrong',
    modelMarks.slice(0, 20).map(({ marks: own }, index) => byPerson(index, own!.fix === 2 ? 0 : 2)),
  ],
])('%s correct nothing, and a note says so', ([name, labels]) => {
  const models = name.includes('chance')
    ? modelMarks.map((_, index) => byModel(index, index % 4 < 2 ? 2 : 0))
    : modelMarks;
  const card = scored(models, labels);
  expect(mechanism(card).corrected).toMatchObject({ value: null, langReiczigel: null });
  expect(card.notes.join(' ')).toContain('not corrected for mechanism, trigger, consequence, fix: among the');
});

test('what a model left unscored is in no figure, and never 0', () => {
  const card = scored(set.bugs.map((_, index) => byModel(index, index < 40 ? 2 : null)));
  expect(card.explanations!.models[0]).toMatchObject({ marked: 40, unscored: 20 });
  expect(mechanism(card)).toMatchObject({ right: { successes: 40, n: 40 }, mean: { value: 2 } });
  expect(card.notes.join(' ')).toContain('left 20 of 60 explanations unscored');
});

test('several people label by majority, several models stand apart, and order changes nothing', () => {
  const people = [
    ...marks,
    ...marks.map(({ finding }) => byPerson(finding, 2, 'bob')),
    ...marks.map(({ finding }) => byPerson(finding, 0, 'cid')),
  ];
  // Two of three are for the first ten, one of three for the others.
  const models = [...modelMarks, ...modelMarks.map(({ finding }) => byModel(finding, 2, 'model:a/all'))];
  const card = scored(models, people);
  expect(card.explanations!.models.map(({ by }) => by)).toEqual(['model:a/all', 'model:compatible/judge']);
  expect(mechanism(card, 1)).toMatchObject({
    sensitivity: { successes: 9, n: 10 },
    specificity: { successes: 8 },
  });
  expect(mechanism(card, 0)).toMatchObject({
    specificity: { successes: 0, n: 10 },
    corrected: { value: null },
  });
  expect(scored(models.toReversed(), people.toReversed()).explanations).toEqual(card.explanations);
});

test('marks for a finding that found nothing do not count', () => {
  const [first, ...others] = modelMarks;
  const card = scored([{ ...first!, finding: 7 }, ...others]);
  expect(card.explanations!.models[0]!.marked).toBe(59);
});
