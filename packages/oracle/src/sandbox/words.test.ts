import { expect, test } from 'vitest';
import { RETURNED, UNSOUND, wordOfReturn } from './words.ts';

test.for([
  ['1', true, RETURNED],
  ['[NaN]', true, UNSOUND],
  ['[-Infinity]', true, RETURNED],
  ['[-Infinity]', false, UNSOUND],
  ['{isInfinity: 1.5e+308}', false, RETURNED],
] as const)(
  'of %s, where infinite numbers are meant: %s, the line begins with %s',
  ([value, isMeant, word]) => {
    expect(wordOfReturn(value, isMeant)).toBe(word);
  },
);
