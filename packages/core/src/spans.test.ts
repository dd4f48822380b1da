import { describe, expect, test } from 'vitest';
import { LineMap, textLines } from './spans.ts';

describe('line map', () => {
  test.for([
    ['a\nb', 2, 2, 1],
    ['a\r\nb', 3, 2, 1],
    ['a\r\nb', 1, 1, 2],
    ['a\rb', 2, 2, 1],
    ['a\u2028b', 2, 2, 1],
    ['😀b\nc', 2, 1, 3],
    ['', 0, 1, 1],
    ['a\n', 2, 2, 1],
  ] as const)('in %j offset %i is at line %i, column %i', ([text, offset, line, column]) => {
    expect(new LineMap(text).position(offset)).toEqual({ line, column });
  });
});

test.for([
  ['a\nb\r\nc\rd\u2028e\u2029', ['a\n', 'b\r\n', 'c\r', 'd\u2028', 'e\u2029', '']],
  ['', ['']],
] as const)('%j is cut into lines with their ends', ([text, lines]) => {
  expect(textLines(text)).toEqual(lines);
});
