import { describe, expect, test } from 'vitest';
import { order, outgrows, SIZES } from './growth.ts';

const curve = (count: (n: number) => number): number[] => SIZES.map((n) => Math.round(count(n)));

describe('the order of a curve', () => {
  test.for([
    ['constant', () => 7, 0],
    ['logarithmic', (n: number) => Math.log2(n) * 10, 0],
    ['linear', (n: number) => 3 * n + 1000, 1],
    ['quadratic', (n: number) => n * n + 500, 2],
    ['cubic', (n: number) => n ** 3, 3],
    ['falling', (n: number) => 1000 - n, 0],
  ] as const)('%s', ([, count, expected]) => {
    expect(order({ sizes: SIZES, counts: curve(count) })).toBeCloseTo(expected, 1);
  });

  test('is not told by fewer than four sizes, nor by sizes that do not double', () => {
    expect(order({ sizes: [4, 8, 16], counts: [4, 8, 16] })).toBeNull();
    expect(order({ sizes: [4, 8, 16, 30], counts: [4, 8, 16, 30] })).toBeNull();
  });
});

describe('a mutant outgrows the clean code', () => {
  test.for([
    ['quadratic against linear', 'steps', (n: number) => 3 * n, (n: number) => n * n],
    ['quadratic against n log n', 'steps', (n: number) => n * Math.log2(n), (n: number) => n * n],
    ['linear against constant', 'queries', () => 1, (n: number) => n],
    ['ten times as many left behind', 'retained', (n: number) => n, (n: number) => 10 * n],
    ['half a listener for every call', 'listeners', () => 0, (n: number) => n / 2],
  ] as const)('%s', ([, counter, clean, mutated]) => {
    expect(outgrows(counter, SIZES, curve(clean), curve(mutated))).toMatch(/^grows /u);
  });

  test.for([
    ['a constant factor of work, however large', 'steps', (n: number) => n, (n: number) => 100 * n],
    ['a large start-up cost', 'steps', (n: number) => n, (n: number) => n + 100_000],
    ['a logarithm more', 'steps', (n: number) => n, (n: number) => n * Math.log2(n)],
    ['nine times as many left behind', 'retained', (n: number) => n, (n: number) => 9 * n],
    ['a logarithm of queries', 'queries', () => 1, (n: number) => Math.log2(n)],
    ['fewer', 'steps', (n: number) => n * n, (n: number) => n],
    ['a listener for every fourth call', 'listeners', () => 0, (n: number) => Math.floor(n / 4)],
    ['a jump at the last size', 'retained', () => 0, (n: number) => (n === SIZES.at(-1) ? 500 : 0)],
    ['a jump in the middle', 'steps', (n: number) => n, (n: number) => (n > 16 ? n + 5000 : n)],
    [
      'a quadratic term that does not weigh yet',
      'steps',
      (n: number) => 100 * n,
      (n: number) => 100 * n + (n * n) / 4,
    ],
    ['the same', 'handles', (n: number) => n, (n: number) => n],
  ] as const)('but not by %s', ([, counter, clean, mutated]) => {
    expect(outgrows(counter, SIZES, curve(clean), curve(mutated))).toBeNull();
  });
});
