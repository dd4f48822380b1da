/** Whole days from `from` to `to`, both included, as `YYYY-MM-DD` in years 2000 to 2099. */
export interface DateRange {
  readonly from: string;
  readonly to: string;
}

const ISO_DAY = /^(20\d{2})-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/u;
const MS_PER_DAY = 86_400_000;

/**
 * Days since 1 January 1970.
 *
 * @throws RangeError when the text is not a day of the calendar
 */
export function dayNumber(date: string): number {
  const match = ISO_DAY.exec(date);
  if (match === null) throw new RangeError(`not a date from 2000 to 2099: ${date}`);
  const [, year, month, day] = match;
  const time = Date.UTC(Number(year), Number(month) - 1, Number(day));
  if (new Date(time).getUTCDate() !== Number(day)) throw new RangeError(`no such day: ${date}`);
  return time / MS_PER_DAY;
}

/** The date of a day number, the inverse of `dayNumber`. */
export function formatDay(days: number): string {
  return new Date(days * MS_PER_DAY).toISOString().slice(0, 10);
}

/** The date `days` after `date`, or before it when negative. */
export function addDays(date: string, days: number): string {
  return formatDay(dayNumber(date) + days);
}

/** The number of days in a range; a range of one day counts 1. */
export function countDays(range: DateRange): number {
  const [first, last] = boundsOf(range);
  return last - first + 1;
}

/** True when `date` is one of the range's days. */
export function includesDay(range: DateRange, date: string): boolean {
  const [first, last] = boundsOf(range);
  const day = dayNumber(date);
  return day >= first && day <= last;
}

/** The days that two ranges share, or `null` when there are none. */
export function overlap(left: DateRange, right: DateRange): DateRange | null {
  const [leftFirst, leftLast] = boundsOf(left);
  const [rightFirst, rightLast] = boundsOf(right);
  const first = Math.max(leftFirst, rightFirst);
  const last = Math.min(leftLast, rightLast);
  return first <= last ? { from: formatDay(first), to: formatDay(last) } : null;
}

/** True when one range starts on the day after the other ends. */
export function areAdjacent(left: DateRange, right: DateRange): boolean {
  const [leftFirst, leftLast] = boundsOf(left);
  const [rightFirst, rightLast] = boundsOf(right);
  return leftLast + 1 === rightFirst || rightLast + 1 === leftFirst;
}

/** The range cut at the ends of months, in calendar order. */
export function splitByMonth(range: DateRange): DateRange[] {
  const [first, last] = boundsOf(range);
  const parts: DateRange[] = [];
  let start = first;
  while (start <= last) {
    const date = new Date(start * MS_PER_DAY);
    const nextMonth = Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 1) / MS_PER_DAY;
    const end = Math.min(nextMonth - 1, last);
    parts.push({ from: formatDay(start), to: formatDay(end) });
    start = nextMonth;
  }
  return parts;
}

/** Saturdays and Sundays left out. */
export function countWorkdays(range: DateRange): number {
  const [first, last] = boundsOf(range);
  let workdays = 0;
  for (let day = first; day <= last; day++) {
    const weekday = new Date(day * MS_PER_DAY).getUTCDay();
    if (weekday !== 0 && weekday !== 6) workdays += 1;
  }
  return workdays;
}

function boundsOf(range: DateRange): [first: number, last: number] {
  const first = dayNumber(range.from);
  const last = dayNumber(range.to);
  if (last < first) throw new RangeError(`a range cannot end before it starts: ${range.from} to ${range.to}`);
  return [first, last];
}
