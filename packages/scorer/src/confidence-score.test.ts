import { expect, test } from 'vitest';
import { scoreConfidence, type ConfidenceInput } from './confidence-score.ts';
import type { JudgedFinding } from './judged-findings.ts';

const sampling = { seed: 1, draws: 20 };
const hit = (
  bug: string,
  confidence?: number,
  verdict: JudgedFinding['verdict'] = 'match',
): JudgedFinding => ({
  ...{ task: bug, bug, verdict, isFalseAlarm: false, confidence },
});
const alarm = (task: string, confidence?: number): JudgedFinding => ({
  ...{ task, bug: null, verdict: 'false-positive', isFalseAlarm: true, confidence },
});
/** Bugs a and b on tasks of their names; control x of 500 lines. */
const scoreOf = (findings: readonly JudgedFinding[], more: Partial<ConfidenceInput> = {}) =>
  scoreConfidence({
    findings,
    bugs: ['a', 'b'].map((id) => ({ id, task: id })),
    controls: [{ task: 'x', lines: 500 }],
    clusterOf: (task) => task,
    isPrecisionShown: true,
    sampling,
    ...more,
  })!;

test('recall at one false alarm a thousand lines is that of the last threshold which costs no more', () => {
  const quiet = [hit('a', 0.9), alarm('b', 0.8), hit('b', 0.7)];
  // The alarm is on a task with a bug: clean code is quiet.
  expect(scoreOf(quiet).recallAtOneFalseAlarm).toBe(1);
  expect(scoreOf([...quiet, alarm('x', 0.8)]).recallAtOneFalseAlarm).toBe(0.5);
  expect(
    scoreOf([...quiet, alarm('x', 0.8)], { controls: [{ task: 'x', lines: 1000 }] }).recallAtOneFalseAlarm,
  ).toBe(1);
  expect(scoreOf([alarm('x', 1), hit('a', 0.9)]).recallAtOneFalseAlarm).toBe(0);
  expect(scoreOf(quiet, { controls: [] })).toMatchObject({
    recallAtOneFalseAlarm: null,
    afroc: { value: null },
    curve: quiet.map(() => ({ falseAlarmsPer1000Lines: null })),
  });
});

test('where no precision is shown, none is, and the rest is', () => {
  const { averagePrecision, afroc, curve, brier } = scoreOf([hit('a', 0.9)], { isPrecisionShown: false });
  expect([averagePrecision.value, curve[0]!.precision, curve[0]!.recall]).toEqual([null, null, 0.5]);
  expect(afroc.value).toBeCloseTo(0.75, 12);
  expect(brier).toBeCloseTo(0.01, 12);
});

test('marks without a confidence stand below 0, and above none', () => {
  const { rated, judged, afroc, curve, brier } = scoreOf([hit('a'), alarm('x', 0), alarm('x')]);
  expect({ rated, judged, brier }).toEqual({ rated: 1, judged: 1, brier: 0 });
  // Bugs −1 and none against the highest on x, 0.
  expect(afroc.value).toBe(0);
  expect(scoreOf([hit('a', 0), alarm('x')]).afroc.value).toBe(0.5);
  expect(curve.map(({ threshold, found, falseAlarms }) => [threshold, found, falseAlarms])).toEqual([
    [0, 0, 1],
    [-1, 1, 2],
  ]);
});

test('a known defect rates no bug, and a bug beside those that were attempted is none of them', () => {
  const { averagePrecision, judged } = scoreOf([
    hit('a', 0.5),
    { ...hit('b', 0.9), verdict: 'known' },
    hit('c', 1),
  ]);
  expect(averagePrecision.value).toBeCloseTo(0.5, 12);
  expect(judged).toBe(2);
});

test('a curve of many points keeps two hundred of them, and both ends', () => {
  const told = Array.from({ length: 1000 }, (_, index) => alarm('x', index / 1000));
  const { curve } = scoreOf(told);
  expect(curve.length).toBeGreaterThanOrEqual(200);
  expect(curve.length).toBeLessThanOrEqual(210);
  expect([curve[0]!.threshold, curve.at(-1)!.threshold]).toEqual([0.999, 0]);
  expect(scoreOf(told.slice(0, 200)).curve).toHaveLength(200);
});

test('where all that is rated is a defect of the clean code, nothing is ranked', () => {
  const defect: JudgedFinding = { ...alarm('x', 0.5), verdict: 'valid', isFalseAlarm: false };
  expect(scoreOf([defect])).toMatchObject({
    ...{ rated: 1, judged: 0, recallAtOneFalseAlarm: null, brier: null, curve: [] },
    averagePrecision: { value: 0 },
  });
});

test('areas say what they are drawn from', () => {
  const { averagePrecision, afroc } = scoreOf([hit('a', 0.9), hit('b', 0.2), alarm('x', 0.5)]);
  expect(averagePrecision.bootstrap).toMatchObject({ n: 3, clusters: 3, draws: 20, seed: 1 });
  expect(afroc.bootstrap).toMatchObject({ n: 3, clusters: 3 });
});
