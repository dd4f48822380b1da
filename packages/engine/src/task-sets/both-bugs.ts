import { applyEdits } from '@bebug/core';
import type { Bug } from '@bebug/core/truth';
import type { Comparer } from '../grading/grade-fix.ts';
import { proofTexts } from '../proof-texts.ts';
import type { StoredSet } from '../read-set.ts';
import { checkTypes } from '../screen/mutated-program.ts';
import { openTaskProject } from '../task-project.ts';
import type { BuggyModule } from './buggy-modules.ts';

/**
 * A module with two of its bugs at once; `null` where they touch each other, or where it is not proved that together they are worse than
 * the clean code. Where a tool flags one of them, it must flag both together; else the two must show at both of their witnesses.
 */
export async function bothBugs(
  set: StoredSet,
  { file, clean }: BuggyModule,
  pair: readonly [Bug, Bug],
  comparer: Comparer,
): Promise<string | null> {
  const text = withBoth(clean, pair);
  if (text === null) return null;
  const flagged = pair.find(({ witness }) => witness.kind === 'parser' || witness.kind === 'types');
  if (flagged !== undefined) return (await isFlagged(set, flagged, text)) ? text : null;
  for (const bug of pair) {
    const files = await proofTexts(set, bug);
    const { corpus, witness } = bug;
    const { alike } = await comparer.compare({ corpus, files, file, mutatedText: text, witness });
    if (alike !== false) return null;
  }
  return text;
}

/** A clean text with two bugs; `null` where their edits touch. */
export function withBoth(clean: string, [one, other]: readonly [Bug, Bug]): string | null {
  const isClear = one.edits.every((a) => other.edits.every((b) => a.end < b.start || b.end < a.start));
  return isClear ? applyEdits(clean, [...one.edits, ...other.edits]) : null;
}

/** The compiler finds something that it does not find in the clean code. */
async function isFlagged(set: StoredSet, bug: Bug, text: string): Promise<boolean> {
  const { parser, types } = checkTypes(await openTaskProject(set, bug), bug.file, text);
  return parser.length > 0 || (types !== null && types.length > 0);
}
