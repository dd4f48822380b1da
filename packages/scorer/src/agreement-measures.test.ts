import { describe, expect, test } from 'vitest';
import { cohenKappa, fleissKappa, fleissOf, fleissSums } from './kappa.ts';
import { alphaOf, coincidences, krippendorffAlpha, nominalAlpha, nominalSums } from './krippendorff-alpha.ts';
import { nominalAgreement } from './nominal-agreement.ts';
import { agreementOfPair } from './run-agreement.ts';

const SAMPLING = { seed: 1, draws: 20 };

describe('kappa', () => {
  test('is 1 for who agree on all, below 0 for who never do, and undefined for one category', () => {
    expect(
      cohenKappa([
        [3, 0],
        [0, 5],
      ]),
    ).toBe(1);
    expect(
      cohenKappa([
        [0, 4],
        [4, 0],
      ]),
    ).toBe(-1);
    expect(fleissKappa([[3, 0]])).toBeNull();
    expect(
      fleissKappa([
        [2, 0],
        [0, 2],
      ]),
    ).toBe(1);
  });

  test('of raters needs two at least, and as many for each unit', () => {
    const sentence = 'Fleiss’ kappa needs the same number of raters, two at least, for every unit.';
    expect(() => fleissKappa([])).toThrow(sentence);
    expect(() => fleissKappa([[1, 0]])).toThrow(sentence);
    expect(() => cohenKappa([[1]].concat([[1]]))).toThrow('A table of agreement is a square.');
  });

  test('of three raters by hand: (2, 1), (3, 0), (0, 3)', () => {
    const counts = [
      [2, 1],
      [3, 0],
      [0, 3],
    ];
    // Ordered pairs that agree: 2 + 6 + 6; ratings 5 and 4.
    expect(fleissSums(counts)).toEqual([14, 5, 4]);
    const [observed, expected] = [14 / (9 * 2), (25 + 16) / 81] as const;
    expect(fleissOf([14, 5, 4], 3)).toBeCloseTo((observed - expected) / (1 - expected), 12);
    expect(fleissSums([])).toEqual([0]);
  });
});

describe('Krippendorff’s alpha', () => {
  // Two units of two raters, one of three: 1 1, 1 2, 2 2 2.
  const units = [
    [1, 1],
    [1, 2],
    [2, 2, 2],
  ];

  test('is made of coincidences: pairs of a unit, over its ratings less one', () => {
    expect(coincidences(units, [1, 2])).toEqual([2, 1, 1, 3]);
    expect(alphaOf([2, 1, 1, 3], [1, 2], 'nominal')).toBeCloseTo(1 - (6 * 2) / (2 * 3 * 4), 12);
    expect(nominalSums(units, [1, 2])).toEqual([5, 3, 4]);
    expect(nominalAlpha([5, 3, 4])).toBeCloseTo(1 - (6 * 2) / (2 * 3 * 4), 12);
    expect([nominalAlpha([4, 4, 0]), nominalAlpha([0])]).toEqual([null, null]);
  });

  test('of ratios weighs by the distance over the sum, of intervals by the distance', () => {
    const ratings = [
      [1, 3],
      [3, 3],
    ];
    // n 4; observed 2 of 1 with 3; expected 1 · 3 and 3 · 1.
    for (const level of ['interval', 'ratio', 'ordinal', 'nominal'] as const)
      expect(krippendorffAlpha(ratings, level)).toBeCloseTo(1 - (3 * 2) / 6, 12);
    const three = [
      [1, 2, 4],
      [2, 2, 4],
    ];
    // 1 with 2 once each way; totals 1, 3, 2.
    const interval = 1 - (5 * 2) / (2 * (3 * 1 + 2 * 9 + 6 * 4));
    const ratio = 1 - (5 * 2 * (1 / 9)) / (2 * (3 / 9 + (2 * 9) / 25 + (6 * 4) / 36));
    // Ranks: between 1 and 2 lie 4 − 2, between 2 and 4 5 − 2.5, between 1 and 4 6 − 1.5.
    const ordinal = 1 - (5 * 2 * 4) / (2 * (3 * 4 + 2 * 4.5 ** 2 + 6 * 2.5 ** 2));
    expect(krippendorffAlpha(three, 'interval')).toBeCloseTo(interval, 12);
    expect(krippendorffAlpha(three, 'ratio')).toBeCloseTo(ratio, 12);
    expect(krippendorffAlpha(three, 'ordinal')).toBeCloseTo(ordinal, 12);
  });

  test('of answers by cluster leaves out what one alone answered, and keeps the file', () => {
    const given = new Map([
      [
        'a',
        [
          [true, true, null],
          [false, null, null],
        ],
      ],
      ['b', [[false, true, true]]],
      ['c', [[null, false, null]]],
      ['d', [[false, false, false]]],
    ]);
    const { value, bootstrap } = nominalAgreement(given, SAMPLING, 'test');
    const ratings = [
      [1, 0, 0],
      [1, 1, 0],
      [null, 1, 0],
    ];
    expect(value).toBeCloseTo(krippendorffAlpha(ratings, 'nominal')!, 12);
    expect(bootstrap).toMatchObject({ n: 3, clusters: 4 });
    expect(nominalAgreement(new Map(), SAMPLING, 'test').value).toBeNull();
  });
});

test('a pair that finds 3 together, 2 and 1 alone and 4 not has kappa 0.4 and F1 6/9', () => {
  const found = (times: number, first: boolean, second: boolean) =>
    Array.from({ length: times }, (_, at) => ({ cluster: `f${at}`, found: [first, second] }));
  const bugs = [
    ...found(3, true, true),
    ...found(2, true, false),
    ...found(1, false, true),
    ...found(4, false, false),
  ];
  const { cohenKappa: kappa, f1 } = agreementOfPair(bugs, SAMPLING, '0 1');
  // 7 of 10 alike; by chance 0.5 · 0.4 + 0.5 · 0.6.
  expect(kappa.value).toBeCloseTo((0.7 - 0.5) / 0.5, 12);
  expect(f1.value).toBeCloseTo(6 / 9, 12);
  expect(f1.bootstrap).toMatchObject({ n: 10, clusters: 4 });
  expect(agreementOfPair(found(2, false, false), SAMPLING, '0 1').f1.value).toBeNull();
});
