import { LineMap, lineStarts, type Edit } from '@bebug/core';
import type { ForeignFix, ForeignLines, ForeignPlace, Measure } from './report.ts';

/** Turns places that are told in some measure into lines and offsets of bebug, for one text. */
export class TextRuler {
  readonly #text: string;
  readonly #measure: Measure;
  readonly #map: LineMap;
  readonly #starts: readonly number[];

  constructor(text: string, measure: Measure) {
    this.#text = text;
    this.#measure = measure;
    this.#map = new LineMap(text);
    this.#starts =
      measure.breaks === 'ecmascript'
        ? lineStarts(text)
        : [0, ...Array.from(text.matchAll(/\n/gu), (match) => match.index + 1)];
  }

  /** First and last line. What lies past the end stays past the end. */
  lines(place: ForeignPlace): { startLine: number; endLine: number } {
    if (place.kind === 'file') return { startLine: 1, endLine: this.#map.lineCount };
    if (place.kind === 'offsets') {
      const range = this.#range(place);
      const past = this.#map.lineCount + 1;
      if (range === null) return { startLine: past, endLine: past };
      const [start, end] = range;
      return {
        startLine: this.#map.position(start).line,
        endLine: this.#map.position(Math.max(start, end - 1)).line,
      };
    }
    const { startLine, endLine, endColumn } = place;
    // Nothing of a line lies before its first column.
    const last = endColumn === 1 && endLine > startLine ? endLine - 1 : endLine;
    return { startLine: this.#firstLine(startLine), endLine: this.#lastLine(Math.max(startLine, last)) };
  }

  /** A fix as edits; `null` where it points outside the text or its parts overlap. */
  edits({ replacements }: Extract<ForeignFix, { kind: 'replacements' }>): Edit[] | null {
    const edits: Edit[] = [];
    for (const { place, text } of replacements) {
      const range = this.#range(place);
      if (range === null) return null;
      edits.push({ start: range[0], end: range[1], text });
    }
    edits.sort((a, b) => a.start - b.start || a.end - b.end);
    return edits.some(({ start }, index) => index > 0 && start < edits[index - 1]!.end) ? null : edits;
  }

  #range(place: ForeignPlace): readonly [start: number, end: number] | null {
    if (place.kind === 'file') return [0, this.#text.length];
    if (place.kind === 'offsets') {
      const start = this.#advance(0, place.start, this.#text.length);
      const end = start === null ? null : this.#advance(start, place.length, this.#text.length);
      return start === null || end === null ? null : [start, end];
    }
    return this.#rangeOfLines(place);
  }

  #rangeOfLines({
    startLine,
    startColumn,
    endLine,
    endColumn,
  }: ForeignLines): readonly [number, number] | null {
    const start = this.#offset(startLine, startColumn ?? 1);
    const end =
      endColumn === undefined
        ? (this.#starts[endLine] ?? (endLine === this.#starts.length ? this.#text.length : null))
        : this.#offset(endLine, endColumn);
    return start === null || end === null || end < start ? null : [start, end];
  }

  #offset(line: number, column: number): number | null {
    const start = this.#starts[line - 1];
    // The place after the last line feed is the start of a line that is not there.
    if (start === undefined)
      return line === this.#starts.length + 1 && column === 1 ? this.#text.length : null;
    return this.#advance(start, column - 1, this.#starts[line] ?? this.#text.length);
  }

  /** `count` units on from an offset, no further than `limit`. */
  #advance(from: number, count: number, limit: number): number | null {
    if (this.#measure.unit === 'utf16') return from + count <= limit ? from + count : null;
    let left = count;
    let offset = from;
    while (left > 0 && offset < limit) {
      const point = this.#text.codePointAt(offset)!;
      left -= this.#measure.unit === 'code-point' ? 1 : utf8Length(point);
      offset += point > 0xffff ? 2 : 1;
    }
    return left === 0 ? offset : null;
  }

  #firstLine(line: number): number {
    const start = this.#starts[line - 1];
    return start === undefined
      ? this.#map.lineCount + (line - this.#starts.length)
      : this.#map.position(start).line;
  }

  #lastLine(line: number): number {
    const next = this.#starts[line];
    if (next !== undefined) return this.#map.position(next - 1).line;
    return this.#map.lineCount + Math.max(0, line - this.#starts.length);
  }
}

function utf8Length(point: number): number {
  if (point < 0x80) return 1;
  if (point < 0x800) return 2;
  return point < 0x10000 ? 3 : 4;
}
