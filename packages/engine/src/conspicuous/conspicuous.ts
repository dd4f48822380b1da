import type ts from 'typescript';
import type { Candidate } from '../mutants.ts';
import { leavesAlias } from './alias.ts';
import { isOddBesideRegex } from './regex-twin.ts';
import { isToldBeside } from './told.ts';
import { isOddBesideTwin } from './twin.ts';

/**
 * True when the code around a mutant gives it away to a reader who has never seen the clean code: a twin of the edited code stands
 * unchanged beside it, a comment speaks of what is gone, or a variable is left that is but another's name. Edits that clean up elsewhere do not count.
 */
export function isConspicuous(
  { edits, site }: Pick<Candidate, 'edits' | 'site'>,
  file: ts.SourceFile,
): boolean {
  return edits
    .filter(({ start, end }) => site.start <= start && end <= site.end)
    .some(
      (edit) =>
        isOddBesideTwin(edit, edits, file) ||
        isOddBesideRegex(edit, file) ||
        isToldBeside(edit, edits, file) ||
        leavesAlias(edit, edits, file),
    );
}
