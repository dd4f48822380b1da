import { diffArrays } from 'diff';

/** Lines from 1, both ends inclusive; where it ends before it starts, it is a gap in front of its start. */
export interface LineRange {
  readonly startLine: number;
  readonly endLine: number;
}

/** Two versions of one text, line by line. */
export interface Alignment {
  /** Where the first differs from the second, in lines of the first. */
  readonly differing: readonly LineRange[];
  /** The line of the second that stands where this line of the first does. */
  readonly lineInSecond: (line: number) => number;
}

export function align(first: string, second: string): Alignment {
  const [a, b] = [linesOf(first), linesOf(second)];
  const chunks = chunksOf(a, b);
  return {
    differing: chunks.map(({ here }) => here),
    lineInSecond: (line) => {
      let shift = 0;
      for (const { here, there } of chunks) {
        if (line < here.startLine) break;
        if (line <= here.endLine) {
          const within = Math.min(there.startLine + line - here.startLine, there.endLine);
          return Math.min(Math.max(within, there.startLine), b.length);
        }
        shift = there.endLine - here.endLine;
      }
      return Math.min(line + shift, b.length);
    },
  };
}

function linesOf(text: string): string[] {
  return text.split(/\r\n|[\n\r]/u);
}

/** Stretches that the two do not have in common, from the top. */
function chunksOf(a: string[], b: string[]): { readonly here: LineRange; readonly there: LineRange }[] {
  const chunks: { here: LineRange; there: LineRange }[] = [];
  let [lineA, lineB] = [1, 1];
  let isOpen = false;
  for (const { value, added, removed } of diffArrays(a, b)) {
    const count = value.length;
    if (added || removed) {
      if (!isOpen)
        chunks.push({
          here: { startLine: lineA, endLine: lineA - 1 },
          there: { startLine: lineB, endLine: lineB - 1 },
        });
      if (removed) lineA += count;
      else lineB += count;
      const { here, there } = chunks.pop()!;
      chunks.push({ here: { ...here, endLine: lineA - 1 }, there: { ...there, endLine: lineB - 1 } });
    } else [lineA, lineB] = [lineA + count, lineB + count];
    isOpen = added || removed;
  }
  return chunks;
}

/** Where a text differs from any of some others, from the top. */
export function differencesFrom(text: string, others: readonly string[]): LineRange[] {
  return joined(others.map((other) => align(text, other)));
}

/** Where the first text of several alignments differs from any second one, from the top. */
export function joined(alignments: readonly Alignment[]): LineRange[] {
  const ranges = alignments.flatMap(({ differing }) => differing);
  return ranges
    .filter((one, index) => ranges.findIndex((other) => isSame(one, other)) === index)
    .toSorted((a, b) => a.startLine - b.startLine);
}

function isSame(a: LineRange, b: LineRange): boolean {
  return a.startLine === b.startLine && a.endLine === b.endLine;
}
