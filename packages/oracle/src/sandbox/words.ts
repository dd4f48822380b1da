/** First words of a verdict's lines: how one call ended. A line that is too long to be kept keeps its word. */
export const RETURNED = 'returned';
/** It returned `NaN`, or something that holds one. */
export const UNSOUND = 'unsound';
export const THREW = 'threw';
/** The engine threw because the code used something that is not there. */
export const CRASHED = 'crashed';
