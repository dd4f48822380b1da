/** First words of a verdict's lines: how one call ended. A line that is too long to be kept keeps its word. */
export const RETURNED = 'returned';
/** It returned `NaN`, a number that is infinite although the code means none (`Program.meansInfinity`), a length that nothing has, or something that holds one. */
export const UNSOUND = 'unsound';
export const THREW = 'threw';
/** The engine threw because the code used something that is not there. */
export const CRASHED = 'crashed';
/** How long the calls took, in milliseconds of virtual time; left out where they took none. */
export const TOOK = 'took';

/** Less than nothing, or a part of one. */
const NO_LENGTH = /[{ ](?:byteL|l)ength: (?:-\d|\d+\.\d)/u;

/** What a division by zero leaves stands in the text of a value, or of a whole outcome, or a length that nothing has. */
export function isUnsound(text: string, meansInfinity: boolean): boolean {
  return (meansInfinity ? /\bNaN\b/u : /\b(?:NaN|Infinity)\b/u).test(text) || NO_LENGTH.test(text);
}
