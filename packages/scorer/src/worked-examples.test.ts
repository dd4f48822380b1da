import { describe, expect, test } from 'vitest';
import {
  afroc,
  benjaminiHochberg,
  brier,
  bugsToSeparate,
  chao,
  chapman,
  clusteredStandardError,
  cohenKappa,
  expectedCalibrationError,
  fit2pl,
  fitRasch,
  fleissKappa,
  holm,
  kaplanMeier,
  krippendorffAlpha,
  mcnemar,
  mills,
  restrictedMean,
  roganGladen,
  roganGladenInterval,
  signFlipPermutation,
  squaredSteps,
} from './index.ts';
import { restrictedMeanError, riskSteps } from './kaplan-meier.ts';

const close = (values: readonly (number | null)[], expected: readonly number[], digits: number): void => {
  expect(values).toHaveLength(expected.length);
  for (const [index, value] of values.entries()) expect(value).toBeCloseTo(expected[index]!, digits);
};

test('the clustered error of three clusters is 0.19006', () => {
  const values = [1, 1, 0, 0, 0, 1, 0, 1, 1];
  expect(clusteredStandardError(values, ['a', 'a', 'a', 'b', 'b', 'c', 'c', 'c', 'c'])).toBeCloseTo(
    0.19006,
    5,
  );
  expect(
    clusteredStandardError(
      values,
      values.map(() => 'a'),
    ),
  ).toBeNull();
  // Each value a cluster of its own: the ordinary error.
  expect(
    clusteredStandardError(
      values,
      values.map((_, index) => index),
    ),
  ).toBeCloseTo(0.17568, 5);
});

test('McNemar’s test', () => {
  const { chiSquared, pExact } = mcnemar(121, 59);
  expect(chiSquared).toBeCloseTo(21.3556, 4);
  expect(pExact).toBeCloseTo(4.434e-6, 9);
  expect(mcnemar(9, 3).pExact).toBeCloseTo(0.146, 4);
  expect(mcnemar(9, 3).p).toBeCloseTo(0.0833, 4);
  expect(mcnemar(0, 0)).toEqual({ chiSquared: null, p: null, pExact: 1 });
  expect(mcnemar(5, 5).pExact).toBe(1);
});

test('adjusted p values', () => {
  close(holm([0.01, 0.04, 0.03, 0.005]), [0.03, 0.06, 0.06, 0.02], 12);
  close(benjaminiHochberg([0.01, 0.04, 0.03, 0.005]), [0.02, 0.04, 0.04, 0.02], 12);
  expect(holm([])).toEqual([]);
  expect(holm([0.9, 0.8])).toEqual([1, 1]);
});

describe('agreement', () => {
  test('Cohen’s kappa of 20/5/10/15 is 0.4', () => {
    expect(
      cohenKappa([
        [20, 5],
        [10, 15],
      ]),
    ).toBeCloseTo(0.4, 12);
    expect(
      cohenKappa([
        [7, 0],
        [0, 0],
      ]),
    ).toBeNull();
  });

  test('Cohen’s weighted kappa of two judges is 0.348, the plain one 0.492', () => {
    // J. Cohen, Psychological Bulletin 70 (1968), table 1: per cent of the cases, and his weights.
    const table = [
      [44, 7, 9],
      [5, 20, 5],
      [1, 3, 6],
    ];
    const weights = [
      [0, 1, 3],
      [1, 0, 6],
      [3, 6, 0],
    ];
    expect(cohenKappa(table, (first, second) => weights[first]![second]!)).toBeCloseTo(0.348, 3);
    expect(cohenKappa(table)).toBeCloseTo(0.492, 3);
    // With squared steps it is the intraclass correlation of the ranks: 1 − Σd² over what chance would give.
    const transposed = table.map((_, column) => table.map((row) => row[column]!));
    expect(cohenKappa(table, squaredSteps)).toBeCloseTo(cohenKappa(transposed, squaredSteps)!, 12);
    expect(cohenKappa(table, squaredSteps)).toBeCloseTo(
      1 - (100 * (20 + 4 * 10)) / (4 * (60 * 20 + 10 * 50) + 60 * 30 + 30 * 50 + 30 * 20 + 10 * 30),
      12,
    );
    expect(cohenKappa([[0]])).toBeNull();
  });

  test('Fleiss’ kappa of fourteen raters and ten units is 0.210', () => {
    const counts = [
      [0, 0, 0, 0, 14],
      [0, 2, 6, 4, 2],
      [0, 0, 3, 5, 6],
      [0, 3, 9, 2, 0],
      [2, 2, 8, 1, 1],
      [7, 7, 0, 0, 0],
      [3, 2, 6, 3, 0],
      [2, 5, 3, 2, 2],
      [6, 5, 2, 1, 0],
      [0, 2, 2, 3, 7],
    ];
    expect(fleissKappa(counts)).toBeCloseTo(0.21, 3);
    expect(() =>
      fleissKappa([
        [2, 0],
        [1, 0],
      ]),
    ).toThrow(/same number of raters/u);
  });

  test.for([
    ['nominal', 0.7434],
    ['ordinal', 0.8154],
    ['interval', 0.8491],
    ['ratio', 0.7974],
  ] as const)('Krippendorff’s %s alpha of four raters and twelve units is %f', ([level, alpha]) => {
    const units = [
      '11-1',
      '2232',
      '3333',
      '3333',
      '2222',
      '1234',
      '4444',
      '1121',
      '2222',
      '-555',
      '--11',
      '--3-',
    ];
    const ratings = [0, 1, 2, 3].map((rater) =>
      units.map((unit) => (unit[rater] === '-' ? null : Number(unit[rater]))),
    );
    expect(krippendorffAlpha(ratings, level)).toBeCloseTo(alpha, 4);
  });

  test('ratings that are no table are refused', () => {
    expect(() => krippendorffAlpha([[1, 2], [1]], 'nominal')).toThrow(/one place a unit from every rater/u);
    expect(() => cohenKappa([[1, 2], [3]])).toThrow(/square/u);
    expect(krippendorffAlpha([], 'nominal')).toBeNull();
  });

  test('Krippendorff’s alpha is undefined where nothing differs', () => {
    expect(
      krippendorffAlpha(
        [
          [1, 1],
          [1, 1],
        ],
        'nominal',
      ),
    ).toBeNull();
    expect(
      krippendorffAlpha(
        [
          [1, null],
          [null, 2],
        ],
        'nominal',
      ),
    ).toBeNull();
  });
});

describe('calibration', () => {
  const confidences = [0.95, 0.9, 0.8, 0.65, 0.55, 0.3];
  const outcomes = [1, 1, 0, 1, 0, 0] as const;

  test('Brier score and calibration error of six findings', () => {
    expect(brier(confidences, outcomes)).toBeCloseTo(0.194583, 6);
    expect(expectedCalibrationError(confidences, outcomes)).toBeCloseTo(0.358333, 6);
    expect(expectedCalibrationError([1], [1])).toBe(0);
    expect(brier([], [])).toBeNull();
    expect(() => brier([1.2], [1])).toThrow(/no confidence/u);
  });

  test('a rate is corrected for an imperfect judge', () => {
    expect(roganGladen(0.6, 0.9, 0.85)).toBeCloseTo(0.6, 12);
    expect(roganGladen(0.01, 0.9, 0.9)).toBe(0);
    expect(roganGladen(0.5, 0.5, 0.5)).toBeNull();
  });

  test('its interval is the wider the fewer units say how the judge errs', () => {
    const of = (successes: number, n: number): { successes: number; n: number } => ({ successes, n });
    // By the formulae of Lang and Reiczigel (2014), reckoned apart.
    const interval = roganGladenInterval(of(60, 100), of(45, 50), of(34, 40))!;
    expect(interval[0]).toBeCloseTo(0.434484, 6);
    expect(interval[1]).toBeCloseTo(0.759998, 6);
    const fewer = roganGladenInterval(of(60, 100), of(9, 10), of(17, 20))!;
    expect(fewer[0]).toBeCloseTo(0.406509, 6);
    expect(fewer[1]).toBeCloseTo(0.941197, 6);

    // A judge who is known never to err leaves the uncertainty of the share alone: Agresti and Coull's interval.
    const sure = roganGladenInterval(of(60, 100), of(1e12, 1e12), of(1e12, 1e12))!;
    const centre = (60 + 3.841459 / 2) / 103.841459;
    const half = 1.959964 * Math.sqrt((centre * (1 - centre)) / 103.841459);
    expect(sure[0]).toBeCloseTo(centre - half, 5);
    expect(sure[1]).toBeCloseTo(centre + half, 5);

    expect(roganGladenInterval(of(3, 100), of(45, 50), of(34, 40))).toEqual([0, 0]);
    expect(roganGladenInterval(of(60, 100), of(5, 10), of(5, 10))).toBeNull();
    expect(roganGladenInterval(of(60, 100), of(0, 0), of(34, 40))).toBeNull();
  });
});

test('the AFROC area counts ties one half, and what is not marked below all', () => {
  expect(afroc({ bugs: [0.9, 0.4, null], controls: [0.4, null] })).toBeCloseTo(
    (1 + 1 + 0.5 + 1 + 0 + 0.5) / 6,
    12,
  );
  expect(afroc({ bugs: [], controls: [1] })).toBeNull();
});

describe('error seeding', () => {
  test('Chapman, Mills and Chao', () => {
    const { estimate, se } = chapman(10, 15, 5);
    expect(estimate).toBeCloseTo(28.333, 3);
    expect(se).toBeCloseTo(5.909, 3);
    expect(mills(100, 80, 12)).toBe(15);
    expect(mills(10, 0, 3)).toBeNull();
    // Three found once, one twice, one three times: 5 + 3 · 2 / (2 · 2).
    expect(chao([1, 1, 1, 2, 3])).toBe(6.5);
  });
});

test('Kaplan–Meier of 21 patients', () => {
  const data = '6 6 6 6+ 7 9+ 10 10+ 11+ 13 16 17+ 19+ 20+ 22 23 25+ 32+ 32+ 34+ 35+'.split(' ');
  const steps = kaplanMeier(
    data.map((one) => parseInt(one, 10)),
    data.map((one) => !one.endsWith('+')),
  );
  expect(steps.map(({ time }) => time)).toEqual([6, 7, 10, 13, 16, 22, 23]);
  close(
    steps.map(({ survival }) => survival),
    [0.8571, 0.8067, 0.7529, 0.6902, 0.6275, 0.5378, 0.4482],
    4,
  );
  expect(restrictedMean([{ time: 2, survival: 0.5 }], 4)).toBe(3);
});

test('the error of a restricted mean, by hand: found at 1 and 2, sought until 3', () => {
  const steps = riskSteps([3, 1, 2], [false, true, true]);
  expect(steps.map(({ time, atRisk, found }) => [time, atRisk, found])).toEqual([
    [1, 3, 1],
    [2, 2, 1],
  ]);
  expect(restrictedMean(steps, 3)).toBeCloseTo(2, 12);
  // (2/3 + 1/3)² ÷ (3 · 2) + (1/3)² ÷ (2 · 1)
  expect(restrictedMeanError(steps, 3)).toBeCloseTo(Math.sqrt(1 / 6 + 1 / 18), 12);
  expect(restrictedMeanError(riskSteps([1, 2], [true, true]), 2)).toBeCloseTo(Math.sqrt(0.25 / 2), 12);
});

describe('sign flips', () => {
  test('all assignments of a few clusters', () => {
    expect(signFlipPermutation([1, 2, 3])).toMatchObject({ p: 2 / 8, method: 'exact', draws: 8, seed: null });
    expect(signFlipPermutation([1, -1])).toMatchObject({ p: 1 });
    expect(signFlipPermutation([0, 0]).p).toBeNull();
  });

  test('random signs come near the exact share, and repeat with the seed', () => {
    const differences = Array.from({ length: 20 }, (_, index) => ((index * 7) % 5) - 1.3);
    const exact = signFlipPermutation(differences).p!;
    const more = [...differences, 1e-12];
    const drawn = signFlipPermutation(more, { seed: 5 });
    expect(drawn).toMatchObject({ method: 'random signs', draws: 10_000, seed: 5 });
    expect(drawn.p).toBeCloseTo(exact, 1.7);
    expect(signFlipPermutation(more, { seed: 5 })).toEqual(drawn);
  });
});

test.for([
  [0.05, 940],
  [0.1, 234],
  [0.15, 103],
] as const)('to separate two detectors by %f takes %i bugs', ([difference, bugs]) => {
  expect(bugsToSeparate(difference)).toBe(bugs);
});

describe('item response models, on LSAT section 6', () => {
  const COUNTS = '3,6,2,11,1,1,3,4,1,8,0,16,0,3,2,15,10,29,14,81,3,28,15,80,16,56,21,173,11,61,28,298'
    .split(',')
    .map(Number);
  const responses = COUNTS.flatMap((count, pattern) =>
    Array.from({ length: count }, () => [16, 8, 4, 2, 1].map((bit) => Number((pattern & bit) > 0) as 0 | 1)),
  );

  /** Oracle: the marginal log likelihood by the trapezoid rule; its maximum is what a fit must find. */
  const logLikelihoodOf = (items: readonly { a: number; b: number }[]): number => {
    const thetas = Array.from({ length: 81 }, (_, at) => -8 + at / 5);
    return COUNTS.reduce((sum, count, pattern) => {
      const marginal = thetas.reduce(
        (area, theta) => area + weightOf(theta) * chanceOf(items, pattern, theta),
        0,
      );
      return sum + count * Math.log(marginal);
    }, 0);
  };
  const weightOf = (theta: number): number => Math.exp(-(theta ** 2) / 2) / Math.sqrt(2 * Math.PI) / 5;
  const chanceOf = (items: readonly { a: number; b: number }[], pattern: number, theta: number): number =>
    items.reduce((product, { a, b }, item) => {
      const p = 1 / (1 + Math.exp(-a * (theta - b)));
      return product * ((pattern & [16, 8, 4, 2, 1][item]!) > 0 ? p : 1 - p);
    }, 1);
  /** Oracle: roots of the diagonal of the inverse information, which is minus the second derivatives. */
  const errorsOf = (values: readonly number[], logOf: (values: readonly number[]) => number): number[] => {
    const step = 1e-3;
    const at = (first: number, second: number, one: number, two: number): number =>
      logOf(
        values.map(
          (value, index) => value + step * (Number(index === first) * one + Number(index === second) * two),
        ),
      );
    const information = values.map((_, i) =>
      values.map(
        (__, j) => -(at(i, j, 1, 1) - at(i, j, 1, -1) - at(i, j, -1, 1) + at(i, j, -1, -1)) / (4 * step ** 2),
      ),
    );
    const size = values.length;
    const rows = information.map((row, i) => [...row, ...row.map((__, j) => Number(i === j))]);
    for (let pivot = 0; pivot < size; pivot++) {
      const head = rows[pivot]![pivot]!;
      rows[pivot] = rows[pivot]!.map((value) => value / head);
      for (let other = 0; other < size; other++) {
        if (other === pivot) continue;
        const factor = rows[other]![pivot]!;
        rows[other] = rows[other]!.map((value, column) => value - factor * rows[pivot]![column]!);
      }
    }
    return rows.map((row, i) => Math.sqrt(row[size + i]!));
  };

  test('the two-parameter model', () => {
    const { items, logLikelihood, converged, abilities } = fit2pl(responses);
    const published = {
      b: [-3.36, -1.37, -0.28, -1.866, -3.124],
      a: [0.825, 0.723, 0.89, 0.689, 0.657],
    };
    // The likelihood is flat: the published digits stop 0.002 short of its maximum, as the likelihoods show.
    for (const [index, { a, b }] of items.entries()) {
      expect(Math.abs(b! - published.b[index]!)).toBeLessThan(0.0025);
      expect(Math.abs(a! - published.a[index]!)).toBeLessThan(0.001);
    }
    const fitted = items.map(({ a, b }) => ({ a: a!, b: b! }));
    const printed = published.b.map((b, index) => ({ a: published.a[index]!, b }));
    expect(logLikelihoodOf(fitted)).toBeCloseTo(logLikelihood, 6);
    expect(logLikelihoodOf(fitted)).toBeGreaterThan(logLikelihoodOf(printed));
    const values = fitted.flatMap(({ a, b }) => [a, b]);
    const errors = errorsOf(values, (at) =>
      logLikelihoodOf(fitted.map((_, item) => ({ a: at[2 * item]!, b: at[2 * item + 1]! }))),
    );
    close(
      items.flatMap(({ seA, se }) => [seA, se]),
      errors,
      3,
    );
    // Expected a posteriori of who solved none, and who solved all.
    for (const [pattern, ability] of [
      [0, abilities[0]!],
      [31, abilities.at(-1)!],
    ] as const) {
      const thetas = Array.from({ length: 81 }, (_, at) => -8 + at / 5);
      const weights = thetas.map((theta) => weightOf(theta) * chanceOf(fitted, pattern, theta));
      const total = weights.reduce((sum, weight) => sum + weight, 0);
      const moment = (of: (theta: number) => number): number =>
        thetas.reduce((sum, theta, at) => sum + of(theta) * weights[at]!, 0) / total;
      const mean = moment((theta) => theta);
      expect(ability.theta).toBeCloseTo(mean, 5);
      expect(ability.se).toBeCloseTo(Math.sqrt(moment((theta) => (theta - mean) ** 2)), 5);
    }
    expect(logLikelihood).toBeCloseTo(-2466.653, 3);
    expect(converged).toBe(true);
    expect(abilities).toHaveLength(1000);
    // Standard errors as `ltm` gives them for these data: 0.258, 0.187, 0.233, 0.185, 0.210 for the slopes.
    close(
      items.map(({ seA }) => seA),
      [0.258, 0.187, 0.233, 0.185, 0.21],
      2,
    );
  });

  test('the Rasch model with free variance', () => {
    const { items, variance, logLikelihood } = fitRasch(responses);
    close(
      items.map(({ b }) => -b!),
      [2.73, 0.999, 0.24, 1.306, 2.099],
      3,
    );
    // As a model of one slope, of easinesses.
    const sd = Math.sqrt(variance);
    const errors = errorsOf([...items.map(({ b }) => b!), sd], (at) =>
      logLikelihoodOf(items.map((_, item) => ({ a: at[5]!, b: at[item]! / at[5]! }))),
    );
    close(
      items.map(({ se }) => se),
      errors.slice(0, 5),
      3,
    );
    expect(variance).toBeCloseTo(0.57, 2);
    expect(logLikelihood).toBeCloseTo(-2466.938, 3);
    for (const { infit, outfit } of items) {
      expect(infit).toBeGreaterThan(0.8);
      expect(outfit).toBeLessThan(1.2);
    }
  });

  test('what all found has no difficulty, and what was not attempted is left out', () => {
    const { items, abilities } = fitRasch([
      [1, 1, 0, null],
      [1, 0, 1, null],
      [1, null, 0, null],
      [1, 1, 1, null],
    ]);
    expect(items.map(({ b }) => b === null)).toEqual([true, false, false, true]);
    expect(abilities).toHaveLength(4);
  });
});
