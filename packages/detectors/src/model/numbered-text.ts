import { textLines } from '@bebug/core';

/** A text with the number of each line before it, right-aligned: `12| code`. A final line end makes no line of its own. */
export function numberedText(text: string): string {
  const lines = textLines(text).map((line) => line.replace(/[\r\n]+$/u, ''));
  if (lines.length > 1 && lines.at(-1) === '') lines.pop();
  const width = String(lines.length).length;
  return lines.map((line, index) => `${String(index + 1).padStart(width)}| ${line}`).join('\n');
}
