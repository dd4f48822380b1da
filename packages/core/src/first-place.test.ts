import fc from 'fast-check';
import { expect, test } from 'vitest';
import { firstPlace } from './first-place.ts';

test('the first place is where a search one by one ends', () => {
  const sorted = fc.array(fc.integer({ min: 0, max: 20 })).map((items) => items.sort((a, b) => a - b));
  fc.assert(
    fc.property(sorted, fc.integer({ min: -1, max: 21 }), (items, least) => {
      const found = items.findIndex((item) => item >= least);
      expect(firstPlace(items, (item) => item >= least)).toBe(found < 0 ? items.length : found);
    }),
  );
});
