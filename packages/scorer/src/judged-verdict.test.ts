import type { Adjudication, Finding } from '@bebug/core';
import { expect, test } from 'vitest';
import { judgedVerdict } from './judged-verdict.ts';
import { isAbout, isDefect, pointsAt, type KnownPlace } from './known-place.ts';
import { weightedAuc } from './weighted-auc.ts';

const finding = (startLine: number, endLine = startLine, more: Partial<Finding> = {}): Finding => ({
  ...{ task: 't', file: 'a.ts', startLine, endLine, explanation: 'Odd.', ...more },
});
const judged = (
  verdict: Adjudication['verdict'],
  startLine: number,
  endLine = startLine,
  explanation = 'Odd.',
): KnownPlace => ({
  ...{ task: 't', file: 'a.ts', startLine, endLine, source: 'adjudicated', verdict, explanation },
});
const saidOf = (one: Finding, ...known: KnownPlace[]): unknown => {
  const verdict = judgedVerdict(one, known, 10);
  return verdict === null ? null : [verdict.verdict, verdict.isFalseAlarm, verdict.isOpen, verdict.text];
};

test.for<[string, KnownPlace[], unknown]>([
  ['nothing', [], null],
  ['no agreement', [judged(null, 5)], null],
  ['words about another finding', [judged('false', 5, 5, 'Else.')], null],
  ['words about other lines', [judged('false', 5, 6)], null],
  ['a defect elsewhere', [judged('known', 6)], null],
  [
    'that it is false',
    [judged('false', 5)],
    ['false-positive', true, false, 'False positive: line 5 was looked into, and the code is right.'],
  ],
  [
    'that it is false, beside a defect in other words',
    [judged('known', 5, 5, 'Else.'), judged('false', 5)],
    ['false-positive', true, false, 'False positive: line 5 was looked into, and the code is right.'],
  ],
  [
    'that it is said twice',
    [judged('duplicate', 5)],
    [
      'duplicate',
      false,
      false,
      'Duplicate: line 5 says what another finding says, so it was judged; counts neither way.',
    ],
  ],
  [
    'that it is said twice, of what is false',
    [judged('duplicate', 5), judged('false', 5, 5, 'Else.')],
    [
      'false-positive',
      true,
      false,
      'False positive: line 5 says what another finding says, and the code is right.',
    ],
  ],
  [
    'a known defect, and a new one',
    [judged('known', 4, 5, 'One.'), judged('valid', 5, 6, 'Two.')],
    ['valid', false, false, 'Valid: judged to be a defect of the clean code at line 5; counts neither way.'],
  ],
  [
    'a defect without a verdict',
    [judged(undefined, 5, 5, 'One.')],
    ['known', false, false, 'Known: a confirmed defect of the clean code at line 5; counts neither way.'],
  ],
])('where people say %s', ([, known, said]) => {
  expect(saidOf(finding(5), ...known)).toEqual(said);
  expect(saidOf(finding(5), ...known.toReversed())).toEqual(said);
});

test('what the detector reports on the twin is nobody’s word', () => {
  const twin: KnownPlace = { task: 't', file: 'a.ts', startLine: 5, endLine: 5, source: 'clean-twin' };
  expect(saidOf(finding(5), twin)).toBeNull();
});

test('a finding points with ten lines, or where it was judged itself', () => {
  const place = { ...finding(5, 16), source: 'adjudicated' } as const;
  expect(pointsAt(finding(1, 10), place, 10)).toBe(true);
  expect(pointsAt(finding(1, 11), place, 10)).toBe(false);
  expect(pointsAt(finding(5, 16), place, 10)).toBe(true);
  expect(pointsAt(finding(5, 16, { explanation: 'Else.' }), place, 10)).toBe(false);
  expect(pointsAt(finding(17), place, 10)).toBe(false);
});

test('a judgement is about the same lines, category and words, as far as it tells them', () => {
  const said = { task: 't', file: 'a.ts', startLine: 5, endLine: 6 };
  const full = finding(5, 6, { category: 'order' });
  expect(isAbout(said, full)).toBe(true);
  expect(isAbout({ ...said, category: 'order', explanation: 'Odd.' }, full)).toBe(true);
  for (const other of [{ startLine: 4 }, { endLine: 7 }, { category: 'types' }, { explanation: 'Else.' }])
    expect(isAbout({ ...said, ...other }, full)).toBe(false);
  expect(
    [undefined, 'known', 'valid', 'false', 'duplicate', null].map((verdict) =>
      isDefect({ verdict } as Adjudication),
    ),
  ).toEqual([true, true, true, false, false, false]);
});

test('the area counts pairs that are won, ties half, and each as often as it is drawn', () => {
  const points = [
    { rating: 1, isBug: false },
    { rating: 1, isBug: true },
    { rating: 2, isBug: false },
    { rating: 3, isBug: true },
    { rating: 3, isBug: true },
  ];
  // Three bugs against two clean ones: a half, nothing, and two each.
  expect(weightedAuc(points, () => 1)).toBeCloseTo(4.5 / 6, 12);
  // The last bug is not drawn, the first clean one twice: 1 of 3, and 3 of 3.
  expect(weightedAuc(points, (at) => [2, 1, 1, 1, 0][at]!)).toBeCloseTo(4 / 6, 12);
  expect(weightedAuc(points.slice(0, 1), () => 1)).toBeNull();
  expect(weightedAuc([], () => 1)).toBeNull();
});
