import { expect, test } from 'vitest';
import { holdsEmpty } from './shrink.ts';

const call = (...args: (string | (string | string[])[])[]) =>
  ({ kind: 'function', name: 'f', args, calls: [] }) as const;

test('an empty text or list is seen wherever it stands; quotation marks in a text are none, nor are calls without arguments', () => {
  expect([call(''), call('a', ['b', '']), call([]), call(['a', []])].map(holdsEmpty)).toEqual([
    true,
    true,
    true,
    true,
  ]);
  expect([call('a'), call('say ,"" or :"" and []'), call()].map(holdsEmpty)).toEqual([false, false, false]);
});
