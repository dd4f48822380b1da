import type { Driver } from '@bebug/oracle/driver';
import {
  addDays,
  addMonths,
  addWorkingDays,
  ageOn,
  daysBetween,
  formatDay,
  isoWeek,
  monthGrid,
  parseDay,
  weekday,
} from './calendar.ts';

const day = {
  oneOf: [
    '2024-02-29',
    '2024-01-31',
    '2023-12-31',
    '2023-01-01',
    '2021-01-03',
    '2020-12-31',
    '2024-12-30',
    '2024-12-20',
    '2000-06-15',
    '1999-06-16',
    '1969-12-31',
    '0099-12-31',
  ],
};
const text = {
  oneOf: [
    '2024-02-29',
    '2023-02-29',
    '2100-02-29',
    '2000-02-29',
    '2024-00-01',
    '2024-12-00',
    '2024-13-01',
    '2024-04-31',
    '24-04-01',
    '2024-12-31x',
  ],
};

export default {
  create: () => null,
  calls: {
    parse: { args: [text], run: (_subject, one: string) => parseDay(one) },
    format: { args: [day], run: (_subject, one: string) => formatDay(parseDay(one)) },
    weekday: { args: [day], run: (_subject, one: string) => weekday(parseDay(one)) },
    addDays: {
      args: [day, { integer: [-400, 400] }],
      run: (_subject, one: string, count: number) => addDays(parseDay(one), count),
    },
    addMonths: {
      args: [day, { integer: [-30, 30] }],
      run: (_subject, one: string, count: number) => addMonths(parseDay(one), count),
    },
    daysBetween: {
      args: [day, day],
      run: (_subject, one: string, other: string) => daysBetween(parseDay(one), parseDay(other)),
    },
    ageOn: {
      args: [day, day],
      run: (_subject, one: string, other: string) => ageOn(parseDay(one), parseDay(other)),
    },
    addWorkingDays: {
      args: [day, { integer: [-1, 12] }],
      run: (_subject, one: string, count: number) =>
        addWorkingDays(
          parseDay(one),
          count,
          new Set(['2024-12-25', '2024-12-26', '2024-01-01', '2024-12-28']),
        ),
    },
    isoWeek: { args: [day], run: (_subject, one: string) => isoWeek(parseDay(one)) },
    monthGrid: {
      args: [{ integer: [2018, 2026] }, { integer: [1, 12] }],
      run: (_subject, year: number, month: number) => monthGrid(year, month),
    },
  },
} satisfies Driver<null>;
