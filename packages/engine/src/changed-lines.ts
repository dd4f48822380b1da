import { applyEdits, type Edit } from '@bebug/core';

/** Lines around a change that a diff shows. */
const CONTEXT = 3;

/** Some lines in the place of others; numbers count from 0. */
interface Change {
  readonly at: number;
  readonly removed: readonly string[];
  readonly added: readonly string[];
}

/** A unified diff between `before` and what `edits` make of it, whole lines, with three lines around each change. */
export function unifiedDiff(path: string, before: string, edits: readonly Edit[]): string {
  const lines = linesOf(before);
  const hunks = hunksOf(before, edits).map(({ changes, shift }) => {
    const first = Math.max(0, changes[0]!.at - CONTEXT);
    const last = changes.at(-1)!;
    const end = Math.min(lines.length, last.at + last.removed.length + CONTEXT);
    const body: string[] = [];
    let line = first;
    for (const { at, removed, added } of changes) {
      body.push(...lines.slice(line, at).map((text) => ` ${text}`));
      body.push(...removed.map((text) => `-${text}`), ...added.map((text) => `+${text}`));
      line = at + removed.length;
    }
    body.push(...lines.slice(line, end).map((text) => ` ${text}`));
    const growth = changes.reduce((sum, { removed, added }) => sum + added.length - removed.length, 0);
    const head = `@@ -${range(first, end - first)} +${range(first + shift, end - first + growth)} @@\n`;
    return (
      head +
      body.map((text) => (text.endsWith('\n') ? text : `${text}\n\\ No newline at end of file\n`)).join('')
    );
  });
  return `--- a/${path}\n+++ b/${path}\n${hunks.join('')}`;
}

/** How many places of a diff `edits` make: changes that are further apart than what is shown around them. */
export function hunkCount(before: string, edits: readonly Edit[]): number {
  return hunksOf(before, edits).length;
}

function range(start: number, length: number): string {
  return `${length === 0 ? start : start + 1}${length === 1 ? '' : `,${length}`}`;
}

/** `shift`: lines that the hunks before have added. */
function hunksOf(before: string, edits: readonly Edit[]): { changes: Change[]; shift: number }[] {
  const hunks: { changes: Change[]; shift: number }[] = [];
  let shift = 0;
  for (const change of changesOf(before, edits)) {
    const last = hunks.at(-1)?.changes.at(-1);
    if (last && change.at - (last.at + last.removed.length) <= 2 * CONTEXT)
      hunks.at(-1)!.changes.push(change);
    else hunks.push({ changes: [change], shift });
    shift += change.added.length - change.removed.length;
  }
  return hunks;
}

/** Edits that share a line make one change; lines that stay at its ends are no part of it. */
function changesOf(before: string, edits: readonly Edit[]): Change[] {
  const ordered = [...edits].sort((a, b) => a.start - b.start || a.end - b.end);
  const groups: { start: number; end: number; edits: Edit[] }[] = [];
  for (const edit of ordered) {
    const start = before.lastIndexOf('\n', edit.start - 1) + 1;
    const lineEnd = before.indexOf('\n', edit.end);
    const end = lineEnd < 0 ? before.length : lineEnd + 1;
    const last = groups.at(-1);
    if (last && start < last.end) {
      last.end = Math.max(last.end, end);
      last.edits.push(edit);
    } else groups.push({ start, end, edits: [edit] });
  }
  return groups.flatMap((group) => {
    const inside = group.edits.map(({ start, end, text }) => ({
      start: start - group.start,
      end: end - group.start,
      text,
    }));
    const removed = linesOf(before.slice(group.start, group.end));
    const added = linesOf(applyEdits(before.slice(group.start, group.end), inside));
    const same = (a: string | undefined, b: string | undefined): boolean => a !== undefined && a === b;
    let skip = 0;
    while (same(removed[skip], added[skip])) skip++;
    let end = 0;
    while (
      end < Math.min(removed.length, added.length) - skip &&
      same(removed.at(-1 - end), added.at(-1 - end))
    )
      end++;
    const change = {
      at: linesOf(before.slice(0, group.start)).length + skip,
      removed: removed.slice(skip, removed.length - end),
      added: added.slice(skip, added.length - end),
    };
    return change.removed.length + change.added.length === 0 ? [] : [change];
  });
}

/** Lines with their line feeds. */
function linesOf(text: string): string[] {
  return text.match(/[^\n]*\n|[^\n]+$/gu) ?? [];
}
