import type { Finding } from '@bebug/core';
import type { Bug } from '@bebug/core/truth';
import { expect, test } from 'vitest';
import { pointerOf, pointingOf } from './pointing.ts';

const span = (startLine: number, endLine: number) => ({ startLine, startColumn: 3, endLine, endColumn: 9 });
const BUG = {
  ...{ mutated: span(10, 13), regions: [span(30, 30)], enclosing: null },
  ...{ family: 'boundary', operator: 'off-by-one', cwe: 193 },
} as unknown as Bug;
const at = (startLine: number, endLine: number, more: Partial<Finding> = {}): Finding => ({
  ...{ task: 't', file: 'a.ts', startLine, endLine, ...more },
});

test.for([
  [10, 13, 1, 0],
  [12, 12, 1 / 4, 0],
  [12, 15, 2 / 6, 0],
  [8, 11, 2 / 6, 0],
  [9, 14, 4 / 6, 0],
  [14, 15, 0, 1],
  [30, 31, 1 / 2, 0],
  [27, 28, 0, 2],
  [17, 19, 0, 4],
] as const)(
  'lines %i to %i have %d of all lines in common with the bug, and are %i away',
  ([from, to, overlap, gap]) => {
    const pointer = pointerOf(BUG, at(from, to), 10);
    expect(pointer.overlap).toBeCloseTo(overlap, 12);
    expect(pointer.gap).toBe(gap);
  },
);

test('kind and CWE are right, wrong or not told', () => {
  const toldBy = (more: Partial<Finding>, bug = BUG): unknown => {
    const { isKindRight, isCweRight } = pointerOf(bug, at(10, 10, more), 10);
    return [isKindRight, isCweRight];
  };
  expect(toldBy({})).toEqual([null, null]);
  expect(toldBy({ category: 'boundary' })).toEqual([true, null]);
  expect(toldBy({ category: 'order' })).toEqual([false, null]);
  expect(toldBy({ cwe: 193 })).toEqual([true, true]);
  expect(toldBy({ cwe: 7 })).toEqual([false, false]);
  expect(toldBy({ cwe: 7 }, { ...BUG, cwe: null })).toEqual([false, null]);
});

test('a run has the means, and the shares of those that tell', () => {
  const base = { overlap: 1, gap: 0, isKindRight: null, isCweRight: null };
  expect(
    pointingOf([
      base,
      { ...base, overlap: 0, gap: 3, isKindRight: true },
      { ...base, overlap: 0.5, isKindRight: false, isCweRight: false },
    ]),
  ).toEqual({
    ...{ matches: 3, meanOverlap: 0.5, meanGap: 1 },
    category: { value: 0.5, hits: 1, n: 2 },
    cwe: { value: 0, hits: 0, n: 1 },
  });
  expect(pointingOf([])).toEqual({
    ...{ matches: 0, meanOverlap: null, meanGap: null },
    category: { value: null, hits: 0, n: 0 },
    cwe: { value: null, hits: 0, n: 0 },
  });
});
