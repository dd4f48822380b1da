import type { Span } from '@bebug/core';
import { expect, test } from 'vitest';
import { acceptedRegions, linesOf, type PlacedBug } from './accepted-regions.ts';

const span = (startLine: number, startColumn: number, endLine: number, endColumn: number): Span => ({
  ...{ startLine, startColumn, endLine, endColumn },
});
const around = (startLine: number, endLine: number): PlacedBug['enclosing'] => ({
  name: 'f',
  span: span(startLine, 1, endLine, 2),
});
const lines = (startLine: number, endLine: number) => ({ startLine, endLine });

test('a span that ends before the first character of a line does not reach into it', () => {
  expect(linesOf(span(3, 1, 5, 1))).toEqual(lines(3, 4));
  expect(linesOf(span(3, 1, 5, 2))).toEqual(lines(3, 5));
  expect(linesOf(span(3, 1, 3, 1))).toEqual(lines(3, 3));
});

test('code that was changed has its own lines and those that the operator declared', () => {
  const bug = { mutated: span(7, 3, 7, 9), regions: [span(20, 1, 21, 4)], enclosing: around(5, 9) };
  expect(acceptedRegions(bug, 10)).toEqual([lines(7, 7), lines(20, 21)]);
  // Text over two lines is no gap, wherever its columns are.
  const long = { ...bug, regions: [], mutated: span(7, 3, 8, 3) };
  expect(acceptedRegions(long, 10)).toEqual([lines(7, 8)]);
});

test('a gap has its neighbours, and a function of up to ten lines', () => {
  const gap = { mutated: span(7, 3, 7, 3), regions: [] };
  expect(acceptedRegions({ ...gap, enclosing: around(5, 14) }, 10)).toEqual([
    lines(7, 7),
    lines(6, 8),
    lines(5, 14),
  ]);
  expect(acceptedRegions({ ...gap, enclosing: around(5, 15) }, 10)).toEqual([lines(7, 7), lines(6, 8)]);
  expect(acceptedRegions({ mutated: span(1, 1, 1, 1), regions: [], enclosing: null }, 10)).toEqual([
    lines(1, 1),
    lines(1, 2),
  ]);
});
