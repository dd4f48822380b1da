import { expect, test } from 'vitest';
import {
  addDays,
  areAdjacent,
  countDays,
  countWorkdays,
  dayNumber,
  formatDay,
  includesDay,
  overlap,
  splitByMonth,
} from './date-range.ts';

const range = (from: string, to: string) => ({ from, to });
const spring = range('2024-02-28', '2024-03-02');

test('day numbers and dates are inverse to each other', () => {
  expect(dayNumber('2000-01-01')).toBe(10_957);
  expect(formatDay(10_957)).toBe('2000-01-01');
  expect(formatDay(dayNumber('2099-12-31'))).toBe('2099-12-31');
});

test.for(['2023-02-29', '2024-04-31', '2024-13-01', '2024-1-1', '1999-12-31', '2024-01-01 ', ''])(
  '"%s" is not a day',
  (text) => {
    expect(() => dayNumber(text)).toThrow(RangeError);
  },
);

test('days are added across months and years, in both directions', () => {
  expect(addDays('2024-02-28', 2)).toBe('2024-03-01');
  expect(addDays('2024-01-01', -1)).toBe('2023-12-31');
});

test('both ends of a range count', () => {
  expect(countDays(spring)).toBe(4);
  expect(countDays(range('2024-01-01', '2024-01-01'))).toBe(1);
  expect(includesDay(spring, '2024-02-28')).toBe(true);
  expect(includesDay(spring, '2024-03-02')).toBe(true);
  expect(includesDay(spring, '2024-02-27')).toBe(false);
  expect(includesDay(spring, '2024-03-03')).toBe(false);
});

test('a range cannot end before it starts', () => {
  expect(() => countDays(range('2024-03-02', '2024-03-01'))).toThrow(RangeError);
});

test('an overlap holds the days in both ranges', () => {
  expect(overlap(spring, range('2024-03-01', '2024-03-09'))).toEqual(range('2024-03-01', '2024-03-02'));
  expect(overlap(spring, range('2024-03-02', '2024-03-09'))).toEqual(range('2024-03-02', '2024-03-02'));
  expect(overlap(spring, range('2024-02-01', '2024-12-01'))).toEqual(spring);
  expect(overlap(spring, range('2024-03-03', '2024-03-09'))).toBeNull();
});

test('neighbours touch without sharing a day', () => {
  expect(areAdjacent(spring, range('2024-03-03', '2024-03-05'))).toBe(true);
  expect(areAdjacent(range('2024-03-03', '2024-03-05'), spring)).toBe(true);
  expect(areAdjacent(spring, range('2024-03-02', '2024-03-05'))).toBe(false);
  expect(areAdjacent(spring, range('2024-03-04', '2024-03-05'))).toBe(false);
});

test('a range is split where months end', () => {
  expect(splitByMonth(range('2023-12-31', '2024-02-01'))).toEqual([
    range('2023-12-31', '2023-12-31'),
    range('2024-01-01', '2024-01-31'),
    range('2024-02-01', '2024-02-01'),
  ]);
  expect(splitByMonth(range('2024-02-01', '2024-02-29'))).toEqual([range('2024-02-01', '2024-02-29')]);
});

test('weekends are not workdays', () => {
  expect(countWorkdays(range('2024-03-01', '2024-03-04'))).toBe(2);
  expect(countWorkdays(range('2024-03-02', '2024-03-03'))).toBe(0);
});
