import { editedRange, type Edit } from '@bebug/core';
import type { Stretch } from '@bebug/operators';
import type ts from 'typescript';

/** Edits further apart than this are several places, not one. */
const MAX_SITE_LINES = 10;

/**
 * Where a bug is, in the clean file. Edits inside the mutated node make the site; what lies outside cleans up after them (an
 * import that nothing uses any more) and is no place to report. Edits that are far apart are places of their own: the first
 * that the operator lists is the site, the others are regions.
 */
export function locate(
  edits: readonly Edit[],
  node: ts.Node,
  file: ts.SourceFile,
): { site: Stretch; others: Stretch[] } {
  const inside = edits.filter((edit) => edit.start >= node.getFullStart() && edit.end <= node.end);
  const [first, ...rest] = (inside.length > 0 ? inside : edits) as [Edit, ...Edit[]];
  const hull = editedRange([first, ...rest]);
  const line = (offset: number): number => file.getLineAndCharacterOfPosition(offset).line;
  if (line(hull.end) - line(hull.start) < MAX_SITE_LINES) return { site: hull, others: [] };
  const stretch = ({ start, end }: Edit): Stretch => ({ start, end });
  return { site: stretch(first), others: rest.map(stretch) };
}
