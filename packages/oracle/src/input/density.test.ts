import fc from 'fast-check';
import { expect, test } from 'vitest';
import { density } from './density.ts';

test('the interval is that of Wilson', () => {
  // Newcombe (1998, Statistics in Medicine 17:857), table I, method 3, to four digits.
  const rounded = (hits: number, cases: number): number[] => {
    const { low, high } = density(hits, cases);
    return [low, high].map((bound) => Math.round(bound * 1e4) / 1e4);
  };
  expect(rounded(81, 263)).toEqual([0.2553, 0.3662]);
  expect(rounded(15, 148)).toEqual([0.0624, 0.1605]);
});

test('the interval holds the estimate and stays between 0 and 1', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 5000 }), fc.nat(5000), (cases, some) => {
      const { low, estimate, high } = density(Math.min(some, cases), cases);
      return 0 <= low && low <= estimate && estimate <= high && high <= 1;
    }),
  );
});
