import { expect, test } from 'vitest';
import { divergence, sharesOf } from './divergence.ts';

test('a worked example: (½, ½) against (1, 0)', () => {
  // m = (¾, ¼): ½ (½ log₂ ⅔ + ½ log₂ 2) + ½ log₂ 4⁄3 = 0.1038 + 0.2075
  const half = new Map([
    ['a', 0.5],
    ['b', 0.5],
  ]);
  expect(divergence(half, new Map([['a', 1]]))).toBeCloseTo(0.3113, 4);
});

test('is 0 for equal distributions, 1 for those that share nothing, and the same both ways', () => {
  const one = sharesOf([
    ['a', 3],
    ['b', 1],
  ]);
  const other = sharesOf([['c', 7]]);
  expect(divergence(one, one)).toBe(0);
  expect(divergence(one, other)).toBe(1);
  const third = sharesOf([
    ['b', 2],
    ['c', 2],
  ]);
  expect(divergence(one, third)).toBeCloseTo(divergence(third, one), 12);
});
