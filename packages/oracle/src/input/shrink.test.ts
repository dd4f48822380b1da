import type { TaggedValue } from '@bebug/core';
import { expect, test } from 'vitest';
import { isArguable } from './shrink.ts';

const call = (...args: (string | (string | string[])[])[]) =>
  ({ kind: 'function', name: 'f', args, calls: [] }) as const;

test('an empty text or list, or a text twice in one list, is seen wherever it stands; quotation marks in a text are none, nor are calls without arguments', () => {
  expect(
    [call(''), call('a', ['b', '']), call([]), call(['a', []]), call(['a', 'b', 'a'])].map(isArguable),
  ).toEqual([true, true, true, true, true]);
  expect([call('a', 'a'), call('say ,"" or :"" and []'), call(), call(['a', ['a']])].map(isArguable)).toEqual(
    [false, false, false, false],
  );
});

test('so are blanks, rows of unlike lengths, and a list in a text with a part that is missing', () => {
  expect(
    [call(' \n'), call([['a', 'b'], ['c']]), call(',-9'), call('a;'), call('a,, b')].map(isArguable),
  ).toEqual([true, true, true, true, true]);
  expect([call(', '), call([['a'], ['b']]), call('a,b'), call('k1=v1; k2=v2')].map(isArguable)).toEqual([
    false,
    false,
    false,
    false,
  ]);
});

test('what a callback answers is not looked at', () => {
  const given = (callback: TaggedValue) =>
    ({ kind: 'function', name: 'f', args: [callback], calls: [] }) as const;
  expect(isArguable(given({ $function: { results: ['', [], ['a', 'a']] } }))).toBe(false);
  expect(isArguable(given({ name: '' }))).toBe(true);
});
