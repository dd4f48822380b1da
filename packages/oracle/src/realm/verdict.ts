/** Characters of a verdict that is the text itself; a longer one has digests for lines. */
const VERDICT_LIMIT = 400;
const LINE_LIMIT = 40;
const LINES_LIMIT = 60;
/** More decimals than any result means: the last ones are noise of the order in which numbers are added. */
const DECIMALS = /\d+\.\d{9,}(?:e[+-]?\d+)?/gu;
const NEGATIVE_ZERO = /(?<![\w.$])-0(?![\w.])/gu;
const DIGITS = 12;
// Captured before the subject's own `process` takes the global's place; `node:crypto` takes milliseconds to load, and most children need no digest.
const builtin = process.getBuiltinModule;

/** 16 hexadecimal digits of SHA-256. */
export function digest(text: string): string {
  return builtin('node:crypto').createHash('sha256').update(text).digest('hex').slice(0, 16);
}

/** A text that is equal for two outcomes when they count as alike, line by line, so that it can be told which lines differ. */
export function verdictOf(exact: readonly string[]): string {
  const lines = exact.map(rounded);
  const whole = lines.join('\n');
  if (whole.length <= VERDICT_LIMIT) return whole;
  const short = lines.map((line) =>
    line.length <= LINE_LIMIT ? line : `${line.slice(0, line.indexOf(' ') + 1)}${digest(line)}`,
  );
  if (short.length <= LINES_LIMIT) return short.join('\n');
  return [...short.slice(0, LINES_LIMIT), digest(short.slice(LINES_LIMIT).join('\n'))].join('\n');
}

/** The sign of a zero and the last digits of a fraction are no behaviour that anybody relies on. */
function rounded(line: string): string {
  return line
    .replace(NEGATIVE_ZERO, '0')
    .replace(DECIMALS, (number) => String(Number(Number(number).toPrecision(DIGITS))));
}
