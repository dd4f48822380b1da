import { LineMap, textLines } from '@bebug/core';

/**
 * Lines (1-based, ascending) on which a finding could sensibly be placed: with a name, number or string on them, and not
 * comments alone. All lines when there is none such. A scan, not a parser: mutants of the syntax family do not parse.
 */
export function executableLines(text: string): number[] {
  const executable: number[] = [];
  let isComment = false;
  const lines = textLines(text).map((line) => line.trim());
  for (const [index, line] of lines.entries()) {
    const startsInComment: boolean = isComment || line.startsWith('/*');
    const code: string | null = startsInComment ? afterComment(line) : line.startsWith('//') ? '' : line;
    isComment = code === null;
    if (code !== null && /[\p{L}\p{N}_$"'`]/u.test(code)) executable.push(index + 1);
  }
  return executable.length > 0 ? executable : lines.map((_, index) => index + 1);
}

export function countLines(text: string): number {
  return new LineMap(text).lineCount;
}

/** What follows the end of a block comment; `null` while it goes on. */
function afterComment(line: string): string | null {
  const end = line.indexOf('*/');
  return end < 0 ? null : line.slice(end + 2);
}
