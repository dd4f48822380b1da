import { randomStream, type Finding } from '@bebug/core';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  afroc,
  averagePrecision,
  commonLimit,
  levelOf,
  meanUpTo,
  scoreRun,
  type Scorecard,
} from '../src/index.ts';
import { clusteredWilson } from '../src/clustered-wilson.ts';
import { CURVE_THRESHOLDS, scoreConfidence, type ConfidenceInput } from '../src/confidence-score.ts';
import { answeredRun, syntheticSet } from './synthetic-set.ts';

const sampling = { seed: 1, draws: 50 };

interface Told {
  readonly task: string;
  readonly confidence?: number;
  /** The bug that it found (or found again); none: a false alarm. */
  readonly bug?: string;
  readonly again?: boolean;
}

/** Bugs a, b, c, d on tasks of the same names; controls x (600 lines) and y (400 lines). */
function confidenceOf(told: readonly Told[]): ReturnType<typeof scoreConfidence> {
  const input: ConfidenceInput = {
    findings: told.map(({ task, confidence, bug, again }) => ({
      task,
      confidence,
      verdict: bug === undefined ? 'false-positive' : again === true ? 'duplicate' : 'match',
      bug: bug ?? null,
      isFalseAlarm: bug === undefined,
    })),
    bugs: ['a', 'b', 'c', 'd'].map((id) => ({ id, task: id })),
    controls: [
      { task: 'x', lines: 600 },
      { task: 'y', lines: 400 },
    ],
    clusterOf: (task) => task,
    isPrecisionShown: true,
    sampling,
  };
  return scoreConfidence(input);
}

test('a run without confidences has no score for them', () => {
  expect(confidenceOf([{ task: 'a', bug: 'a' }])).toBeNull();
});

test('a worked example', () => {
  const score = confidenceOf([
    { task: 'a', bug: 'a', confidence: 0.9 },
    { task: 'x', confidence: 0.8 },
    { task: 'b', bug: 'b', confidence: 0.7 },
    { task: 'x', confidence: 0.7 },
    { task: 'c', confidence: 0.3 },
  ])!;
  // Recall 1/4 at precision 1/1, then 2/4 at 2/4.
  expect(score.averagePrecision.value).toBeCloseTo(0.25 * 1 + 0.25 * 0.5, 12);
  // Bugs .9 .7 – –, controls .8 and none: (1 + 1) + (0 + 1) + 2 × (0 + ½) of 8.
  expect(score.afroc.value).toBeCloseTo(4 / 8, 12);
  expect(score.recallAtOneFalseAlarm).toBe(0.25);
  expect(score.brier).toBeCloseTo((0.01 + 0.64 + 0.09 + 0.49 + 0.09) / 5, 12);
  expect(score.expectedCalibrationError).toBeCloseTo((0.1 + 0.8 + 0.4 + 0.3) / 5, 12);
  expect(score.bins[7]).toEqual({
    ...{ low: 0.7, high: 0.8, findings: 2, meanConfidence: 0.7, hits: 1 },
    interval: clusteredWilson({ share: 0.5, error: 0.5, units: 2, clusters: 2 }) && {
      ...clusteredWilson({ share: 0.5, error: 0.5, units: 2, clusters: 2 }),
      method: 'Wilson, effective size',
    },
  });
  expect(score.bins[3]!.interval).toBeNull();
  expect(score.curve).toEqual([
    { threshold: 0.9, found: 1, falseAlarms: 0, recall: 0.25, precision: 1, falseAlarmsPer1000Lines: 0 },
    { threshold: 0.8, found: 1, falseAlarms: 1, recall: 0.25, precision: 0.5, falseAlarmsPer1000Lines: 1 },
    { threshold: 0.7, found: 2, falseAlarms: 2, recall: 0.5, precision: 0.5, falseAlarmsPer1000Lines: 2 },
    { threshold: 0.3, found: 2, falseAlarms: 3, recall: 0.5, precision: 2 / 5, falseAlarmsPer1000Lines: 2 },
  ]);
});

test('a bug has the confidence of the surest finding on it, and a finding without one comes last', () => {
  const score = confidenceOf([
    { task: 'a', bug: 'a', confidence: 0.2 },
    { task: 'a', bug: 'a', again: true, confidence: 0.9 },
    { task: 'x', confidence: 0.5 },
    { task: 'b', bug: 'b' },
  ])!;
  expect(score.curve.map(({ threshold, found }) => [threshold, found])).toEqual([
    [0.9, 1],
    [0.5, 1],
    [-1, 2],
  ]);
  expect([score.rated, score.afroc.value]).toEqual([3, (2 + 1 + 0.5 + 0.5) / 8]);
});

test('a curve of more points than are kept still says exactly what is left at each tenth', () => {
  const told = Array.from({ length: 999 }, (_, index) => ({ task: 'x', confidence: (index + 1) / 1000 }));
  const { curve } = confidenceOf(told)!;
  expect(curve.length).toBeLessThan(220);
  for (const least of CURVE_THRESHOLDS)
    expect(curve.findLast(({ threshold }) => threshold >= least)!.falseAlarms).toBe(
      told.filter(({ confidence }) => confidence >= least).length,
    );
});

test('without an attempted bug there is no recall to draw, and findings that count neither way are not judged', () => {
  const alarm = {
    task: 'x',
    confidence: 0.5,
    verdict: 'false-positive',
    bug: null,
    isFalseAlarm: true,
  } as const;
  const valid = { task: 'x', confidence: 0.9, verdict: 'valid', bug: null, isFalseAlarm: false } as const;
  const score = scoreConfidence({
    findings: [alarm, valid],
    bugs: [],
    controls: [{ task: 'x', lines: 100 }],
    clusterOf: (task) => task,
    isPrecisionShown: true,
    sampling,
  })!;
  expect(score.curve.map(({ recall }) => recall)).toEqual([null]);
  expect(score).toMatchObject({ rated: 2, judged: 1, recallAtOneFalseAlarm: null });
});

const ids = ['a', 'b', 'c', 'd'];
const marks = fc.record({
  bugs: fc.array(fc.constantFrom(null, 0, 0.25, 0.5, 1), { minLength: 4, maxLength: 4 }),
  alarms: fc.array(
    fc.record({ task: fc.constantFrom('x', 'y', 'a', 'b'), confidence: fc.constantFrom(0, 0.25, 0.5, 1) }),
  ),
});

test('AP and the AFROC area equal the textbook functions', () => {
  fc.assert(
    fc.property(marks, ({ bugs, alarms }) => {
      const hits = bugs.flatMap((confidence, index): Told[] =>
        confidence === null ? [] : [{ task: ids[index]!, bug: ids[index]!, confidence }],
      );
      const told: Told[] = [...hits, ...alarms];
      fc.pre(told.length > 0);
      const score = confidenceOf(told)!;
      const labels = told.map(({ bug }) => (bug === undefined ? 0 : 1));
      const ap =
        averagePrecision(
          labels,
          told.map(({ confidence }) => confidence!),
        ) ?? 0;
      expect(score.averagePrecision.value).toBeCloseTo((ap * hits.length) / 4, 10);
      const highest = (task: string): number | null =>
        alarms
          .filter((alarm) => alarm.task === task)
          .reduce<number | null>((best, { confidence }) => Math.max(best ?? 0, confidence), null);
      expect(score.afroc.value).toBeCloseTo(afroc({ bugs, controls: [highest('x'), highest('y')] })!, 10);
    }),
  );
});

describe('in a scorecard', () => {
  const set = syntheticSet();
  const random = randomStream(3, 'confidences');
  const findings: Finding[] = set.bugs
    .filter((_, index) => index % 4 > 0)
    .map(({ task, file, mutated }, index) => ({
      task,
      file,
      startLine: mutated.startLine,
      endLine: mutated.endLine,
      cwe: index % 2 === 0 ? 193 : 7,
      confidence: random.integer(5, 10) / 10,
      ...(index % 2 === 0 && { elapsedMs: 1000 * (index + 1) }),
    }));
  const alarms = set.controls.map(({ task }, index): Finding => ({
    task,
    file: set.tasks.find(({ id }) => id === task)!.files[0]!,
    startLine: 3,
    endLine: 3,
    confidence: (index % 7) / 10,
  }));
  const run = answeredRun(set, [...findings, ...alarms]);
  const responses = run.responses.map((response) => ({ ...response, elapsedMs: 500_000 }));
  const card: Scorecard = scoreRun({
    ...run,
    responses,
    run: { ...run.run, tokens: { input: 900, output: 100 }, cost: 2 },
    options: { draws: 200, seed: 7 },
  });

  test('areas have intervals by source file that hold them', () => {
    for (const { value, bootstrap } of [card.confidence!.averagePrecision, card.confidence!.afroc]) {
      expect(bootstrap.percentile!.low).toBeLessThan(value!);
      expect(bootstrap.percentile!.high).toBeGreaterThan(value!);
      expect(bootstrap.clusters).toBeGreaterThan(20);
    }
    expect(card.confidence!.afroc.value).toBeGreaterThan(0.6);
    expect(card.notes.join(' ')).toContain(
      `Only ${findings.length + alarms.length} matches and false alarms have a confidence`,
    );
  });

  test('times are those of findings, then of answers; what was missed was looked for until the end', () => {
    const { timeToFind } = card;
    expect(timeToFind).toMatchObject({ bugs: set.bugs.length, found: findings.length, limitMs: 500_000 });
    const early = findings.filter(({ elapsedMs }) => elapsedMs !== undefined).length;
    expect(timeToFind!.survival.at(-2)!.survival).toBeCloseTo(1 - early / set.bugs.length, 10);
    const { restrictedMeanMs, restrictedMeanInterval } = timeToFind!;
    expect(restrictedMeanMs).toBeLessThan(500_000);
    expect(restrictedMeanInterval!.low).toBeLessThan(restrictedMeanMs);
    expect(restrictedMeanInterval!.high).toBeGreaterThan(restrictedMeanMs);
    // Beside a run whose searches ended sooner, both means go as far as that.
    const limit = commonLimit([timeToFind, { ...timeToFind!, limitMs: 9000 }, null])!;
    expect(limit).toBe(9000);
    expect(meanUpTo(timeToFind!, limit).restrictedMeanMs).toBeLessThanOrEqual(limit);
    const capped = set.bugs.map(({ id }) => {
      const finding = card.bugs.find(({ bug }) => bug === id)!.finding;
      return Math.min(limit, (finding === null ? undefined : findings[finding]!.elapsedMs) ?? 500_000);
    });
    expect(meanUpTo(timeToFind!, limit).restrictedMeanMs).toBeCloseTo(
      capped.reduce((sum, time) => sum + time, 0) / capped.length,
      6,
    );
  });

  test('bugs with a CWE are told by CWE, and matches that name one are told right or wrong', () => {
    const level = levelOf(card);
    const withCwe = set.bugs.filter(({ cwe }) => cwe !== null);
    expect(level.cwes.map(({ name, bugs }) => [name, bugs])).toEqual([['CWE-193', withCwe.length]]);
    const matched = findings.filter(
      ({ task, startLine }) =>
        withCwe.find((bug) => bug.task === task && bug.mutated.startLine === startLine) !== undefined,
    );
    expect(matched.length).toBeGreaterThan(5);
    const right = matched.filter(({ cwe }) => cwe === 193).length;
    expect(card.pointing.cwe).toEqual({ value: right / matched.length, hits: right, n: matched.length });
    expect(card.pointing).toMatchObject({ matches: findings.length, meanOverlap: 1, meanGap: 0 });
  });

  test('cost is told for each bug that was found', () => {
    expect(card.costPerBug).toEqual({ tokens: 1000 / findings.length, dollars: 2 / findings.length });
  });

  test('precision lies between its bounds', () => {
    const { precision, precisionBounds } = levelOf(card);
    expect(precisionBounds).toEqual({ low: precision.value, high: 1, open: alarms.length });
  });

  test('a bug that was missed says what came nearest', () => {
    const bug = set.bugs[0]!;
    const textOf = (startLine: number, endLine = startLine): string => {
      const finding = { task: bug.task, file: bug.file, startLine, endLine };
      const result = scoreRun({ ...answeredRun(set, [finding]), options: { draws: 2 } });
      return result.bugs[0]!.text;
    };
    const { startLine } = bug.mutated;
    expect(textOf(startLine + 7)).toMatch(
      /^Missed at line level: the nearest finding \(no\. 0, line \d+\) is 7 lines away/u,
    );
    expect(textOf(1, 39)).toContain('covers it, but spans more than 10 lines');
    const silent = scoreRun({ ...answeredRun(set, []), options: { draws: 2 } });
    expect(silent.bugs[0]!.text).toBe('Missed at line level: nothing was reported in its file.');
    expect([silent.confidence, silent.timeToFind, silent.costPerBug.tokens]).toEqual([null, null, null]);
  });
});
