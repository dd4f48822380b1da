/** A day of the Gregorian calendar; `month` and `day` start with 1. */
export interface CalendarDay {
  readonly year: number;
  readonly month: number;
  readonly day: number;
}

export interface IsoWeek {
  /** The year that holds most days of the week: it differs from the day's own around the turn of the year. */
  readonly year: number;
  readonly week: number;
}

const MILLISECONDS_PER_DAY = 86_400_000;

/**
 * Read a day in the form `2024-02-29`.
 *
 * @throws RangeError for another form, or a day that is not in the calendar
 */
export function parseDay(text: string): CalendarDay {
  const match = /^(\d{4})-(\d{2})-(\d{2})$/u.exec(text);
  if (match === null) throw new RangeError(`not a day: ${text}`);
  const [year, month, day] = match.slice(1).map(Number) as [number, number, number];
  if (month < 1 || month > 12 || day < 1 || day > daysInMonth(year, month)) {
    throw new RangeError(`not in the calendar: ${text}`);
  }
  return { year, month, day };
}

export function formatDay({ year, month, day }: CalendarDay): string {
  const parts = [String(year).padStart(4, '0'), String(month).padStart(2, '0'), String(day).padStart(2, '0')];
  return parts.join('-');
}

export function isLeapYear(year: number): boolean {
  return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
}

export function daysInMonth(year: number, month: number): number {
  if (month === 2) return isLeapYear(year) ? 29 : 28;
  return [4, 6, 9, 11].includes(month) ? 30 : 31;
}

/** Days from Monday, 0, to Sunday, 6. */
export function weekday(day: CalendarDay): number {
  return (((serial(day) + 3) % 7) + 7) % 7;
}

export function addDays(day: CalendarDay, count: number): CalendarDay {
  return fromSerial(serial(day) + count);
}

/** The same day of another month; the last one of that month when it is shorter. */
export function addMonths({ year, month, day }: CalendarDay, count: number): CalendarDay {
  const months = year * 12 + (month - 1) + count;
  const target = { year: Math.floor(months / 12), month: (((months % 12) + 12) % 12) + 1 };
  return { ...target, day: Math.min(day, daysInMonth(target.year, target.month)) };
}

/** Days from the first to the second; negative when the second is earlier. */
export function daysBetween(first: CalendarDay, second: CalendarDay): number {
  return serial(second) - serial(first);
}

/** Whole years from a birthday to another day. People born on a 29th of February grow older on the 1st of March. */
export function ageOn(birthday: CalendarDay, today: CalendarDay): number {
  const hadBirthday =
    today.month > birthday.month || (today.month === birthday.month && today.day >= birthday.day);
  return today.year - birthday.year - (hadBirthday ? 0 : 1);
}

/** The day after so many working days: Saturdays, Sundays and holidays (`2024-12-25`) do not count. */
export function addWorkingDays(
  start: CalendarDay,
  count: number,
  holidays: ReadonlySet<string>,
): CalendarDay {
  let day = start;
  for (let left = count; left > 0;) {
    day = addDays(day, 1);
    if (weekday(day) < 5 && !holidays.has(formatDay(day))) left -= 1;
  }
  return day;
}

/** The week by ISO 8601: weeks start on Monday, and the first one of a year holds its first Thursday. */
export function isoWeek(day: CalendarDay): IsoWeek {
  const thursday = addDays(day, 3 - weekday(day));
  const first = { year: thursday.year, month: 1, day: 1 };
  return { year: thursday.year, week: Math.floor(daysBetween(first, thursday) / 7) + 1 };
}

/** The weeks that show a month, from Monday to Sunday; days of its neighbours fill the first and the last. */
export function monthGrid(year: number, month: number): CalendarDay[][] {
  const first = { year, month, day: 1 };
  const start = addDays(first, -weekday(first));
  const weeks = Math.ceil((weekday(first) + daysInMonth(year, month)) / 7);
  return Array.from({ length: weeks }, (_week, row) =>
    Array.from({ length: 7 }, (_day, column) => addDays(start, row * 7 + column)),
  );
}

/** Days since 1970. */
function serial({ year, month, day }: CalendarDay): number {
  // Date.UTC takes years below 100 for those of the last century; the calendar repeats itself after 400 years.
  return Date.UTC(year + 400, month - 1, day) / MILLISECONDS_PER_DAY - 146_097;
}

function fromSerial(days: number): CalendarDay {
  const date = new Date(days * MILLISECONDS_PER_DAY);
  return { year: date.getUTCFullYear(), month: date.getUTCMonth() + 1, day: date.getUTCDate() };
}
