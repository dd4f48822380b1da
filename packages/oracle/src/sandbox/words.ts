/** First words of a verdict's lines: how one call ended. A line that is too long to be kept keeps its word. */
export const RETURNED = 'returned';
/** It returned `NaN`, or a number that is infinite although the code means none (`Program.meansInfinity`), or something that holds one. */
export const UNSOUND = 'unsound';
export const THREW = 'threw';
/** The engine threw because the code used something that is not there. */
export const CRASHED = 'crashed';

/** `RETURNED` or `UNSOUND`, for the text of what a call returned. */
export function wordOfReturn(value: string, meansInfinity: boolean): string {
  const isUnsound = meansInfinity ? /\bNaN\b/u.test(value) : /\b(?:NaN|Infinity)\b/u.test(value);
  return isUnsound ? UNSOUND : RETURNED;
}
