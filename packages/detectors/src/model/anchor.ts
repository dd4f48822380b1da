import { textLines } from '@bebug/core';

/**
 * Moves miscounted lines to where their anchor stands: the nearest line that reads like it, spaces aside. Where the claimed line
 * does, or none does, the lines stay as they are.
 * @param anchor the first line as the model copied it, with or without its number
 */
export function anchoredLines(
  text: string,
  claimed: { readonly startLine: number; readonly endLine: number },
  anchor: string | undefined,
): { startLine: number; endLine: number } {
  const wanted = squeeze((anchor ?? '').split(/\r\n|[\r\n]/u).find((line) => line.trim() !== '') ?? '');
  if (wanted.length < SHORTEST_ANCHOR) return { ...claimed };
  const lines = textLines(text).map(squeeze);
  for (const reads of [(line: string) => line === wanted, (line: string) => line.includes(wanted)]) {
    const hits = lines.flatMap((line, index) => (reads(line) ? [index + 1] : []));
    if (hits.length === 0) continue;
    const distance = (line: number): number => Math.abs(line - claimed.startLine);
    const nearest = hits.reduce((best, line) => (distance(line) < distance(best) ? line : best));
    return { startLine: nearest, endLine: nearest + claimed.endLine - claimed.startLine };
  }
  return { ...claimed };
}

/** `}` and the like stand everywhere. */
const SHORTEST_ANCHOR = 4;

function squeeze(line: string): string {
  return line.replace(/^\s*\d+\|/u, '').replaceAll(/\s+/gu, '');
}
