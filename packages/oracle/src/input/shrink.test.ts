import { expect, test } from 'vitest';
import { holdsEmptyText } from './shrink.ts';

const call = (...args: (string | string[])[]) => ({ kind: 'function', name: 'f', args, calls: [] }) as const;

test('an empty text is seen wherever it stands; quotation marks in a text are none', () => {
  expect([call(''), call('a', ['b', ''])].map(holdsEmptyText)).toEqual([true, true]);
  expect([call('a'), call('say ,"" or :""'), call([])].map(holdsEmptyText)).toEqual([false, false, false]);
});
