import { describe, expect, test } from 'vitest';
import { clusterBootstrap } from './cluster-bootstrap.ts';
import { resampleClusters } from './cluster-resampling.ts';
import { rateByCluster } from './clustered-rate.ts';
import { clusteredWilson, shareByCluster } from './clustered-wilson.ts';
import { differenceByCluster, differenceInterval } from './difference-interval.ts';
import { chao, chaoBound, chapmanInterval, millsInterval } from './error-seeding.ts';
import type { ByCluster } from './by-cluster.ts';
import { jackknifeError } from './jackknife.ts';
import { clusteredVarianceOfMean, restrictedMeanError, riskSteps } from './kaplan-meier.ts';
import { wilson } from './proportions.ts';
import { designEffect } from './share-residuals.ts';
import { studentQuantile } from './student.ts';

const ratio = ([part, whole]: readonly number[]): number | null => (whole === 0 ? null : part! / whole!);

test.for([
  [1, 12.7062],
  [9, 2.2622],
  [30, 2.0423],
  [1e6, 1.96],
] as const)('Student’s 0.975 quantile for %d degrees of freedom is that of the tables', ([degrees, t]) => {
  expect(studentQuantile(0.975, degrees)).toBeCloseTo(t, 3);
});

test('the jackknife’s error of a mean is the one of the textbook', () => {
  const values = [1, 2, 4, 9];
  const without = (left: number): number => (16 - values[left]!) / 3;
  // s² = 38 / 3, and s² / 4.
  expect(jackknifeError(4, without)).toBeCloseTo(Math.sqrt(38 / 12), 12);
  expect(jackknifeError(2, (left) => (left === 0 ? 1 : null))).toBeNull();
});

describe('Wilson’s interval with the effective size', () => {
  test('is Wilson’s own where bugs are as good as independent and files are many', () => {
    const error = Math.sqrt((0.3 * 0.7) / 263);
    const { low, high } = clusteredWilson({ share: 0.3, error, units: 263, clusters: 1e6 })!;
    const [wilsonLow, wilsonHigh] = wilson(0.3 * 263, 263)!;
    expect([low, high]).toEqual([expect.closeTo(wilsonLow, 5), expect.closeTo(wilsonHigh, 5)]);
  });

  test('goes by all units where none of them was found, and by files when it says how sure it is', () => {
    const zero = { share: 0, error: 0, units: 20 };
    expect(clusteredWilson({ ...zero, clusters: 1e6 })!.high).toBeCloseTo(0.1611, 4);
    // t² / (n + t²) with t = 2.2622.
    expect(clusteredWilson({ ...zero, clusters: 10 })).toEqual({ low: 0, high: expect.closeTo(0.2037, 4) });
    expect(clusteredWilson({ ...zero, clusters: 1 })).toBeNull();
    expect(clusteredWilson({ ...zero, units: 0, clusters: 10 })).toBeNull();
  });

  test('widens when units come in larger clusters', () => {
    const width = (size: number): number => {
      const rows = Array.from({ length: 40 / size }, (_, file) => [file % 2 === 0 ? size : 0, size]);
      const { low, high } = shareByCluster(([, n]) => n!)({ rows, statistic: ratio })!;
      return high - low;
    };
    expect(width(4)).toBeGreaterThan(1.7 * width(1));
  });
});

describe('the difference of two figures', () => {
  test('has Newcombe’s interval for two independent shares: 56/70 − 48/80', () => {
    const bounded = (part: number, n: number) => {
      const [low, high] = wilson(part, n)!;
      return { value: part / n, low, high };
    };
    const interval = differenceInterval(bounded(56, 70), bounded(48, 80), 0);
    expect(interval).toEqual({ low: expect.closeTo(0.0524, 4), high: expect.closeTo(0.3339, 4) });
  });

  test('is the surer the more both go together', () => {
    const rows = (second: (file: number) => number) =>
      Array.from({ length: 20 }, (_, file) => [0, 1, file % 2, second(file)]);
    const width = (second: (file: number) => number): number => {
      const few = differenceByCluster({ part: 2, whole: 1 }, { part: 3, whole: 1 });
      const { low, high } = few({ rows: rows(second), statistic: ratio })!;
      return high - low;
    };
    expect(width((file) => file % 2)).toBeLessThan(1e-9);
    expect(width((file) => Number(file % 4 < 2))).toBeGreaterThan(0.5);
  });
});

test('a rate has the score interval of a count, wider where alarms come together', () => {
  const spread = Array.from({ length: 1000 }, (_, file) => [Number(file < 10), 1]);
  const { low, high } = rateByCluster(1000)({ rows: spread, statistic: ratio })!;
  // 10 + 1.92 ∓ 1.96 √(10 + 0.96): 5.43 to 18.41 of a thousand.
  expect([low, high]).toEqual([expect.closeTo(5.4, 0), expect.closeTo(18.4, 0)]);
  const together = Array.from({ length: 1000 }, (_, file) => [file < 2 ? 5 : 0, 1]);
  expect(rateByCluster(1000)({ rows: together, statistic: ratio })!.high).toBeGreaterThan(high + 10);
});

describe('how many bugs there are', () => {
  test('of 10 and 15 found, 5 by both: 22 to 65, after Sadinle', () => {
    const { low, high } = chapmanInterval(10, 15, 5);
    expect([Math.round(low), Math.round(high)]).toEqual([22, 65]);
    expect(chapmanInterval(10, 15, 5, 2).high).toBeGreaterThan(high);
    expect(chapmanInterval(4, 4, 4).low).toBe(4);
  });

  test('at least as many as were seen, and no more than Chao’s bound adds', () => {
    expect(chaoBound([2, 2, 3], 3)).toBe(3);
    expect(chaoBound([], 2)).toBe(0);
    expect(chaoBound([1, 1, 1, 2, 3], 3)).toBe(5);
    // 40 once, 20 twice, 10 by all three: 70 + 40 · 39 / 42 · 2 / 3 = 94.76, with a variance of 112.8 by the formula: 70 + 24.76 / 1.97.
    const times = [1, 2, 3].flatMap((time) => Array<number>([40, 20, 10][time - 1]!).fill(time));
    expect(chaoBound(times, 3)).toBe(82);
    expect(chao(times)).toBeCloseTo(70 + (40 * 39) / 42, 12);
    expect(chaoBound(times, 3, 2)).toBeLessThan(82);
  });

  test('the bound holds 95 of 100 times: all that three detectors can find of 6 bugs, counted out', () => {
    const bugs = 6;
    const chance = 0.3;
    // Of each bug: by how many detectors it is found, binomial.
    const timesOf = [1, 3, 3, 1].map((ways, k) => ways * chance ** k * (1 - chance) ** (3 - k));
    let held = 0;
    const visit = (times: readonly number[], weight: number): void => {
      if (times.length < bugs) timesOf.forEach((p, k) => visit([...times, k], weight * p));
      else if (chaoBound(times, 3) <= bugs) held += weight;
    };
    visit([], 1);
    expect(held).toBeGreaterThan(0.95);
  });

  test('real bugs lie around real × planted ÷ found, closer the more is found', () => {
    const half = millsInterval(100, 50, 10)!;
    expect([half.low < 20, half.high > 20]).toEqual([true, true]);
    const most = millsInterval(100, 90, 18)!;
    expect(most.high - most.low).toBeLessThan((half.high - half.low) / 2);
    expect(millsInterval(100, 50, 0)!.low).toBe(0);
    expect(millsInterval(100, 0, 3)).toBeNull();
  });
});

test('bugs that share the fate of their file count as one: the design effect is the size of the file', () => {
  const alike = Array.from({ length: 400 }, (_, file) => [file % 2 === 0 ? 4 : 0, 4]);
  expect(designEffect(alike, { part: 0, whole: 1 })).toBeCloseTo(4, 1);
  expect(
    designEffect(
      [
        [1, 2],
        [1, 2],
      ],
      { part: 0, whole: 1 },
    ),
  ).toBe(1);
});

test('searches that end alike make Greenwood’s variance as many times larger', () => {
  const searches = (copies: number) =>
    Array.from({ length: 300 }, (_, file) => file).flatMap((file) =>
      Array.from({ length: copies }, () => ({
        time: 1 + ((file * 7919) % 100),
        isFound: file % 3 > 0,
        cluster: `f${file}`,
      })),
    );
  const effectOf = (copies: number) => {
    const all = searches(copies);
    const steps = riskSteps(
      all.map(({ time }) => time),
      all.map(({ isFound }) => isFound),
    );
    expect(restrictedMeanError(steps, 100)).toBeGreaterThan(0);
    return clusteredVarianceOfMean(all, steps, 100)!;
  };
  expect(effectOf(1).designEffect).toBeCloseTo(1, 1);
  expect(effectOf(3).designEffect / effectOf(1).designEffect).toBeCloseTo(3, 1);
  expect(effectOf(3).degrees).toBeCloseTo(effectOf(1).degrees, 0);
  expect(clusteredVarianceOfMean(searches(1).slice(0, 1), [], 100)).toBeNull();
});

test('two finds in twenty files leave about four degrees of freedom, whatever the files that found nothing', () => {
  const searches = Array.from({ length: 20 }, (_, file) => ({
    time: file < 2 ? 5 : 10,
    isFound: file < 2,
    cluster: `f${file}`,
  }));
  const steps = [{ time: 5, survival: 0.9, atRisk: 20, found: 2 }];
  // The mean is 9.5: two files pull by 4.5, eighteen by 0.5.
  const squares = searches.map(({ time }) => (time - 9.5) ** 2);
  const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);
  const spread = sum(squares.map((square) => square ** 2)) - sum(squares) ** 2 / 20;
  const { degrees, designEffect } = clusteredVarianceOfMean(searches, steps, 10)!;
  expect(degrees).toBeCloseTo((2 * sum(squares) ** 2) / spread, 10);
  expect([degrees > 4, degrees < 6]).toEqual([true, true]);
  // Greenwood's: (4.5)² · 2 / (20 · 18).
  expect(designEffect).toBeCloseTo((sum(squares) * 20) / 19 / 20 ** 2 / ((4.5 ** 2 * 2) / 360), 10);
});

describe('what is shown', () => {
  const bootstrap = (byCluster: ByCluster) =>
    clusterBootstrap({
      clusters: new Map(Array.from({ length: 60 }, (_, file) => [`f${file}`, [file % 2, 1]] as const)),
      statistic: ratio,
      n: 60,
      seed: 1,
      draws: 50,
      key: 'shown',
      byCluster,
    });

  test('comes from the error between clusters, or from draws where there is none', () => {
    expect(bootstrap(shareByCluster(([, n]) => n!)).shown).toMatchObject({
      method: 'Wilson, effective size',
    });
    const { shown, bca } = bootstrap(() => null);
    expect(shown).toEqual({ ...bca, method: 'BCa' });
  });

  test('holds an area that is 1 in every draw', () => {
    const clusters = Array.from({ length: 12 }, (_, file) => `f${file}`);
    const { percentile, shown } = resampleClusters({
      ...{ clusters, statistic: () => 1, n: 12, seed: 1, draws: 50, key: 'shown' },
    });
    expect(percentile).toBeNull();
    expect(shown).toMatchObject({ high: 1 });
    expect(shown!.low).toBeLessThan(0.75);
  });
});
