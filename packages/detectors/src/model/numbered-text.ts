import { plainLines } from '@bebug/core';

/** A text with the number of each line before it, right-aligned: `12| code`. A final line end makes no line of its own. */
export function numberedText(text: string): string {
  const lines = plainLines(text);
  const width = String(lines.length).length;
  return lines.map((line, index) => `${String(index + 1).padStart(width)}| ${line}`).join('\n');
}
