import { ERRORS } from '@bebug/core';
import { markdownTable, pageHead } from './page.ts';

export function errorsPage(): string {
  const rows = Object.entries(ERRORS).map(([code, { title, hint, exitCode }]) => [
    `\`${code}\``,
    title,
    hint,
    String(exitCode),
  ]);
  const about =
    'Every error is one sentence (what and where) with a hint (what to do). Exit codes: 0 done, 1 done but the answer is no, 2 wrong use or bad input, 70 a bug of ours.';
  return `${pageHead('Errors', about)}\n${markdownTable(['code', 'what', 'what to do', 'exit code'], rows)}\n`;
}
