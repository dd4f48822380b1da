/** 1-based lines, both ends inclusive. */
export interface Lines {
  readonly startLine: number;
  readonly endLine: number;
}

/** Lines between two stretches: 0 when they share one, 1 when they touch. */
export function gapBetween(a: Lines, b: Lines): number {
  return Math.max(0, a.startLine - b.endLine, b.startLine - a.endLine);
}

/** How far the ends of two stretches are apart in all; 0 exactly when they are the same. */
export function misfit(a: Lines, b: Lines): number {
  return Math.abs(a.startLine - b.startLine) + Math.abs(a.endLine - b.endLine);
}

export function lineCount({ startLine, endLine }: Lines): number {
  return endLine - startLine + 1;
}

/** `12` or `12–15`. */
export function formatLines({ startLine, endLine }: Lines): string {
  return startLine === endLine ? `line ${startLine}` : `lines ${startLine}–${endLine}`;
}
