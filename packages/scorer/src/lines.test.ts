import { expect, test } from 'vitest';
import { formatLines, gapBetween, lineCount, misfit, type Lines } from './lines.ts';

const lines = (startLine: number, endLine: number): Lines => ({ startLine, endLine });

test.for([
  [lines(3, 5), lines(5, 9), 0, 6],
  [lines(3, 5), lines(6, 9), 1, 7],
  [lines(6, 9), lines(3, 5), 1, 7],
  [lines(2, 2), lines(12, 13), 10, 21],
  [lines(4, 7), lines(4, 7), 0, 0],
  [lines(1, 9), lines(4, 6), 0, 6],
] as const)('between %o and %o lie %i lines, and their ends are %i apart', ([a, b, gap, ends]) => {
  expect([gapBetween(a, b), misfit(a, b)]).toEqual([gap, ends]);
});

test('one line is a line, several are lines', () => {
  expect([lines(4, 4), lines(4, 6)].map(formatLines)).toEqual(['line 4', 'lines 4–6']);
  expect([lines(4, 4), lines(4, 6)].map(lineCount)).toEqual([1, 3]);
});
