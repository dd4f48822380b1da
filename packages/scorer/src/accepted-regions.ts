import type { Span } from '@bebug/core';
import type { Bug } from '@bebug/core/truth';
import { lineCount, type Lines } from './lines.ts';

/** What matching needs to know of a bug. */
export type PlacedBug = Pick<
  Bug,
  'id' | 'task' | 'file' | 'title' | 'operator' | 'family' | 'cwe' | 'mutated' | 'regions' | 'enclosing'
>;

/**
 * The lines where a finding earns line credit: the mutated span and the further places that the operator declared.
 *
 * A deletion leaves an empty span, and nobody can point at what is not there: the line of the gap, its neighbours, and the
 * enclosing function where that is no longer than `maxSpan` lines stand for it.
 */
export function acceptedRegions(
  { mutated, regions, enclosing }: Pick<PlacedBug, 'mutated' | 'regions' | 'enclosing'>,
  maxSpan: number,
): Lines[] {
  const accepted = [linesOf(mutated), ...regions.map(linesOf)];
  if (!isEmpty(mutated)) return accepted;
  accepted.push({ startLine: Math.max(1, mutated.startLine - 1), endLine: mutated.endLine + 1 });
  if (enclosing !== null && lineCount(linesOf(enclosing.span)) <= maxSpan)
    accepted.push(linesOf(enclosing.span));
  return accepted;
}

/** A span that ends at the first column of a line does not reach into that line. */
export function linesOf({ startLine, endLine, endColumn }: Span): Lines {
  return { startLine, endLine: endColumn === 1 && endLine > startLine ? endLine - 1 : endLine };
}

function isEmpty({ startLine, startColumn, endLine, endColumn }: Span): boolean {
  return startLine === endLine && startColumn === endColumn;
}
