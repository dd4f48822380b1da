import { plainLines } from './spans.ts';

/**
 * Moves miscounted lines to where their anchor stands: the claim stays where it reads like that, white space aside. Elsewhere a line that is
 * the same comes before one that is but for white space, and that before one that only holds it; of several the nearest counts. Lines that
 * end before they start, and those of an anchor that is nowhere or says next to nothing, stay as they are.
 * @param claimed 1-based, both ends inclusive; as many lines are moved, as far as the text has them
 * @param anchor the first line or lines as somebody copied them, with or without numbers at the margin
 */
export function anchoredLines(
  text: string,
  claimed: { readonly startLine: number; readonly endLine: number },
  anchor: string | undefined,
): { startLine: number; endLine: number } {
  const { startLine, endLine } = claimed;
  if (anchor === undefined || endLine < startLine) return { startLine, endLine };
  const lines = plainLines(text);
  for (const sought of soughtLines(anchor)) {
    const standsAt = (reads: Reading, line: number): boolean =>
      sought.every((wanted, offset) => reads(lines[line - 1 + offset] ?? '', wanted));
    // Whoever copies a line often drops its indentation: a claim that holds otherwise needs no better place.
    if (standsAt(readsAlike, startLine)) break;
    for (const reads of [isSame, readsAlike, holds]) {
      const hits = lines.flatMap((_, at) => (standsAt(reads, at + 1) ? [at + 1] : []));
      if (hits.length === 0) continue;
      const nearest = hits.reduce((best, line) =>
        Math.abs(line - startLine) < Math.abs(best - startLine) ? line : best,
      );
      if (nearest === startLine) return { startLine, endLine };
      return { startLine: nearest, endLine: Math.min(nearest + endLine - startLine, lines.length) };
    }
  }
  return { startLine, endLine };
}

type Reading = (line: string, wanted: string) => boolean;

const isSame: Reading = (line, wanted) => line === wanted;
const readsAlike: Reading = (line, wanted) => squeeze(line) === squeeze(wanted);
const holds: Reading = (line, wanted) => squeeze(line).includes(squeeze(wanted));

/** `}` and the like stand everywhere. */
const SHORTEST_ANCHOR = 4;

/**
 * What is looked for, lines without the numbers of a margin: all of the anchor from its first line that holds anything to its last, then
 * the first alone, since who copied several may have erred in a later one.
 */
function soughtLines(anchor: string): string[][] {
  const lines = plainLines(anchor);
  const isFilled = (line: string): boolean => line.trim() !== '';
  const isNumbered = lines.every((line) => !isFilled(line) || MARGIN.test(line));
  const wanted = (isNumbered ? lines.map((line) => line.replace(MARGIN, '')) : lines).slice(
    Math.max(0, lines.findIndex(isFilled)),
    lines.findLastIndex(isFilled) + 1,
  );
  return [wanted, wanted.slice(0, 1)].filter((some) => squeeze(some.join('')).length >= SHORTEST_ANCHOR);
}

/** As a model is shown it. */
const MARGIN = /^\s*\d+\| ?/u;

function squeeze(line: string): string {
  return line.replaceAll(/\s+/gu, '');
}
