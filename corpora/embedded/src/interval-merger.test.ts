import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  coveredLength,
  findGaps,
  indexOfPoint,
  intersectIntervals,
  type Interval,
  mergeIntervals,
  peakOverlap,
} from './interval-merger.ts';

const list = (...pairs: [number, number][]): Interval[] => pairs.map(([start, end]) => ({ start, end }));
const intervals = fc
  .array(fc.tuple(fc.nat(20), fc.integer({ min: 1, max: 6 })), { maxLength: 8 })
  .map((pairs) => pairs.map(([start, length]) => ({ start, end: start + length })));
const covers = (points: readonly Interval[], at: number) => points.some((i) => i.start <= at && at < i.end);

test.for([
  { name: 'nothing', given: list(), merged: list() },
  { name: 'touching', given: list([3, 5], [1, 3]), merged: list([1, 5]) },
  { name: 'nested', given: list([1, 9], [2, 3], [8, 10]), merged: list([1, 10]) },
  { name: 'apart', given: list([5, 6], [1, 4]), merged: list([1, 4], [5, 6]) },
])('$name intervals are merged', ({ given, merged }) => {
  expect(mergeIntervals(given)).toEqual(merged);
});

test('merging changes neither the points nor the argument', () => {
  fc.assert(
    fc.property(intervals, (given) => {
      const copy = structuredClone(given);
      const merged = mergeIntervals(given);
      expect(given).toEqual(copy);
      for (let at = 0; at < 30; at++) expect(covers(merged, at)).toBe(covers(given, at));
      for (let i = 1; i < merged.length; i++)
        expect(merged[i]?.start).toBeGreaterThan(merged[i - 1]?.end ?? 0);
    }),
  );
});

test('empty intervals are refused', () => {
  expect(() => mergeIntervals(list([2, 2]))).toThrow(RangeError);
  expect(() => mergeIntervals(list([3, 2]))).toThrow(RangeError);
});

test('gaps are what is left of the window', () => {
  const window = { start: 0, end: 10 };
  expect(findGaps(list([2, 4], [6, 7]), window)).toEqual(list([0, 2], [4, 6], [7, 10]));
  expect(findGaps(list([-5, 3], [8, 20]), window)).toEqual(list([3, 8]));
  expect(findGaps(list([-5, -1], [12, 13]), window)).toEqual([window]);
  expect(findGaps(list([0, 10]), window)).toEqual([]);
});

test('an intersection holds the points of both lists', () => {
  expect(intersectIntervals(list([1, 5], [7, 9]), list([4, 8]))).toEqual(list([4, 5], [7, 8]));
  expect(intersectIntervals(list([1, 5]), list([5, 8]))).toEqual([]);
});

test('overlaps count once in the covered length', () => {
  expect(coveredLength(list([1, 5], [3, 8], [10, 11]))).toBe(8);
});

test('meetings that only touch can share a room', () => {
  expect(peakOverlap(list([1, 3], [3, 5]))).toBe(1);
  expect(peakOverlap(list([1, 4], [2, 5], [3, 6], [4, 9]))).toBe(3);
  expect(peakOverlap([])).toBe(0);
});

test('a point is found in its interval only', () => {
  fc.assert(
    fc.property(intervals.map(mergeIntervals), fc.integer({ min: -1, max: 30 }), (sorted, point) => {
      expect(indexOfPoint(sorted, point)).toBe(sorted.findIndex((i) => i.start <= point && point < i.end));
    }),
  );
});
