import { BebugError } from '@bebug/core';

/** Most sandboxes at the same time: more would only wait for each other. */
const MOST_WORKERS = 64;

/** Refuse what is no whole number in the range. @throws BebugError `usage` */
export function checkWhole(option: string, value: number, low: number, high = Number.MAX_SAFE_INTEGER): void {
  if (Number.isSafeInteger(value) && value >= low && value <= high) return;
  const range = high === Number.MAX_SAFE_INTEGER ? `from ${low}` : `from ${low} to ${high}`;
  throw new BebugError('usage', `--${option} takes a whole number ${range}, not ${value}.`);
}

/** The number of sandboxes that a user asked for, or one a processor. @throws BebugError `usage` */
export function workersOf(asked: number | undefined, processors: number): number {
  if (asked !== undefined) checkWhole('workers', asked, 1, MOST_WORKERS);
  return asked ?? Math.min(processors, MOST_WORKERS);
}
