import { firstPlace } from './first-place.ts';

/** 1-based lines and columns (UTF-16 code units); `endColumn` is exclusive. An empty span marks a gap. */
export interface Span {
  readonly startLine: number;
  readonly startColumn: number;
  readonly endLine: number;
  readonly endColumn: number;
}

const [LF, CR, LS, PS] = [0x0a, 0x0d, 0x2028, 0x2029] as const;

/** Offsets at which lines start; `\n`, `\r\n`, `\r`, U+2028 and U+2029 end a line, as in ECMAScript. */
export function lineStarts(text: string): number[] {
  const starts = [0];
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === LF || code === LS || code === PS || (code === CR && text.charCodeAt(at + 1) !== LF))
      starts.push(at + 1);
  }
  return starts;
}

/** The lines of a text, each with its line end: joined, they are the text. */
export function textLines(text: string): string[] {
  const starts = lineStarts(text);
  return starts.map((start, index) => text.slice(start, starts[index + 1]));
}

/** The lines of a text without their ends; a final end makes no line of its own. */
export function plainLines(text: string): string[] {
  const lines = textLines(text).map((line) => line.replace(/[\n\r\u2028\u2029]+$/u, ''));
  return lines.length > 1 && lines.at(-1) === '' ? lines.slice(0, -1) : lines;
}

/** Maps offsets of one text to lines and columns in O(log lines). */
export class LineMap {
  readonly #starts: readonly number[];

  constructor(text: string) {
    this.#starts = lineStarts(text);
  }

  get lineCount(): number {
    return this.#starts.length;
  }

  /** 1-based line and column of a UTF-16 offset. */
  position(offset: number): { line: number; column: number } {
    const line = Math.max(
      1,
      firstPlace(this.#starts, (start) => start > offset),
    );
    return { line, column: offset - this.#starts[line - 1]! + 1 };
  }

  span(start: number, end: number): Span {
    const from = this.position(start);
    const to = this.position(end);
    return { startLine: from.line, startColumn: from.column, endLine: to.line, endColumn: to.column };
  }
}
