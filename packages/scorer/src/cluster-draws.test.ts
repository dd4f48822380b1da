import { randomStream } from '@bebug/core';
import { expect, test } from 'vitest';
import { binomialDraws } from './binomial-draws.ts';
import { clusterBootstrap } from './cluster-bootstrap.ts';
import { macroRecall } from './macro-recall.ts';
import { clusterDraws, drawsByKind, drawsByPick } from './cluster-draws.ts';

const DRAWS = 20_000;

function momentsOf(values: readonly number[]): { mean: number; variance: number } {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  return { mean, variance: values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length };
}

test.for([
  [1, 0.3],
  [7, 0.5],
  [12, 0.04],
  [12, 0.96],
] as const)('of %i trials at %d each number of successes comes as often as it should', ([n, p]) => {
  const binomial = binomialDraws(n, randomStream('binomial', n, p));
  const counts = new Array<number>(n + 1).fill(0);
  for (let draw = 0; draw < DRAWS; draw++) counts[binomial(n, p)]!++;
  let chance = (1 - p) ** n;
  for (const [successes, count] of counts.entries()) {
    // Five standard errors.
    expect(Math.abs(count / DRAWS - chance)).toBeLessThan(5 * Math.sqrt((chance * (1 - chance)) / DRAWS));
    chance *= ((n - successes) / (successes + 1)) * (p / (1 - p));
  }
});

test.for([
  [40_000, 0.3],
  [40_000, 0.0001],
  [40_000, 0.9999],
] as const)('of %i trials at %d the mean and the variance are np and np(1 − p)', ([n, p]) => {
  const binomial = binomialDraws(n, randomStream('binomial', n, p));
  const { mean, variance } = momentsOf(Array.from({ length: 4000 }, () => binomial(n, p)));
  const expected = n * p * (1 - p);
  expect(Math.abs(mean - n * p)).toBeLessThan(5 * Math.sqrt(expected / 4000));
  expect(variance / expected).toBeCloseTo(1, 0.5);
});

test('without trials, without a chance and with certainty there is nothing to draw', () => {
  const binomial = binomialDraws(5, randomStream('binomial'));
  expect([binomial(0, 0.5), binomial(5, 0), binomial(5, 1)]).toEqual([0, 0, 5]);
});

test('kinds that are counted have the sums of clusters that are picked: their means, variances and covariance', () => {
  const kinds = [
    [
      [0, 1],
      [0, 1],
      [0, 1],
      [0, 1],
    ],
    [
      [1, 1],
      [1, 1],
    ],
    [[2, 3]],
  ];
  const totals = kinds.flat();
  const drawn = [
    drawsByKind(kinds, 7, randomStream('kinds')),
    drawsByPick(totals, randomStream('picks')),
  ].map((draw) => Array.from({ length: DRAWS }, () => draw()));
  for (const sums of drawn) {
    const first = momentsOf(sums.map(([a]) => a!));
    const second = momentsOf(sums.map(([, b]) => b!));
    const both = momentsOf(sums.map(([a, b]) => a! + b!));
    // Of one pick: (0, 1) with 4/7, (1, 1) with 2/7, (2, 3) with 1/7.
    expect([first.mean, second.mean]).toEqual([expect.closeTo(4, 1), expect.closeTo(9, 1)]);
    expect(first.variance / 7).toBeCloseTo(6 / 7 - (4 / 7) ** 2, 1.5);
    expect(second.variance / 7).toBeCloseTo(15 / 7 - (9 / 7) ** 2, 1.5);
    expect((both.variance - first.variance - second.variance) / 14).toBeCloseTo(8 / 7 - 36 / 49, 1.5);
  }
});

test('few clusters, and those that are all different, are picked one by one', () => {
  const few = [[1], [0], [0]];
  expect(clusterDraws(few, randomStream(1))()).toEqual(drawsByPick(few, randomStream(1))());
  const different = Array.from({ length: 10_000 }, (_, at) => [at]);
  expect(clusterDraws(different, randomStream(1))()).toEqual(drawsByPick(different, randomStream(1))());
});

test('a large set has the interval of a proportion over its files, in any order', () => {
  const clusters = Array.from(
    { length: 20_000 },
    (_, at) => [`file-${at}`, [at % 4 === 0 ? 2 : 0, 2]] as const,
  );
  const input = {
    statistic: ([hits, n]: readonly number[]) => hits! / n!,
    ...{ n: 40_000, seed: 1, draws: 2000, key: 'test' },
  };
  const { percentile, bca } = clusterBootstrap({ clusters: new Map(clusters), ...input });
  const half = 1.96 * Math.sqrt((0.25 * 0.75) / 20_000);
  for (const interval of [percentile, bca]) {
    expect(Math.abs(interval!.low - (0.25 - half))).toBeLessThan(half / 10);
    expect(Math.abs(interval!.high - (0.25 + half))).toBeLessThan(half / 10);
  }
  expect(clusterBootstrap({ clusters: new Map(clusters.toReversed()), ...input }).bca).toEqual(bca);
});

test('the mean recall of groups of a large set has the interval of its groups over all files', () => {
  // Every file has a bug of each of two groups: half of the one are found, a tenth of the other.
  const bugs = Array.from({ length: 40_000 }, (_, at) => {
    const file = Math.floor(at / 2);
    return at % 2 === 0
      ? { cluster: `file-${file}`, group: 'a', isFound: file % 2 === 0 }
      : { cluster: `file-${file}`, group: 'b', isFound: file % 10 === 3 };
  });
  const { value, bootstrap } = macroRecall(bugs, { seed: 1, draws: 2000 }, 'test');
  expect(value).toBeCloseTo(0.3, 12);
  // Never found both: a covariance of −0.05 beside variances of 0.25 and 0.09.
  const half = (1.96 * Math.sqrt((0.25 + 0.09 - 2 * 0.05) / 4)) / Math.sqrt(20_000);
  expect(Math.abs(bootstrap.percentile!.low - (0.3 - half))).toBeLessThan(half / 10);
  expect(Math.abs(bootstrap.percentile!.high - (0.3 + half))).toBeLessThan(half / 10);
  expect(macroRecall(bugs.toReversed(), { seed: 1, draws: 2000 }, 'test').bootstrap).toEqual(bootstrap);
});
