import type { Tier } from '@bebug/core';
import { describe, expect, test } from 'vitest';
import { abilityInterval, calibrateBugs, standardAbilitiesOf } from './calibrate-bugs.ts';
import { fitRasch } from './item-response.ts';
import type { Scorecard } from './scorecard.ts';

/** One line a run, one sign a bug: `+` found, `-` missed, `.` not attempted. */
function runsOf(lines: readonly string[], tiers: readonly Tier[] = []): Scorecard[] {
  return lines.map((line, run) => ({
    detector: `d${run}`,
    version: `${run}.0`,
    bugs: [...line].map((sign, at) => ({
      ...{ bug: `b-${at}`, operator: `o-${at}`, tier: tiers[at] ?? 'hard', corpus: 'c', file: `${at}.ts` },
      ...{ attempted: sign !== '.', found: sign === '+', category: null },
    })),
  })) as unknown as Scorecard[];
}

test('each bug has its counts, and the correlation with the rest of what its finders find', () => {
  const { bugs, tiers, vectors, isProvisional, abilities, variance } = calibrateBugs(
    runsOf(['+-+-', '-++-', '++--', '--+-'], ['easy', 'hard', 'hard', 'expert']),
  );
  expect(
    bugs.map(({ bug, operator, tier, attempted, found }) => [bug, operator, tier, attempted, found]),
  ).toEqual([
    ['b-0', 'o-0', 'easy', 4, 2],
    ['b-1', 'o-1', 'hard', 4, 2],
    ['b-2', 'o-2', 'hard', 4, 3],
    ['b-3', 'o-3', 'expert', 4, 0],
  ]);
  // 1, 0, 1, 0 with 1, 2, 1, 1 of the three others.
  expect(bugs[0]!.discrimination).toBeCloseTo(-1 / Math.sqrt(3), 12);
  expect(bugs[3]).toMatchObject({ discrimination: null, b: null, se: null, a: null, flags: [] });
  expect(tiers.map(({ tier, bugs: n, measured }) => [tier, n, measured])).toEqual([
    ['easy', 1, 1],
    ['hard', 2, 2],
    ['expert', 1, 0],
  ]);
  expect(tiers[1]!.meanB).toBeCloseTo((bugs[1]!.b! + bugs[2]!.b!) / 2, 12);
  expect(tiers[2]!.meanB).toBeNull();
  expect({ vectors, isProvisional }).toEqual({ vectors: 4, isProvisional: true });
  expect(variance).toBeGreaterThanOrEqual(0);
  expect(abilities.map(({ detector, version }) => [detector, version])).toEqual([
    ['d0', '0.0'],
    ['d1', '1.0'],
    ['d2', '2.0'],
    ['d3', '3.0'],
  ]);
});

test('what was not attempted counts neither way', () => {
  const { bugs } = calibrateBugs(runsOf(['++.', '+-+', '-.+', '+..']));
  expect(bugs.map(({ attempted, found }) => [attempted, found])).toEqual([
    [4, 3],
    [2, 1],
    [2, 2],
  ]);
  // Of three runs on the first bug that attempted others: 1, 1, 0 with 1 of 1, 1 of 2, 1 of 1.
  const [x, y] = [
    [1, 1, 0],
    [1, 0.5, 1],
  ];
  const mean = (values: number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;
  const dot = (a: number[], b: number[]): number =>
    a.reduce((sum, value, at) => sum + (value - mean(a)) * (b[at]! - mean(b)), 0);
  expect(bugs[0]!.discrimination).toBeCloseTo(dot(x, y) / Math.sqrt(dot(x, x) * dot(y, y)), 12);
});

describe('from ten answers on', () => {
  /** The first bug is found by the weaker half alone. */
  const odd = (runs: number): string[] =>
    Array.from({ length: runs }, (_, run) =>
      [run < runs / 2 ? '+' : '-', ...Array.from({ length: 9 }, (_, at) => (run > at ? '+' : '-'))].join(''),
    );

  test('a bug that the strong miss is flagged', () => {
    const [few, enough] = [9, 10].map((runs) => calibrateBugs(runsOf(odd(runs))).bugs);
    expect(few![0]!.discrimination).toBeLessThan(0);
    expect(few![0]!.flags).toEqual([]);
    expect(enough![0]!.flags).toEqual(['found by the weak, missed by the strong', 'answers surprise']);
    expect(enough!.slice(1).flatMap(({ flags }) => flags)).toEqual([]);
  });
});

describe('thirty detectors as able as each other', () => {
  const tiers: Tier[] = ['easy', 'easy', 'easy', 'easy', 'hard', 'hard', 'hard', 'hard', 'easy', 'expert'];
  /** How many find each bug; which of them is scattered, so that no one is abler. */
  const found = [24, 23, 25, 24, 6, 7, 8, 6, 6, 0];
  const lines = Array.from({ length: 30 }, (_, run) =>
    found.map((n, bug) => ((run * 7 + bug * 11) % 30 < n ? '+' : '-')).join(''),
  );
  const calibrate = (own: readonly Tier[]) => calibrateBugs(runsOf(lines, own));
  const { bugs, tiers: means, variance, isConverged } = calibrate(tiers);

  test('make a bug as hard as the odds are against it, with the error of these', () => {
    expect(variance).toBeCloseTo(0, 9);
    expect(isConverged).toBe(true);
    for (const [at, n] of found.slice(0, 9).entries()) {
      expect(bugs[at]!.b).toBeCloseTo(Math.log((30 - n) / n), 6);
      expect(bugs[at]!.se).toBeCloseTo(Math.sqrt(1 / n + 1 / (30 - n)), 4);
    }
    expect(means.map(({ tier, bugs: n, measured }) => [tier, n, measured])).toEqual([
      ['easy', 5, 5],
      ['hard', 4, 4],
      ['expert', 1, 0],
    ]);
  });

  test('move a bug to the tier that it is nearest to, where its own mean is out of its interval', () => {
    expect(bugs.map(({ measuredTier }) => measuredTier)).toEqual(tiers.with(8, 'hard'));
    // Its own tier's mean is 0.4 away, less than 1.96 errors of 0.43.
    const near = calibrate(['moderate', 'easy', 'moderate', 'easy', ...tiers.slice(4)]).bugs;
    expect(near[1]!.measuredTier).toBe('easy');
    // Alone in its tier, it is where that is.
    expect(calibrate(tiers.with(8, 'moderate')).bugs[8]!.measuredTier).toBe('moderate');
  });

  test('say nothing of what nobody found, and their answers surprise nobody', () => {
    expect(bugs[9]).toMatchObject({
      b: null,
      se: null,
      discrimination: null,
      measuredTier: 'expert',
      flags: [],
    });
    expect(bugs.flatMap(({ flags }) => flags)).not.toContain('answers surprise');
  });
});

test('where bugs have slopes, abilities are those of the Rasch model, in standard deviations', () => {
  const rasch = fitRasch([
    [1, 1, 1, 1, 0],
    [1, 1, 1, 0, 0],
    [1, 0, 0, 1, 0],
    [0, 0, 0, 0, 1],
  ]);
  const standard = standardAbilitiesOf(rasch);
  for (const [at, { theta, se }] of rasch.abilities.entries()) {
    expect(standard[at]!.theta * Math.sqrt(rasch.variance)).toBeCloseTo(theta, 12);
    expect(standard[at]!.se / standard[at]!.theta).toBeCloseTo(se / theta, 9);
  }
  const alike = standardAbilitiesOf(
    fitRasch([
      [1, 0],
      [0, 1],
    ]),
  );
  expect(alike.map((ability) => abilityInterval(ability, 2))).toEqual([null, null]);
});

test('one run is refused, two are enough', () => {
  expect(() => calibrateBugs(runsOf(['+-']))).toThrow(
    'Difficulty cannot be told from fewer than two runs on the set.',
  );
  expect(calibrateBugs(runsOf(['+-', '-+'])).vectors).toBe(2);
});
