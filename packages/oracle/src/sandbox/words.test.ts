import { expect, test } from 'vitest';
import { isUnsound } from './words.ts';

test.for([
  ['1', true, false],
  ['[NaN]', true, true],
  ['[-Infinity]', true, false],
  ['[-Infinity]', false, true],
  ['{isInfinity: 1.5e+308}', false, false],
  ['List{bytes: [], length: -1}', true, true],
  ['List{length: 1.85}', true, true],
  ['List{length: 2, wavelength: -1}', true, false],
] as const)('%s, where infinite numbers are meant: %s, is unsound: %s', ([text, isMeant, expected]) => {
  expect(isUnsound(text, isMeant)).toBe(expected);
});
