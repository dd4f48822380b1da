import { applyEdits, LineMap } from '@bebug/core';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Measure } from './report.ts';
import { TextRuler } from './text-ruler.ts';

const UTF16: Measure = { unit: 'utf16', breaks: 'ecmascript' };

test('lines as git counts them are carried over a separator that ends a line in ECMAScript alone', () => {
  const text = 'one\nt\u2028wo\nthree\n';
  const ruler = new TextRuler(text, { unit: 'utf16', breaks: 'newline' });
  const at = (startLine: number, endLine = startLine): unknown =>
    ruler.lines({ kind: 'lines', startLine, endLine });
  expect(at(1)).toEqual({ startLine: 1, endLine: 1 });
  expect(at(2)).toEqual({ startLine: 2, endLine: 3 });
  expect(at(3)).toEqual({ startLine: 4, endLine: 4 });
  // Past the end stays past the end: five lines, the last one empty.
  expect(at(9)).toEqual({ startLine: 10, endLine: 10 });
});

test.for<[Measure['unit'], number, string]>([
  ['utf16', 5, 'a👍é<x>b'],
  ['code-point', 4, 'a👍é<x>b'],
  ['utf8', 8, 'a👍é<x>b'],
])('a column in %s counts its own way', ([unit, column, expected]) => {
  const text = 'first\na👍éb';
  const edits = new TextRuler(text, { unit, breaks: 'newline' }).edits({
    kind: 'replacements',
    replacements: [
      {
        place: { kind: 'lines', startLine: 2, startColumn: column, endLine: 2, endColumn: column },
        text: '<x>',
      },
    ],
  });
  expect(applyEdits(text, edits!).split('\n')[1]).toBe(expected);
});

test.for<[string, Measure['unit'], number, number]>([
  ['in the middle of a character', 'utf8', 2, 2],
  ['past the end of the line', 'utf16', 1, 40],
  ['on a line that is not there', 'utf16', 7, 1],
])('a place %s is none', ([, unit, line, column]) => {
  const ruler = new TextRuler('first\né👍', { unit, breaks: 'newline' });
  const place = {
    kind: 'lines',
    startLine: line,
    startColumn: column,
    endLine: line,
    endColumn: column,
  } as const;
  expect(ruler.edits({ kind: 'replacements', replacements: [{ place, text: '' }] })).toBeNull();
});

test('whole lines are replaced with their end, and the last line without one', () => {
  const ruler = new TextRuler('a\nb\nc', UTF16);
  const replaced = (startLine: number, endLine: number): string =>
    applyEdits(
      'a\nb\nc',
      ruler.edits({
        kind: 'replacements',
        replacements: [{ place: { kind: 'lines', startLine, endLine }, text: 'X\n' }],
      })!,
    );
  expect([replaced(1, 2), replaced(2, 3)]).toEqual(['X\nc', 'a\nX\n']);
});

test('replacements that overlap are no fix', () => {
  const part = (
    start: number,
    length: number,
  ): { place: { kind: 'offsets'; start: number; length: number }; text: string } => ({
    place: { kind: 'offsets', start, length },
    text: '',
  });
  const ruler = new TextRuler('abcdef', UTF16);
  expect(ruler.edits({ kind: 'replacements', replacements: [part(0, 3), part(2, 2)] })).toBeNull();
  expect(ruler.edits({ kind: 'replacements', replacements: [part(3, 1), part(0, 3)] })).toHaveLength(2);
});

test('offsets in UTF-16 and lines and columns of the same place agree', () => {
  const unit = fc.constantFrom('a', '\n', '\r\n', 'é', '👍', '\u2028');
  fc.assert(
    fc.property(fc.string({ unit, maxLength: 20 }), fc.nat(), fc.nat(), (text, a, b) => {
      const [start, end] = [a % (text.length + 1), b % (text.length + 1)].toSorted((x, y) => x - y) as [
        number,
        number,
      ];
      const ruler = new TextRuler(text, UTF16);
      const span = new LineMap(text).span(start, end);
      const edits = (place: Parameters<TextRuler['lines']>[0]): unknown =>
        ruler.edits({ kind: 'replacements', replacements: [{ place, text: '' }] });
      expect(edits({ kind: 'lines', ...span })).toEqual([{ start, end, text: '' }]);
      expect(edits({ kind: 'offsets', start, length: end - start })).toEqual([{ start, end, text: '' }]);
    }),
  );
});
