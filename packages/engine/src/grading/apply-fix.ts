import { oneLine, type Edit, type Finding } from '@bebug/core';
import { applyPatch, parsePatch, type StructuredPatch } from 'diff';

/** A fix is a small change: what is larger than this rewrites the project. */
const MOST_CHARACTERS = 1_000_000;

export type AppliedFix = { readonly text: string } | { readonly why: string };

/**
 * The text of a task's file after a proposed fix: edits in its offsets, or a unified diff of that one file. Nothing is written, and
 * the paths of a diff are compared with the file's, never followed.
 */
export function applyFix(text: string, file: string, fix: NonNullable<Finding['fix']>): AppliedFix {
  const applied = typeof fix === 'string' ? withDiff(text, file, fix) : withEdits(text, fix);
  if ('why' in applied) return applied;
  if (applied.text.length > MOST_CHARACTERS) return { why: 'it makes the file larger than any source' };
  return applied.text === text ? { why: 'it changes nothing' } : applied;
}

function withEdits(text: string, edits: readonly Edit[]): AppliedFix {
  const ordered = edits.toSorted((a, b) => a.start - b.start || a.end - b.end);
  let result = '';
  let position = 0;
  for (const { start, end, text: put } of ordered) {
    if (start < position || end < start || end > text.length)
      return { why: 'its edits overlap, or lie outside the file' };
    result += text.slice(position, start) + put;
    position = end;
  }
  return { text: result + text.slice(position) };
}

function withDiff(text: string, file: string, diff: string): AppliedFix {
  if (diff.length > MOST_CHARACTERS) return { why: 'its diff is larger than any fix' };
  let patches: StructuredPatch[];
  try {
    patches = parsePatch(diff).filter(({ hunks }) => hunks.length > 0);
  } catch (error) {
    // parsePatch throws plain errors for a broken diff, which a bug-finder may well write.
    return { why: `it is no unified diff: ${oneLine((error as Error).message).slice(0, 200)}` };
  }
  const [patch] = patches;
  if (patches.length !== 1 || patch === undefined)
    return { why: `its diff changes ${patches.length} files, not one` };
  const named = [patch.oldFileName, patch.newFileName].filter((name) => name !== undefined);
  if (named.some((name) => pathOf(name) !== file)) return { why: `its diff is not one of ${file}` };
  const applied = applyPatch(text, patch, { autoConvertLineEndings: true });
  return applied === false ? { why: 'its diff does not fit the file' } : { text: applied };
}

/** A name in the head of a diff, without the prefix of git or the folder of the task. */
function pathOf(name: string): string {
  return name.replace(/^[ab]\//u, '').replace(/^tasks\/t-[0-9a-f]{12}\//u, '');
}
