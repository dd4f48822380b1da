import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { averagePrecision } from './average-precision.ts';
import { clusterBootstrap, type BootstrapInput } from './cluster-bootstrap.ts';
import { incompleteBeta } from './incomplete-beta.ts';
import { normalCdf, normalQuantile } from './normal.ts';
import { poissonInterval } from './poisson.ts';
import { precisionRecall } from './precision-recall.ts';
import { clopperPearson, wilson } from './proportions.ts';

describe('wilson', () => {
  test.for([
    [81, 263, 0.2553, 0.3662],
    [0, 20, 0, 0.1611],
    [1, 29, 0.0061, 0.1718],
    [15, 148, 0.0624, 0.1605],
  ] as const)('of %i in %i is Newcombe’s interval', ([successes, n, low, high]) => {
    const interval = wilson(successes, n)!;
    expect(interval[0]).toBeCloseTo(low, 4);
    expect(interval[1]).toBeCloseTo(high, 4);
  });

  test('of nothing is null, and more successes than trials are refused', () => {
    expect(wilson(0, 0)).toBeNull();
    expect(() => wilson(3, 2)).toThrow(/no proportion/u);
  });

  test('holds the proportion and lies in [0, 1]', () => {
    const tried = fc
      .integer({ min: 1, max: 2000 })
      .chain((n) => fc.tuple(fc.integer({ min: 0, max: n }), fc.constant(n)));
    fc.assert(
      fc.property(tried, ([successes, n]) => {
        for (const [low, high] of [wilson(successes, n)!, clopperPearson(successes, n)!]) {
          expect(low).toBeGreaterThanOrEqual(0);
          expect(high).toBeLessThanOrEqual(1);
          expect(low).toBeLessThanOrEqual(successes / n);
          expect(high).toBeGreaterThanOrEqual(successes / n);
        }
      }),
    );
  });
});

describe('poissonInterval', () => {
  test.for([
    [0, 0, 3.6889],
    [1, 0.0253, 5.5716],
    [5, 1.6235, 11.6683],
    [10, 4.7954, 18.3904],
    [100, 81.3637, 121.6268],
  ] as const)('of %i is Garwood’s', ([count, low, high]) => {
    expect(poissonInterval(count)[0]).toBeCloseTo(low, 3);
    expect(poissonInterval(count)[1]).toBeCloseTo(high, 3);
  });

  test('of a large count is that of its square root, and no count is refused', () => {
    const [low, high] = poissonInterval(40_000);
    expect(low).toBeCloseTo(40_000 - 1.96 * 200, -1);
    expect(high).toBeCloseTo(40_000 + 1.96 * 200, -1);
    expect(() => poissonInterval(-1)).toThrow(/no count/u);
  });
});

describe('clopperPearson', () => {
  test('of 0 in 20 ends at 0.168', () => {
    expect(clopperPearson(0, 20)![0]).toBe(0);
    expect(clopperPearson(0, 20)![1]).toBeCloseTo(1 - 0.025 ** (1 / 20), 10);
    expect(clopperPearson(0, 20)![1]).toBeCloseTo(0.168, 3);
  });

  test('inverts the binomial tails', () => {
    const [low, high] = clopperPearson(7, 19)!;
    const atMost = (k: number, p: number): number => {
      let term = (1 - p) ** 19;
      let sum = term;
      for (let i = 0; i < k; i++) sum += term *= (((19 - i) / (i + 1)) * p) / (1 - p);
      return sum;
    };
    expect(1 - atMost(6, low)).toBeCloseTo(0.025, 10);
    expect(atMost(7, high)).toBeCloseTo(0.025, 10);
  });
});

test('the incomplete beta function is right where it has a closed form', () => {
  expect(incompleteBeta(0.3, 1, 4)).toBeCloseTo(1 - 0.7 ** 4, 12);
  expect(incompleteBeta(0.3, 5, 1)).toBeCloseTo(0.3 ** 5, 12);
  expect(incompleteBeta(0.5, 80, 80)).toBeCloseTo(0.5, 12);
});

test('the normal distribution has its tabled values', () => {
  expect(normalCdf(1.959963984540054)).toBeCloseTo(0.975, 13);
  expect(normalCdf(-3)).toBeCloseTo(0.0013498980316301, 14);
  expect(normalCdf(-8)).toBeCloseTo(6.22096057427178e-16, 22);
  expect(normalQuantile(0.975)).toBeCloseTo(1.959963984540054, 10);
  expect(normalQuantile(0)).toBe(-Infinity);
});

describe('averagePrecision', () => {
  test('is 0.8333 in the worked example', () => {
    expect(averagePrecision([0, 0, 1, 1], [0.1, 0.4, 0.35, 0.8])).toBeCloseTo(0.8333, 4);
  });

  test('lets equal scores enter together, and is null without a positive', () => {
    expect(averagePrecision([1, 0], [0.5, 0.5])).toBe(0.5);
    expect(averagePrecision([0, 1], [0.5, 0.5])).toBe(0.5);
    expect(averagePrecision([0, 0], [0.5, 0.1])).toBeNull();
  });
});

describe('precisionRecall', () => {
  test.for([
    { counts: { tp: 6, fp: 2, fn: 4 }, precision: 0.75, recall: 0.6, f1: 2 / 3, f05: 7.5 / 10.5 },
    { counts: { tp: 0, fp: 0, fn: 4 }, precision: null, recall: 0, f1: 0, f05: 0 },
    { counts: { tp: 0, fp: 3, fn: 0 }, precision: 0, recall: null, f1: 0, f05: 0 },
    { counts: { tp: 0, fp: 0, fn: 0 }, precision: null, recall: null, f1: null, f05: null },
  ])('of $counts leaves ratios of nothing undefined', ({ counts, ...expected }) => {
    expect(precisionRecall(counts)).toEqual(expected);
  });
});

describe('clusterBootstrap', () => {
  const mean = ([sum, count]: readonly number[]): number | null => (count === 0 ? null : sum! / count!);
  const clusters = new Map(
    Array.from({ length: 40 }, (_, index) => [`file-${index}`, [index % 3, 2]] as const),
  );
  const input: BootstrapInput = { clusters, statistic: mean, n: 80, seed: 3, draws: 2000, key: 'test' };

  test('says how it was made', () => {
    expect(clusterBootstrap(input)).toMatchObject({
      method: 'cluster bootstrap',
      seed: 3,
      draws: 2000,
      undefinedDraws: 0,
      n: 80,
      clusters: 40,
    });
  });

  test('has about the spread that theory gives a mean of independent clusters', () => {
    const { percentile, bca } = clusterBootstrap(input);
    const values = [...clusters.values()].map(([sum, count]) => sum / count);
    const centre = values.reduce((sum, value) => sum + value, 0) / 40;
    const sd = Math.sqrt(values.reduce((sum, value) => sum + (value - centre) ** 2, 0) / 40);
    const half = (1.96 * sd) / Math.sqrt(40);
    for (const interval of [percentile!, bca!]) {
      expect(interval.low).toBeCloseTo(centre - half, 1.7);
      expect(interval.high).toBeCloseTo(centre + half, 1.7);
    }
  });

  test('widens when units come in larger clusters', () => {
    const units = Array.from({ length: 80 }, (_, index) => Number(index % 8 < 4));
    const width = (size: number): number => {
      const grouped = new Map<string, number[]>();
      for (const [index, value] of units.entries()) {
        const totals = grouped.get(`${Math.floor(index / size)}`) ?? [0, 0];
        grouped.set(`${Math.floor(index / size)}`, [totals[0]! + value, totals[1]! + 1]);
      }
      const { percentile } = clusterBootstrap({ ...input, clusters: grouped });
      return percentile!.high - percentile!.low;
    };
    expect(width(4)).toBeGreaterThan(1.5 * width(1));
  });

  test('shifts BCa where the statistic is skewed', () => {
    const skewed = new Map(
      Array.from({ length: 30 }, (_, index) => [`${index}`, [index === 0 ? 20 : 1, 1]] as const),
    );
    const { percentile, bca } = clusterBootstrap({ ...input, clusters: skewed });
    expect(bca!.high).toBeGreaterThan(percentile!.high);
  });

  test('does not depend on the order of the clusters, and does on the seed', () => {
    const backwards = new Map([...clusters].reverse());
    expect(clusterBootstrap({ ...input, clusters: backwards })).toEqual(clusterBootstrap(input));
    const rough = { ...input, draws: 7 };
    expect(clusterBootstrap({ ...rough, seed: 4 }).percentile).not.toEqual(
      clusterBootstrap(rough).percentile,
    );
  });

  test('gives no interval for one cluster or for a ratio of nothing, and counts undefined draws', () => {
    expect(clusterBootstrap({ ...input, clusters: new Map([['one', [1, 2]]]) })).toMatchObject({
      percentile: null,
      bca: null,
    });
    const empty = new Map([
      ['a', [0, 0]],
      ['b', [0, 0]],
    ]);
    expect(clusterBootstrap({ ...input, clusters: empty })).toMatchObject({ percentile: null, bca: null });
    const half = new Map([
      ['a', [0, 0]],
      ['b', [1, 2]],
    ]);
    const { undefinedDraws, percentile } = clusterBootstrap({ ...input, clusters: half });
    expect(undefinedDraws).toBeGreaterThan(400);
    // Where all draws are the same, an interval would be empty.
    expect(percentile).toBeNull();
  });
});
