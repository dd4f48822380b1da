import fc from 'fast-check';
import { expect, test } from 'vitest';
import { fitBradleyTerry, type Contest } from './bradley-terry.ts';

/** `wins[i][j]`: how often i was chosen against j. */
function contestsOf(wins: readonly (readonly number[])[]): Contest[] {
  return wins.flatMap((row, chosen) =>
    row.map((times, other): Contest => ({ among: [chosen, other], chosen, times })),
  );
}

const close = (values: readonly (number | null)[], expected: readonly number[], digits: number): void => {
  for (const [index, value] of values.entries()) expect(value).toBeCloseTo(expected[index]!, digits);
  expect(values).toHaveLength(expected.length);
};

/**
 * American League East, 1987: A. Agresti, Categorical Data Analysis, 2nd edition (2002), table 10.10; estimates and standard errors as H. Turner
 * and D. Firth give them, Journal of Statistical Software 48 (2012). Baltimore first.
 */
const BASEBALL = [
  [0, 1, 7, 4, 2, 3, 1],
  [12, 0, 7, 2, 6, 7, 6],
  [6, 6, 0, 4, 4, 6, 5],
  [9, 11, 9, 0, 6, 5, 7],
  [11, 7, 9, 7, 0, 7, 9],
  [10, 6, 7, 8, 6, 0, 6],
  [12, 7, 8, 6, 4, 7, 0],
];

test('the baseball teams of Agresti have their published strengths', () => {
  const { items, converged } = fitBradleyTerry(7, contestsOf(BASEBALL));
  expect(converged).toBe(true);
  expect(items[0]).toEqual({ strength: 0, se: null, unbounded: null });
  close(
    items.slice(1).map(({ strength }) => strength),
    [1.1077, 0.6839, 1.4364, 1.5814, 1.2476, 1.2945],
    4,
  );
  close(
    items.slice(1).map(({ se }) => se),
    [0.3339, 0.3319, 0.3396, 0.3433, 0.3359, 0.3367],
    4,
  );
});

test('the journals of Stigler have their published strengths', () => {
  // Citations among Biometrika, Communications in Statistics, JASA and JRSS-B: S. M. Stigler, Statistical Science 9 (1994); fit as above.
  const cited = [
    [0, 730, 498, 221],
    [33, 0, 68, 17],
    [320, 813, 0, 142],
    [284, 276, 325, 0],
  ];
  const { items } = fitBradleyTerry(4, contestsOf(cited));
  close(
    items.map(({ strength }) => strength),
    [0, -2.94907, -0.47957, 0.26895],
    5,
  );
  close(
    items.slice(1).map(({ se }) => se),
    [0.10255, 0.06059, 0.07083],
    5,
  );
});

test('choices among three of one kind have a closed form', () => {
  const times = [50, 30, 20];
  const contests = times.map((n, chosen): Contest => ({ among: [0, 1, 2], chosen, times: n }));
  const { items, logLikelihood } = fitBradleyTerry(3, contests);
  close(
    items.map(({ strength }) => strength),
    times.map((n) => Math.log(n / 50)),
    9,
  );
  close(
    items.slice(1).map(({ se }) => se),
    [30, 20].map((n) => Math.sqrt(1 / n + 1 / 50)),
    9,
  );
  expect(logLikelihood).toBeCloseTo(
    times.reduce((sum, n) => sum + n * Math.log(n / 100), 0),
    9,
  );
});

test('an item that never loses, or never wins, has no finite strength, and the others keep theirs', () => {
  const wins = [
    [0, 6, 4, 0, 0, 0],
    [3, 0, 0, 0, 0, 0],
    [0, 0, 0, 0, 0, 0],
    [2, 1, 5, 0, 0, 0],
    [0, 0, 0, 0, 0, 2],
    [0, 0, 0, 0, 1, 0],
  ];
  const { items } = fitBradleyTerry(6, contestsOf(wins));
  expect(items.map(({ unbounded }) => unbounded)).toEqual([
    null,
    null,
    'never-chosen',
    'always-chosen',
    'never-compared',
    'never-compared',
  ]);
  expect(items[1]!.strength).toBeCloseTo(Math.log(3 / 6), 9);
  expect(items[1]!.se).toBeCloseTo(Math.sqrt(1 / 3 + 1 / 6), 9);
  expect(items[2]).toMatchObject({ strength: null, se: null });
  expect(fitBradleyTerry(2, []).items[1]!.unbounded).toBe('never-compared');
});

test('fitted probabilities give every item as many wins as it had', () => {
  const table = fc.array(fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 4, maxLength: 4 }), {
    minLength: 4,
    maxLength: 4,
  });
  fc.assert(
    fc.property(table, (given) => {
      const wins = given.map((row, i) => row.map((n, j) => (i === j ? 0 : n)));
      const { items, converged } = fitBradleyTerry(4, contestsOf(wins));
      expect(converged).toBe(true);
      for (const [i, row] of wins.entries()) {
        const expected = row.reduce((sum, n, j) => {
          const share = 1 / (1 + Math.exp(items[j]!.strength! - items[i]!.strength!));
          return sum + (i === j ? 0 : (n + wins[j]![i]!) * share);
        }, 0);
        expect(expected).toBeCloseTo(
          row.reduce((sum, n) => sum + n, 0),
          6,
        );
      }
    }),
  );
});
