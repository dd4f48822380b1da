import { expect, test } from 'vitest';
import {
  addDays,
  addMonths,
  addWorkingDays,
  ageOn,
  daysBetween,
  daysInMonth,
  formatDay,
  isLeapYear,
  isoWeek,
  monthGrid,
  parseDay,
  weekday,
} from './calendar.ts';

const day = parseDay;

test('days are read and written', () => {
  expect(parseDay('2024-02-29')).toEqual({ year: 2024, month: 2, day: 29 });
  for (const text of ['2024-01-01', '0007-12-31', '9999-10-10']) expect(formatDay(parseDay(text))).toBe(text);
});

test.for([
  '2023-02-29',
  '1900-02-29',
  '2024-00-10',
  '2024-13-10',
  '2024-04-31',
  '2024-04-00',
  '2024-4-01',
  ' 2024-04-01',
  '2024-04-01T00:00',
  '24-04-01',
])('"%s" is not a day', (text) => {
  expect(() => parseDay(text)).toThrow(RangeError);
});

test('leap years and the lengths of months', () => {
  expect([2000, 2024, 1900, 2023, 2100, 400].map(isLeapYear)).toEqual([
    true,
    true,
    false,
    false,
    false,
    true,
  ]);
  const lengths = Array.from({ length: 12 }, (_, index) => daysInMonth(2023, index + 1));
  expect(lengths).toEqual([31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]);
  expect(daysInMonth(2024, 2)).toBe(29);
});

test.for<[string, number]>([
  ['2024-01-01', 0],
  ['2024-02-29', 3],
  ['1969-12-31', 2],
  ['1900-01-01', 0],
  ['0001-01-01', 0],
  ['2023-12-31', 6],
])('the weekday of %s is %i', ([text, number]) => {
  expect(weekday(day(text))).toBe(number);
});

test.for<[string, number, string]>([
  ['2024-02-28', 2, '2024-03-01'],
  ['2023-12-31', 1, '2024-01-01'],
  ['2024-03-01', -1, '2024-02-29'],
  ['0099-12-31', 1, '0100-01-01'],
  ['2024-05-05', 0, '2024-05-05'],
])('%s and %i days', ([from, count, to]) => {
  expect(formatDay(addDays(day(from), count))).toBe(to);
  expect(daysBetween(day(from), day(to))).toBe(count);
});

test.for<[string, number, string]>([
  ['2024-01-31', 1, '2024-02-29'],
  ['2024-01-31', 13, '2025-02-28'],
  ['2024-03-31', -1, '2024-02-29'],
  ['2024-11-30', 1, '2024-12-30'],
  ['2024-12-15', 1, '2025-01-15'],
  ['2024-01-15', -1, '2023-12-15'],
  ['2024-01-15', -25, '2021-12-15'],
  ['2024-05-31', 0, '2024-05-31'],
])('%s and %i months', ([from, count, to]) => {
  expect(formatDay(addMonths(day(from), count))).toBe(to);
});

test.for<[string, string, number]>([
  ['2000-06-15', '2024-06-14', 23],
  ['2000-06-15', '2024-06-15', 24],
  ['2000-06-15', '2024-07-01', 24],
  ['2000-06-15', '2024-05-20', 23],
  ['2004-02-29', '2023-02-28', 18],
  ['2004-02-29', '2023-03-01', 19],
])('who is born on %s is on %s %i years old', ([birthday, today, age]) => {
  expect(ageOn(day(birthday), day(today))).toBe(age);
});

test.for<[string, number, string]>([
  ['2024-12-20', 1, '2024-12-23'],
  ['2024-12-23', 1, '2024-12-24'],
  ['2024-12-23', 2, '2024-12-27'],
  ['2024-12-21', 1, '2024-12-23'],
  ['2024-12-21', 0, '2024-12-21'],
  ['2024-12-23', 5, '2025-01-01'],
])('%s and %i working days', ([from, count, to]) => {
  const holidays = new Set(['2024-12-25', '2024-12-26', '2024-12-28']);
  expect(formatDay(addWorkingDays(day(from), count, holidays))).toBe(to);
});

test.for<[string, number, number]>([
  ['2024-01-01', 2024, 1],
  ['2023-01-01', 2022, 52],
  ['2021-01-03', 2020, 53],
  ['2021-01-04', 2021, 1],
  ['2024-12-29', 2024, 52],
  ['2024-12-30', 2025, 1],
  ['2020-12-31', 2020, 53],
])('%s is in the week of %i, %i', ([text, year, week]) => {
  expect(isoWeek(day(text))).toEqual({ year, week });
});

test.for<[number, number, number, string, string]>([
  [2024, 2, 5, '2024-01-29', '2024-03-03'],
  [2021, 2, 4, '2021-02-01', '2021-02-28'],
  [2024, 9, 6, '2024-08-26', '2024-10-06'],
  [2024, 12, 6, '2024-11-25', '2025-01-05'],
])('%i-%i is shown by %i weeks', ([year, month, weeks, first, last]) => {
  const grid = monthGrid(year, month);
  expect(grid.map((row) => row.length)).toEqual(new Array(weeks).fill(7));
  expect(formatDay(grid[0]![0]!)).toBe(first);
  expect(formatDay(grid.at(-1)!.at(-1)!)).toBe(last);
  const days = grid.flat();
  expect(days.every((one, index) => daysBetween(days[0]!, one) === index)).toBe(true);
});
