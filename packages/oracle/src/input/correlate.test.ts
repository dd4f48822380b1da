import fc from 'fast-check';
import type { TaggedValue } from '@bebug/core';
import { expect, test } from 'vitest';
import { correlated } from './correlate.ts';

test('a key that every object has by itself is one like any other', () => {
  const entry = fc.constantFrom<TaggedValue>({ constructor: 'ab' }, { toString: 'cd' }, { other: 'ef' });
  const drawn = fc.sample(correlated([entry, entry], ['name', 'name'], ['']), { seed: 1, numRuns: 500 });
  for (const value of drawn.flat())
    expect(Object.values(value as object).map((part) => typeof part)).toEqual(['string']);
});
