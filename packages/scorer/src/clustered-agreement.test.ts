import { describe, expect, test } from 'vitest';
import { clusterBootstrap } from './cluster-bootstrap.ts';
import { agreementByCluster, independentUnits, kappaVariance } from './clustered-agreement.ts';
import { cohenKappa } from './kappa.ts';
import { studentQuantile } from './student.ts';

type Cells = readonly [both: number, first: number, second: number, neither: number];

const cohen = ([both, first, second, neither]: readonly number[]): number | null =>
  cohenKappa([
    [both!, first!],
    [second!, neither!],
  ]);
const interval = agreementByCluster(([both, first, second, neither]) => ({
  units: both! + first! + second! + neither!,
  ratings: [2 * both! + first! + second!, 2 * neither! + first! + second!],
}));
/** A file for each bug. */
const rowsOf = (cells: Cells): number[][] =>
  cells.flatMap((count, at) =>
    Array.from({ length: count }, () => cells.map((_, place) => Number(place === at))),
  );
const shown = (cells: Cells) => interval({ rows: rowsOf(cells), statistic: cohen });

describe('variance of kappa', () => {
  test.for([
    [0.3, 0.1],
    [0.7, 0.4],
    [0.95, 0.02],
  ] as const)('of two raters is Bloch and Kraemer’s: κ %d, p %d', ([k, p]) => {
    const theirs = (1 - k) * ((1 - k) * (1 - 2 * k) + (k * (2 - k)) / (2 * p * (1 - p)));
    expect(kappaVariance(k, p, 2)).toBeCloseTo(theirs, 10);
  });

  test('of several by chance is that of as many pairs, whatever the share', () => {
    for (const raters of [2, 3, 8])
      for (const p of [0.05, 0.5])
        expect(kappaVariance(0, p, raters)).toBeCloseTo(2 / (raters * (raters - 1)), 10);
  });

  test('of three answers by chance is that of Fleiss, Nee and Landis', () => {
    const shares = [0.5, 0.3, 0.2];
    const pq = 0.25 + 0.21 + 0.16;
    const theirs = (2 / (40 * 2)) * (1 - (0.3 * 0.7 * 0.4 + 0.2 * 0.8 * 0.6) / pq ** 2);
    // The share at chance is p, with the variance of κ (1 − p).
    const units = independentUnits(0, { units: 40, ratings: shares.map((share) => 80 * share) });
    expect((0.5 * 0.5) / units).toBeCloseTo(0.5 ** 2 * theirs, 10);
  });
});

describe('the interval of an agreement', () => {
  test('is Wilson’s of the agreement on the rarer answer: 12 both, 8 and 6 alone, 74 neither', () => {
    const [n, k] = [100, cohen([12, 8, 6, 74])!];
    // Leaving out a bug of each kind, as often as there are such bugs.
    const without = [
      cohen([11, 8, 6, 74])!,
      cohen([12, 7, 6, 74])!,
      cohen([12, 8, 5, 74])!,
      cohen([12, 8, 6, 73])!,
    ];
    const times = [12, 8, 6, 74];
    const mean = without.reduce((sum, one, at) => sum + times[at]! * one, 0) / n;
    const squares = without.reduce((sum, one, at) => sum + times[at]! * (one - mean) ** 2, 0);
    const p = 38 / 200;
    const share = k * (1 - p) + p;
    const size = (share * (1 - share)) / ((squares * (n - 1)) / n) / (1 - p) ** 2;
    const t = studentQuantile(0.975, 99);
    // Where (share − x)² = t² x (1 − x) / size.
    const [a, b, c] = [1 + t ** 2 / size, -(2 * share + t ** 2 / size), share ** 2];
    const end = (sign: number): number =>
      ((-b + sign * Math.sqrt(b ** 2 - 4 * a * c)) / (2 * a) - p) / (1 - p);
    expect(shown([12, 8, 6, 74])).toEqual({
      low: expect.closeTo(end(-1), 10) as number,
      high: expect.closeTo(end(1), 10) as number,
      method: 'Wilson, effective size',
    });
  });

  test('leaves room where two who find five bugs each never meet, or always do', () => {
    const never = shown([0, 5, 5, 90]) as { low: number; high: number };
    expect([never.low < -0.04, never.high > 0.2]).toEqual([true, true]);
    const always = shown([5, 0, 0, 95]) as { low: number; high: number };
    expect([always.low < 0.75, always.high]).toEqual([true, 1]);
  });

  test('is refused below three of the rarer answer, and what is drawn does not take its place', () => {
    const clusters = new Map(rowsOf([2, 1, 0, 40]).map((row, at) => [`f${at}`, row]));
    const bootstrap = clusterBootstrap({
      ...{ clusters, statistic: cohen, n: 43, seed: 1, draws: 50, key: 'test', byCluster: interval },
    });
    expect(bootstrap).toMatchObject({
      shown: null,
      refused: 'the rarer answers are too few for an interval',
    });
    expect(bootstrap.percentile).not.toBeNull();
    // Misses are the rarer answer of who finds nearly all.
    expect(shown([40, 0, 1, 2])).toHaveProperty('refused');
    expect(interval({ rows: rowsOf([0, 0, 0, 9]), statistic: cohen })).toBeNull();
  });
});
