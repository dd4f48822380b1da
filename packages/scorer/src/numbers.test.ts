import { describe, expect, test } from 'vitest';
import { averagePrecision } from './average-precision.ts';
import { clusteredStandardError } from './clustered-error.ts';
import { incompleteBeta, logGamma } from './incomplete-beta.ts';
import { mcnemar } from './mcnemar.ts';
import { benjaminiHochberg, holm } from './multiple-tests.ts';
import { normalCdf, normalQuantile, Z95 } from './normal.ts';
import { poissonInterval } from './poisson.ts';
import { bugsToSeparate, detectableDifference } from './power-planning.ts';
import { clopperPearson, wilson } from './proportions.ts';
import { firstOfEqualRows } from './repeated-rows.ts';
import { signFlipPermutation } from './sign-flip.ts';
import { inverseOf } from './symmetric-matrix.ts';

describe('the normal distribution', () => {
  test.for([
    [0, 0.5],
    [1, 0.841344746068543],
    [-1, 0.158655253931457],
    [-2.5, 0.00620966532577613],
    [4, 0.999968328758167],
  ] as const)('has at %d the share %d below it', ([x, share]) => {
    expect(normalCdf(x)).toBeCloseTo(share, 14);
  });

  test('has a tail that is right in its own digits', () => {
    // Abramowitz and Stegun, table 26.2: −log Q.
    expect(-Math.log10(normalCdf(-5))).toBeCloseTo(6.54265, 5);
    expect(-Math.log10(normalCdf(-10))).toBeCloseTo(23.11805, 5);
    expect(-Math.log10(normalCdf(-20))).toBeCloseTo(88.5601, 5);
    expect(-Math.log10(normalCdf(-37))).toBeCloseTo(299.2, 0);
    expect([normalCdf(-38), normalCdf(38), normalCdf(10)]).toEqual([0, 1, 1]);
  });

  test('has quantiles that invert it', () => {
    for (const p of [1e-12, 0.001, 0.3, 0.5, 0.9, 0.999])
      expect(normalCdf(normalQuantile(p)) / p).toBeCloseTo(1, 9);
    expect([normalQuantile(0), normalQuantile(1), normalQuantile(-1), normalQuantile(2)]).toEqual([
      -Infinity,
      Infinity,
      -Infinity,
      Infinity,
    ]);
    expect(normalQuantile(0.5)).toBeCloseTo(0, 12);
    expect(normalQuantile(0.975)).toBeCloseTo(Z95, 12);
  });
});

describe('log Γ', () => {
  test('is that of factorials and of a half', () => {
    let factorial = 1;
    for (let n = 1; n <= 20; n++) {
      expect(logGamma(n)).toBeCloseTo(Math.log(factorial), 11);
      factorial *= n;
    }
    expect(logGamma(0.5)).toBeCloseTo(Math.log(Math.PI) / 2, 12);
    expect(logGamma(2.5)).toBeCloseTo(Math.log((3 / 4) * Math.sqrt(Math.PI)), 12);
  });
});

describe('the incomplete beta function', () => {
  test('is the tail of a binomial distribution', () => {
    const choose = (n: number, k: number): number => (k === 0 ? 1 : (choose(n, k - 1) * (n - k + 1)) / k);
    for (const [p, k, n] of [
      [0.2, 3, 10],
      [0.5, 5, 10],
      [0.9, 9, 10],
      [0.05, 1, 40],
    ] as const) {
      const tail = Array.from({ length: n + 1 }, (_, i) => i)
        .filter((i) => i >= k)
        .reduce((sum, i) => sum + choose(n, i) * p ** i * (1 - p) ** (n - i), 0);
      expect(incompleteBeta(p, k, n - k + 1)).toBeCloseTo(tail, 12);
    }
  });

  test('goes from 0 to 1, and is symmetric', () => {
    expect([-1, 0, 1, 2].map((x) => incompleteBeta(x, 2, 3))).toEqual([0, 0, 1, 1]);
    expect(incompleteBeta(0.2, 3, 8) + incompleteBeta(0.8, 8, 3)).toBeCloseTo(1, 13);
    expect(incompleteBeta(0.5, 1000, 1000)).toBeCloseTo(0.5, 11);
  });
});

describe('exact intervals', () => {
  test('end where nothing, or everything, was found', () => {
    expect(wilson(20, 20)![1]).toBe(1);
    expect(wilson(20, 20)![0]).toBeCloseTo(1 - 0.1611, 4);
    expect(clopperPearson(20, 20)).toEqual([expect.closeTo(0.025 ** (1 / 20), 10), 1]);
    expect(clopperPearson(0, 0)).toBeNull();
    expect(() => clopperPearson(-1, 2)).toThrow('-1 of 2 is no proportion.');
    expect(() => wilson(Number.NaN, 2)).toThrow('NaN of 2 is no proportion.');
  });

  test('of counts have tails of 2.5 %', () => {
    const atMost = (count: number, mean: number): number => {
      let [term, sum] = [Math.exp(-mean), Math.exp(-mean)];
      for (let k = 1; k <= count; k++) sum += term *= mean / k;
      return sum;
    };
    for (const count of [1, 2, 7, 30]) {
      const [low, high] = poissonInterval(count);
      expect(1 - atMost(count - 1, low)).toBeCloseTo(0.025, 9);
      expect(atMost(count, high)).toBeCloseTo(0.025, 9);
    }
    expect(poissonInterval(0)).toEqual([0, expect.closeTo(-Math.log(0.025), 9)]);
    expect(() => poissonInterval(1.5)).toThrow('1.5 is no count.');
  });
});

test('McNemar’s test takes counts alone, and doubles the smaller tail', () => {
  expect(() => mcnemar(1.5, 2)).toThrow('1.5 and 2 are no counts of pairs.');
  expect(() => mcnemar(2, -1)).toThrow('2 and -1 are no counts of pairs.');
  // Three of three: 2 · 1/8; and none of one: 2 · 1/2.
  expect(mcnemar(3, 0).pExact).toBeCloseTo(0.25, 12);
  expect(mcnemar(0, 3).pExact).toBeCloseTo(0.25, 12);
  expect(mcnemar(1, 0).pExact).toBeCloseTo(1, 12);
  expect(mcnemar(2, 1).pExact).toBeCloseTo(1, 12);
  expect(mcnemar(0, 4)).toMatchObject({ chiSquared: 4, p: expect.closeTo(0.0455, 4) as number });
});

test('adjusted p values keep their order, and stay at 1', () => {
  expect(holm([0.02, 0.02, 0.9])).toEqual([0.06, 0.06, 0.9]);
  expect(benjaminiHochberg([0.5, 0.01, 0.9])).toEqual([0.75, 0.03, 0.9]);
  expect(benjaminiHochberg([0.8, 0.9])).toEqual([0.9, 0.9]);
  expect(benjaminiHochberg([])).toEqual([]);
});

describe('power', () => {
  test('what can be told apart is the other way round', () => {
    for (const difference of [0.05, 0.1, 0.2]) {
      const n = bugsToSeparate(difference);
      expect(detectableDifference(n)!).toBeLessThanOrEqual(difference);
      expect(detectableDifference(n - 1)!).toBeGreaterThan(difference);
    }
    expect(detectableDifference(bugsToSeparate(0.3))).toBeCloseTo(0.3, 1);
    expect(detectableDifference(bugsToSeparate(0.3) - 1)).toBeNull();
    expect(detectableDifference(500, { discordant: 0 })).toBeNull();
  });

  test('by the formula: (1.96 √0.2 + 1.2816 √(0.2 − 0.01))² ÷ 0.01 bugs, and clusters cost their factor', () => {
    expect(bugsToSeparate(0.1, { discordant: 0.2, power: 0.9 })).toBe(
      Math.ceil((1.959964 * Math.sqrt(0.2) + 1.281552 * Math.sqrt(0.19)) ** 2 / 0.01),
    );
    expect(bugsToSeparate(0.1, { alpha: 0.01 })).toBe(
      Math.ceil((2.575829 * Math.sqrt(0.3) + 0.841621 * Math.sqrt(0.29)) ** 2 / 0.01),
    );
    expect(bugsToSeparate(0.1, { designEffect: 2 })).toBe(467);
    // All that differ, differ in one direction.
    expect(bugsToSeparate(0.3)).toBe(
      Math.ceil((1.959964 * Math.sqrt(0.3) + 0.841621 * Math.sqrt(0.21)) ** 2 / 0.09),
    );
    for (const wrong of [0, -0.1, 0.31])
      expect(() => bugsToSeparate(wrong)).toThrow(
        `A difference of ${wrong} does not fit 0.3 discordant bugs.`,
      );
  });
});

test('of equal rows the first are kept, and a forbidden pair has no distance', () => {
  const [never, weights] = [-Infinity, [1, 2]];
  expect(firstOfEqualRows([weights, weights, weights], undefined, 2)).toEqual([0, 1]);
  expect(firstOfEqualRows([weights, [1, 3], weights, weights], undefined, 1)).toEqual([0, 1]);
  expect(
    firstOfEqualRows(
      [weights, weights],
      [
        [0, 0],
        [0, 1],
      ],
      1,
    ),
  ).toEqual([0, 1]);
  expect(
    firstOfEqualRows(
      [
        [never, 2],
        [never, 2],
      ],
      [
        [0, 4],
        [9, 4],
      ],
      1,
    ),
  ).toEqual([0]);
  // 1 and 12 are not 11 and 2.
  expect(
    firstOfEqualRows(
      [
        [1, 12],
        [11, 2],
      ],
      undefined,
      1,
    ),
  ).toEqual([0, 1]);
});

describe('sign flips', () => {
  test('are listed for few clusters, and drawn for more than twenty', () => {
    const ones = (length: number): number[] => Array.from({ length }, () => 1);
    expect(signFlipPermutation(ones(12))).toEqual({
      ...{ p: 2 / 2 ** 12, method: 'exact', draws: 2 ** 12, seed: null, n: 12 },
    });
    expect(signFlipPermutation(ones(21), { draws: 100 })).toEqual({
      ...{ p: 1 / 101, method: 'random signs', draws: 100, seed: 1, n: 21 },
    });
    expect(signFlipPermutation([])).toEqual({ p: null, method: 'exact', draws: 0, seed: null, n: 0 });
  });

  test('of which as many lie as far out count, whatever rounding does to them', () => {
    expect(signFlipPermutation([0.1, 0.2, 0.3, 0]).p).toBe(2 / 8);
    expect(signFlipPermutation([0.1, 0.2, -0.3]).p).toBe(1);
    expect(signFlipPermutation([3, 1, -1]).p).toBe(6 / 8);
    // One difference among many: half of the signs agree with it, and both sides count.
    const lone = [...Array.from({ length: 30 }, () => 0), -2];
    expect(signFlipPermutation(lone, { draws: 50 }).p).toBe(1);
  });
});

test('a matrix that is not positive definite has no inverse here', () => {
  expect(inverseOf([])).toEqual([]);
  expect(inverseOf([[4]])).toEqual([[0.25]]);
  expect(inverseOf([[0]])).toBeNull();
  expect(
    inverseOf([
      [1, 2],
      [2, 4],
    ]),
  ).toBeNull();
  const inverse = inverseOf([
    [4, 2, 0],
    [2, 5, 1],
    [0, 1, 3],
  ])!;
  // Of determinant 44, by cofactors.
  for (const [row, values] of [
    [14, -6, 2],
    [-6, 12, -4],
    [2, -4, 16],
  ].entries())
    for (const [column, value] of values.entries()) expect(inverse[row]![column]).toBeCloseTo(value / 44, 12);
});

test('values need their partners', () => {
  expect(() => averagePrecision([1], [])).toThrow('Average precision needs one score a label.');
  expect(() => clusteredStandardError([1], [])).toThrow('A clustered error needs one cluster a value.');
  // Of two clusters: residuals sum to −1/2 and 1/2.
  expect(clusteredStandardError([0, 1], ['a', 'b'])).toBeCloseTo(0.5, 12);
});
