import { TIERS, type Finding, type Grade, type Marks } from '@bebug/core';
import { describe, expect, test } from 'vitest';
import {
  chao,
  chapman,
  compareRuns,
  krippendorffAlpha,
  levelOf,
  macroRecall,
  scoreRun,
  youden,
  type Scorecard,
  type ScoreInput,
} from '../src/index.ts';
import { agreementOfPair, agreementOfRuns, agreementOnBugs } from '../src/run-agreement.ts';
import { answeredRun, syntheticSet } from './synthetic-set.ts';

const sampling = { seed: 1, draws: 200 };
const set = syntheticSet({ bugTasks: 20 });
const right = (bug: (typeof set.bugs)[number]): Finding => ({
  task: bug.task,
  file: bug.file,
  startLine: bug.mutated.startLine,
  endLine: bug.mutated.endLine,
});
const score = (finds: (index: number) => boolean, more: Partial<ScoreInput> = {}): Scorecard =>
  scoreRun({
    ...answeredRun(
      set,
      set.bugs.filter((_, index) => finds(index)).map((bug) => right(bug)),
    ),
    options: sampling,
    ...more,
  });

describe('Youden’s J', () => {
  const cases = (hits: number, withBug: number, alarms: number, clean: number) => [
    ...Array.from({ length: withBug }, (_, at) => ({
      cluster: `b${at}`,
      hasBug: true,
      isPositive: at < hits,
    })),
    ...Array.from({ length: clean }, (_, at) => ({
      cluster: `c${at}`,
      hasBug: false,
      isPositive: at < alarms,
    })),
  ];

  test.for([
    [8, 10, 1, 5, 0.6],
    [10, 10, 0, 5, 1],
    [5, 10, 3, 6, 0],
    [0, 10, 6, 6, -1],
  ] as const)('of %i of %i and %i of %i is %d', ([hits, withBug, alarms, clean, j]) => {
    const { value, bootstrap } = youden(cases(hits, withBug, alarms, clean), sampling);
    expect(value).toBeCloseTo(j, 12);
    // At both ends there is nothing to draw it from.
    expect(bootstrap.percentile === null).toBe(Math.abs(j) === 1);
    expect(bootstrap.percentile?.low ?? j).toBeLessThanOrEqual(j + 1e-12);
    expect(bootstrap.percentile?.high ?? j).toBeGreaterThanOrEqual(j - 1e-12);
  });

  test('is undefined without clean code, and without bugs', () => {
    expect(youden(cases(3, 4, 0, 0), sampling).value).toBeNull();
    expect(youden(cases(0, 0, 1, 4), sampling).value).toBeNull();
  });

  test('of a run counts tasks, not bugs', () => {
    const card = score(() => true);
    expect(card.youden.value).toBe(1);
    // The first task has two bugs: one of them is enough.
    expect(score((index) => index !== 1).youden.value).toBe(1);
  });
});

describe('the macro average', () => {
  const bugs = ['a', 'a', 'a', 'a', 'b', 'c', 'c'].map((group, at) => ({
    cluster: `f${at % 4}`,
    group,
    isFound: [true, true, true, false, false, true, false][at]!,
  }));

  test('counts every group alike: (3/4 + 0/1 + 1/2) / 3', () => {
    expect(macroRecall(bugs, sampling, 'test').value).toBeCloseTo(1.25 / 3, 12);
    expect(macroRecall([], sampling, 'test').value).toBeNull();
  });

  test('has an interval around it, the same for any order', () => {
    const { value, bootstrap } = macroRecall(bugs, sampling, 'test');
    expect(bootstrap.percentile!.low).toBeLessThan(value!);
    expect(bootstrap.percentile!.high).toBeGreaterThan(value!);
    expect(macroRecall([...bugs].reverse(), sampling, 'test').bootstrap).toEqual(bootstrap);
  });

  test('of a scorecard is the mean of its slices', () => {
    const { tiers, macroRecall: macro } = levelOf(score((index) => index % 4 < 2));
    const mean = tiers.reduce((sum, { recall }) => sum + recall.value!, 0) / tiers.length;
    expect(macro.tiers.value).toBeCloseTo(mean, 12);
  });
});

describe('agreement on bugs', () => {
  const answers = [
    [true, true, null],
    [true, false, true],
    [false, false, false],
    [false, null, true],
    [true, null, null],
    [true, true, true],
  ] as const;
  const shared = answers.map((found, at) => ({ cluster: `f${at}`, found: [...found] }));

  test('is Krippendorff’s alpha', () => {
    const ratings = [0, 1, 2].map((rater) =>
      answers.map((row) => (row[rater] === null ? null : Number(row[rater]))),
    );
    expect(agreementOnBugs(shared, sampling).value).toBeCloseTo(krippendorffAlpha(ratings, 'nominal')!, 12);
  });

  test('is undefined where only one answer is ever given', () => {
    expect(agreementOnBugs([{ cluster: 'f', found: [true, true] }], sampling).value).toBeNull();
  });
});

describe('agreement of runs', () => {
  /** Cohen's example: 20 both, 5 and 10 one alone, 15 neither. */
  const table = [
    ...Array.from({ length: 20 }, () => [true, true] as const),
    ...Array.from({ length: 5 }, () => [true, false] as const),
    ...Array.from({ length: 10 }, () => [false, true] as const),
    ...Array.from({ length: 15 }, () => [false, false] as const),
  ].map((found, at) => ({ cluster: `f${at % 25}`, found, categories: [null, null] }));

  test('of a pair is Cohen’s kappa, and the F1 of what one found against the other', () => {
    const { cohenKappa, f1 } = agreementOfPair(table, sampling, 'test');
    expect(cohenKappa.value).toBeCloseTo(0.4, 12);
    expect(f1.value).toBeCloseTo(40 / (25 + 30), 12);
    for (const { value, bootstrap } of [cohenKappa, f1]) {
      expect(bootstrap.percentile!.low).toBeLessThan(value!);
      expect(bootstrap.percentile!.high).toBeGreaterThan(value!);
    }
  });

  test('is Fleiss’ kappa over bugs that all attempted', () => {
    const partly = { cluster: 'g', found: [true, null], categories: [null, null] };
    // Half agree on yes or no: 35 of 50; 55 of 100 answers are yes.
    const expected = 0.55 ** 2 + 0.45 ** 2;
    const { fleissKappa } = agreementOfRuns([...table, partly], sampling);
    expect(fleissKappa.value).toBeCloseTo((0.7 - expected) / (1 - expected), 12);
    expect(fleissKappa.bootstrap.n).toBe(50);
  });

  test('on categories is alpha over what findings call the bugs that two or more found', () => {
    const said = [
      ['boundary', 'boundary', null],
      ['boundary', 'order', 'order'],
      ['order', 'order', 'order'],
      ['types', null, null],
      [null, 'boundary', 'boundary'],
    ];
    const numbers = new Map([...new Set(said.flat())].map((name, index) => [name, index]));
    const ratings = [0, 1, 2].map((run) =>
      said.map((row) => (row[run] === null ? null : numbers.get(row[run]!)!)),
    );
    const shared = said.map((categories, at) => ({
      cluster: `f${at}`,
      found: categories.map((name) => name !== null),
      categories,
    }));
    const { value, bootstrap } = agreementOfRuns(shared, sampling).categories;
    expect(value).toBeCloseTo(krippendorffAlpha(ratings, 'nominal')!, 12);
    expect(bootstrap.n).toBe(4);
  });

  test('takes categories from the findings that found the bugs', () => {
    const called = (category: string): Scorecard =>
      scoreRun({
        ...answeredRun(
          set,
          set.bugs.map((bug) => ({ ...right(bug), category })),
        ),
        options: sampling,
      });
    const { agreement } = compareRuns(
      [called('Off by one'), called('off-by-one'), called('other')],
      sampling,
    );
    const one = set.bugs.map(() => 0);
    const ratings = [one, one, set.bugs.map(() => 1)];
    expect(agreement.categories.value).toBeCloseTo(krippendorffAlpha(ratings, 'nominal')!, 12);
  });
});

test('error seeding compares what runs make believe with the truth', () => {
  const n = set.bugs.length;
  const cards = [score((index) => index < 10), score((index) => index >= 6 && index < 14)];
  const { agreement, seeding } = compareRuns(cards, sampling);
  expect(seeding.planted).toBe(n);
  // 10 and 8 found, 4 by both: 10 once and 4 twice.
  expect(seeding.chapman).toMatchObject([
    { first: 0, second: 1, estimate: { value: chapman(10, 8, 4).estimate } },
  ]);
  expect(seeding.chao.value).toBeCloseTo(
    chao([...Array<number>(10).fill(1), ...Array<number>(4).fill(2)]),
    12,
  );
  expect(seeding.chao.bootstrap.percentile).not.toBeNull();
  expect(agreement.alpha.value).not.toBeNull();
});

test('real bugs that are confirmed give Mills’ estimate, and count neither way', () => {
  const [bug] = set.bugs as [(typeof set.bugs)[number]];
  const line = bug.mutated.startLine > 20 ? 3 : 39;
  const known = [{ task: bug.task, file: bug.file, startLine: line, endLine: line }];
  const half = set.bugs.filter((_, index) => index % 2 === 0).map((one) => right(one));
  const there = { ...right(bug), startLine: line, endLine: line };
  const { found: a } = levelOf(score((index) => index % 2 === 0)).overall;
  // Twice the same place is one real bug.
  const card = scoreRun({ ...answeredRun(set, [...half, there, there]), known, options: sampling });
  expect(card.realBugs).toMatchObject({ found: 1, estimated: { value: set.bugs.length / a } });
  expect(levelOf(card).findings).toMatchObject({ known: 2, falseAlarms: 0 });
  expect(score(() => false).realBugs.estimated.value).toBeNull();
});

test('confirmed places that share a line are one real bug, which is drawn with its file and estimated by tier', () => {
  const bug = set.bugs.find(({ task }) => set.bugs.filter((one) => one.task === task).length === 1)!;
  const line = bug.mutated.startLine > 20 ? 3 : 30;
  const at = (startLine: number, endLine: number): Finding => ({ ...right(bug), startLine, endLine });
  const places = [at(line, line + 1), at(line + 1, line + 2), at(line + 2, line + 4), at(line + 6, line + 6)];
  const known = places.map(({ task, file, startLine, endLine }, index) => ({
    ...{ task, file, startLine, endLine, explanation: `In other words ${index}.` },
    verdict: 'valid' as const,
  }));
  const half = set.bugs.filter((_, index) => index % 2 === 0).map((one) => right(one));
  const card = scoreRun({ ...answeredRun(set, [...half, ...places]), known, options: sampling });
  expect(card.realBugs.found).toBe(2);
  for (const { name, estimated } of card.realBugs.tiers) {
    const { found, attempted } = levelOf(card).tiers.find((tier) => tier.name === name)!;
    expect(estimated.value).toBe(found === 0 ? null : (2 * attempted) / found);
  }
  expect(card.realBugs.tiers).toHaveLength(TIERS.length);
  // Draws without the one file that holds real bugs hold none.
  expect(card.realBugs.estimated.bootstrap.percentile!.low).toBe(0);
});

describe('explanations', () => {
  const ids = set.bugs.map(({ id }) => id);
  const grade = (at: number, fix: string | null, trigger: string | null): Grade =>
    ({
      finding: at,
      bug: ids[at]!,
      fix: fix && { verdict: fix, why: '' },
      trigger: trigger && { verdict: trigger, why: '' },
    }) as Grade;
  const marks = (at: number, by: string, ...[mechanism, trigger, consequence, fix]: number[]): Marks =>
    ({ finding: at, bug: ids[at]!, by, mechanism, trigger, consequence, fix }) as Marks;

  test('count fixes that mend and triggers that show, of those that could be graded', () => {
    const { explanations } = score(() => true, {
      grades: [
        grade(0, 'mends', 'shows-it'),
        grade(1, 'does-not-mend', null),
        grade(2, 'ungraded', 'shows-nothing'),
        grade(3, 'mends', 'ungraded'),
      ],
    });
    expect(explanations!.fixes).toMatchObject({ successes: 2, n: 3 });
    expect(explanations!.triggers).toMatchObject({ successes: 1, n: 2 });
    expect(explanations!.marks).toMatchObject({ graders: 0, findings: 0 });
  });

  test('have the mean over findings of the mean over graders, and how well these agree', () => {
    const { explanations } = score(() => true, {
      marks: [marks(0, 'ann', 2, 1, 0, 2), marks(0, 'bo', 1, 1, 0, 2), marks(1, 'ann', 0, 1, 2, 2)],
    });
    const { graders, findings, criteria } = explanations!.marks;
    expect({ graders, findings }).toEqual({ graders: 2, findings: 2 });
    expect(criteria.map(({ name, mean }) => [name, mean.value])).toEqual([
      ['mechanism', 0.75],
      ['trigger', 1],
      ['consequence', 1],
      ['fix', 2],
    ]);
    expect(criteria[0]!.alpha).toBe(
      krippendorffAlpha(
        [
          [2, 0],
          [1, null],
        ],
        'ordinal',
      ),
    );
  });

  test('of findings that found nothing do not count', () => {
    expect(score(() => false, { grades: [grade(0, 'mends', null)] }).explanations).toBeNull();
    expect(
      score(() => true, { grades: [{ ...grade(0, 'mends', null), finding: 5 }] }).explanations,
    ).toBeNull();
  });
});
