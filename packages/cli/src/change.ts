import { applyEdits } from '@bebug/core';
import type { Candidate } from '@bebug/engine';

const LONGEST = 24;
/** A change of fewer characters is shown with what stands around it. */
const SHORT = 4;
const AROUND = 8;

/** What a mutant changes, in a few characters: `a < b ⇒ a <= b`. */
export function changeOf({ site, edits }: Pick<Candidate, 'site' | 'edits'>, cleanText: string): string {
  const isShort = site.end - site.start < SHORT;
  const lineStart = cleanText.lastIndexOf('\n', site.start - 1) + 1;
  const lineEnd = (cleanText.indexOf('\n', site.end) + cleanText.length + 1) % (cleanText.length + 1);
  const start = isShort
    ? wordStart(cleanText, Math.max(lineStart, site.start - AROUND), site.start)
    : site.start;
  const end = isShort ? wordEnd(cleanText, Math.min(lineEnd, site.end + AROUND), site.end) : site.end;
  const inside = edits
    .filter((edit) => edit.start >= start && edit.end <= end)
    .map((edit) => ({ ...edit, start: edit.start - start, end: edit.end - start }));
  const before = cleanText.slice(start, end);
  return `${brief(before)} ⇒ ${brief(applyEdits(before, inside))}`;
}

/** The first offset from `offset` up to `last` that is not within a word. */
function wordStart(text: string, offset: number, last: number): number {
  let start = offset;
  while (start < last && isWithinWord(text, start)) start++;
  return start;
}

function wordEnd(text: string, offset: number, first: number): number {
  let end = offset;
  while (end > first && isWithinWord(text, end)) end--;
  return end;
}

function isWithinWord(text: string, offset: number): boolean {
  return /^[\w$]{2}$/u.test(text.slice(Math.max(0, offset - 1), offset + 1));
}

function brief(text: string): string {
  const line = text.trim().replaceAll(/\s+/gu, ' ');
  return line.length <= LONGEST ? line : `${line.slice(0, LONGEST - 1)}…`;
}
