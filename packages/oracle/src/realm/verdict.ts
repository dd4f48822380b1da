import { withOneNothing, withoutOrder } from '../alike.ts';

/** Characters of a line that is kept as it is; of a longer one there are digests. */
const LINE_LIMIT = 200;
const LINES_LIMIT = 60;
/** More decimals than any result means: the last ones are noise of the order in which numbers are added. */
const DECIMALS = /\d+\.\d{9,}(?:e[+-]?\d+)?/gu;
const NEGATIVE_ZERO = /(?<![\w.$])-0(?![\w.])/gu;
const DIGITS = 12;
// Captured before the subject's own `process` takes the global's place; `node:crypto` takes milliseconds to load, and most children need no digest.
const builtin = process.getBuiltinModule;

/** 16 hexadecimal digits of SHA-256. */
export function digest(text: string): string {
  return builtin('node:crypto').hash('sha256', text).slice(0, 16);
}

/**
 * A text that is equal for two outcomes when they count as alike, line by line, so that it can be told which lines differ; where it has digests, also in
 * what (`digestsOf`).
 */
export function verdictOf(exact: readonly string[]): string {
  const short = exact
    .map(rounded)
    .map((line) => (isLong(line) ? `${line.slice(0, line.indexOf(' ') + 1)}${digestsOf(line)}` : line));
  if (short.length <= LINES_LIMIT) return short.join('\n');
  return [...short.slice(0, LINES_LIMIT), digest(short.slice(LINES_LIMIT).join('\n'))].join('\n');
}

/** Never true for one of two lines only that differ in nothing but `null` and `undefined`. */
function isLong(line: string): boolean {
  return line.length > LINE_LIMIT / 2 && withOneNothing(line).length > LINE_LIMIT;
}

/** Digests of a line and of its forms (`alike.ts`), a form that is the line itself as `=`. */
function digestsOf(line: string): string {
  const other = withOneNothing(line);
  return `${digest(line)} ${withoutOrder(line)} ${other === line ? '=' : digest(other)}`;
}

/** The sign of a zero and the last digits of a fraction are no behaviour that anybody relies on. */
function rounded(line: string): string {
  return line
    .replace(NEGATIVE_ZERO, '0')
    .replace(DECIMALS, (number) => String(Number(Number(number).toPrecision(DIGITS))));
}
