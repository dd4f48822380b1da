import fc from 'fast-check';
import { expect, test } from 'vitest';
import { alignColumns, truncateText, wrapText } from './text-wrapper.ts';

test('lines are filled as far as they go', () => {
  expect(wrapText('the quick brown fox jumps', { width: 10 })).toEqual(['the quick', 'brown fox', 'jumps']);
  expect(wrapText('ab cd ef', { width: 5 })).toEqual(['ab cd', 'ef']);
});

test('white space is not kept, blank lines separate paragraphs', () => {
  expect(wrapText(' a\tb\nc \n \n\n d\n\n', { width: 20 })).toEqual(['a b c', '', 'd']);
  expect(wrapText(' \n\n ', { width: 20 })).toEqual([]);
});

test('a word that is too long is cut', () => {
  expect(wrapText('x abcdefgh y', { width: 3 })).toEqual(['x', 'abc', 'def', 'gh', 'y']);
  expect(wrapText('abcdefg y', { width: 3 })).toEqual(['abc', 'def', 'g y']);
});

test('the first line and the others have their own indents', () => {
  const lines = wrapText('one two three\n\nfour', { width: 8, firstIndent: '- ', indent: '    ' });
  expect(lines).toEqual(['- one', '    two', '    thre', '    e', '', '- four']);
});

test('without an indent of their own the other lines take the first one', () => {
  expect(wrapText('a b', { width: 3, firstIndent: '> ' })).toEqual(['> a', '> b']);
});

test('there must be room for text', () => {
  expect(() => wrapText('a', { width: 0 })).toThrow(RangeError);
  expect(() => wrapText('a', { width: 2, indent: '  ' })).toThrow(RangeError);
  expect(() => wrapText('a', { width: 2.5 })).toThrow(RangeError);
});

test('no line is too wide and no word is lost', () => {
  const text = fc.string({ unit: fc.constantFrom('a', 'b', ' ', '\n'), maxLength: 60 });
  fc.assert(
    fc.property(text, fc.integer({ min: 1, max: 12 }), (given, width) => {
      const lines = wrapText(given, { width });
      for (const line of lines) expect(line.length).toBeLessThanOrEqual(width);
      expect(lines.join('').replaceAll(' ', '')).toBe(given.replaceAll(/\s/gu, ''));
    }),
  );
});

test.for([
  { text: 'hello', width: 5, short: 'hello' },
  { text: 'hello world', width: 8, short: 'hello…' },
  { text: 'a longword', width: 6, short: 'a lon…' },
  { text: 'ab cd', width: 4, short: 'ab…' },
  { text: 'abc', width: 1, short: '…' },
])('"$text" in $width columns is "$short"', ({ text, width, short }) => {
  expect(truncateText(text, width)).toBe(short);
});

test('text cannot be shortened to nothing', () => {
  expect(() => truncateText('abc', 0)).toThrow(RangeError);
});

test('columns are as wide as their widest cell', () => {
  expect(alignColumns([['a', 'bb', 'c'], ['ddd', 'e'], ['f']])).toEqual(['a    bb  c', 'ddd  e', 'f']);
  expect(alignColumns([['a', 'b']], 1)).toEqual(['a b']);
  expect(alignColumns([['a', 'b']], 16)).toEqual([`a${' '.repeat(16)}b`]);
  for (const gap of [0, 17]) expect(() => alignColumns([], gap)).toThrow(RangeError);
});
