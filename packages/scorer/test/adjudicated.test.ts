import { ADJUDICATIONS, type Adjudication, type Finding } from '@bebug/core';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { levelOf, scoreRun, type Scorecard } from '../src/index.ts';
import { answeredRun, syntheticSet } from './synthetic-set.ts';

const set = syntheticSet({ bugTasks: 20 });
const found = set.bugs.slice(0, 6).map(({ task, file, mutated }): Finding => ({
  task,
  file,
  startLine: mutated.startLine,
  endLine: mutated.endLine,
}));
/** On ten clean controls' lines: nothing is planted there. */
const leftovers = Array.from({ length: 10 }, (_, index): Finding => {
  const task = set.tasks.find(({ id }) => id === set.controls[index % 5]!.task)!;
  const line = 3 + 20 * Math.floor(index / 5);
  return {
    task: task.id,
    file: task.files[0]!,
    startLine: line,
    endLine: line,
    explanation: `Odd ${index}.`,
  };
});
const judged = (index: number, verdict: Adjudication['verdict']): Adjudication => {
  const { task, file, startLine, endLine, explanation } = leftovers[index]!;
  return { task, file, startLine, endLine, explanation, verdict };
};
const score = (known: readonly Adjudication[], findings = [...found, ...leftovers]): Scorecard =>
  scoreRun({ ...answeredRun(set, [...findings]), known, options: { seed: 1, draws: 20 } });

test('worked example: six bugs, ten leftovers, of which judges settle seven', () => {
  const before = levelOf(score([]));
  expect(before.precision.value).toBe(6 / 16);
  expect(before.precisionBounds).toEqual({ low: 6 / 16, high: 1, open: 10 });

  const card = score([
    ...[0, 1, 2].map((index) => judged(index, 'false')),
    ...[3, 4].map((index) => judged(index, 'valid')),
    judged(5, 'known'),
    judged(6, 'duplicate'),
    // The judges of this one do not agree: it stays open.
    judged(7, null),
  ]);
  const { findings, precision, precisionBounds } = levelOf(card);
  expect(findings).toEqual({
    ...{ total: 16, matched: 6, duplicates: 1, known: 1, valid: 2, falsePositives: 6, invalid: 0 },
    falseAlarms: 6,
  });
  // TP 6, FP 3, u 3: 6 ÷ (6 + 3 + 3) to (6 + 3) ÷ (6 + 3 + 3).
  expect(precision.value).toBe(6 / 12);
  expect(precisionBounds).toEqual({ low: 6 / 12, high: 9 / 12, open: 3 });
  expect(card.findings.slice(6).map(({ verdict, isOpen }) => [verdict, isOpen])).toEqual([
    ...Array.from({ length: 3 }, () => ['false-positive', false]),
    ['valid', false],
    ['valid', false],
    ['known', false],
    ['duplicate', false],
    ...Array.from({ length: 3 }, () => ['false-positive', true]),
  ]);
  expect(card.findings[6]!.text).toBe('False positive: line 3 was looked into, and the code is right.');
  expect(card.findings[9]!.text).toContain('Valid: judged to be a defect of the clean code at line 3');
  // Two valid places and a known one.
  expect(card.realBugs.found).toBe(3);
});

test('a defect is one for whoever points there; false and double are words about one finding', () => {
  const first = { ...leftovers[0]!, category: 'boundary' };
  const others = [
    { ...first, explanation: 'Something else.' },
    { ...first, endLine: first.endLine + 1 },
    { ...first, startLine: first.startLine - 1 },
    { ...first, category: 'order' },
  ];
  const verdicts = (verdict: Adjudication['verdict']): unknown =>
    score([{ ...judged(0, verdict), category: 'boundary' }], [first, ...others]).findings.map((one) => [
      one.verdict,
      one.isOpen,
    ]);
  const open = ['false-positive', true];
  expect(verdicts('false')).toEqual([['false-positive', false], open, open, open, open]);
  expect(verdicts('duplicate')).toEqual([['duplicate', false], open, open, open, open]);
  for (const verdict of ['valid', 'known'] as const)
    expect(verdicts(verdict)).toEqual(Array.from({ length: 5 }, () => [verdict, false]));
});

test('a verdict without words is about whatever was said of those lines', () => {
  const { task, file, startLine, endLine } = leftovers[0]!;
  const [one] = score([{ task, file, startLine, endLine, verdict: 'false' }], [leftovers[0]!]).findings;
  expect(one).toMatchObject({ verdict: 'false-positive', isOpen: false });
});

test('where some hold a place for a new defect and some for a known one, it is valid; who cannot agree hides nobody', () => {
  const places = [
    { ...judged(0, 'known'), explanation: 'One.' },
    { ...judged(0, 'valid'), explanation: 'Two.' },
  ];
  const verdictOf = (known: readonly Adjudication[]): unknown =>
    score(known, [leftovers[0]!]).findings[0]!.verdict;
  expect([verdictOf(places), verdictOf(places.toReversed())]).toEqual(['valid', 'valid']);
  const [one] = score([judged(0, null), judged(0, 'false')], [leftovers[0]!]).findings;
  expect(one!.isOpen).toBe(false);
});

test('what says again that which is false is false as well', () => {
  const [first] = leftovers as [Finding];
  const again = { ...first, explanation: 'The same, said again.' };
  const twice = { ...judged(0, 'duplicate'), explanation: again.explanation };
  const verdictWith = (...known: Adjudication[]): unknown =>
    score([twice, ...known], [again]).findings[0]!.verdict;
  expect(verdictWith()).toBe('duplicate');
  expect(verdictWith(judged(0, 'false'))).toBe('false-positive');
  expect(verdictWith(judged(0, 'valid'))).toBe('duplicate');
  expect(verdictWith(judged(0, 'false'), { ...judged(0, 'known'), explanation: 'Other.' })).toBe('duplicate');
  const textWith = (...known: Adjudication[]): string => score([twice, ...known], [again]).findings[0]!.text;
  expect(textWith()).toBe(
    'Duplicate: line 3 says what another finding says, so it was judged; counts neither way.',
  );
  expect(textWith(judged(0, 'false'))).toBe(
    'False positive: line 3 says what another finding says, and the code is right.',
  );
});

test('a line without a verdict is a confirmed defect, as it always was', () => {
  const { task, file, startLine, endLine } = leftovers[0]!;
  expect(levelOf(score([{ task, file, startLine, endLine, by: 'ann' }])).findings).toMatchObject({
    known: 1,
    falseAlarms: 9,
  });
});

test('what judges say narrows the bounds of precision, never widens them, and finds no bug', () => {
  const said = fc.array(fc.tuple(fc.nat(9), fc.constantFrom(...ADJUDICATIONS, null)), { maxLength: 12 });
  fc.assert(
    fc.property(said, fc.nat(9), fc.constantFrom(...ADJUDICATIONS), (verdicts, index, verdict) => {
      const before = verdicts.filter(([at]) => at !== index).map(([at, one]) => judged(at, one));
      const [was, is] = [levelOf(score(before)), levelOf(score([...before, judged(index, verdict)]))];
      expect(is.precisionBounds.low).toBeGreaterThanOrEqual(was.precisionBounds.low!);
      expect(is.precisionBounds.high).toBeLessThanOrEqual(was.precisionBounds.high!);
      expect(is.precisionBounds.open).toBe(was.precisionBounds.open - 1);
      expect(is.overall).toEqual(was.overall);
      const { total, matched, duplicates, known, valid, falsePositives, invalid } = is.findings;
      expect(matched + duplicates + known + valid + falsePositives + invalid).toBe(total);
    }),
    { numRuns: 60 },
  );
});
