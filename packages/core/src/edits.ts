import { BebugError } from './errors.ts';

/** Replace `text[start, end)` by `text`; offsets are UTF-16 code units in the text before any edit. */
export interface Edit {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** Edits in ascending order; throws `internal` when one is out of range or two overlap. */
export function orderedEdits(edits: readonly Edit[], length: number): Edit[] {
  const ordered = [...edits].sort((a, b) => a.start - b.start || a.end - b.end);
  let previousEnd = 0;
  for (const edit of ordered) {
    if (edit.start < previousEnd || edit.end < edit.start || edit.end > length) {
      throw new BebugError(
        'internal',
        `The edit [${edit.start}, ${edit.end}) overlaps another or leaves the text.`,
      );
    }
    previousEnd = edit.end;
  }
  return ordered;
}

/** `text` with all `edits` applied at once. */
export function applyEdits(text: string, edits: readonly Edit[]): string {
  let result = '';
  let position = 0;
  for (const edit of orderedEdits(edits, text.length)) {
    result += text.slice(position, edit.start) + edit.text;
    position = edit.end;
  }
  return result + text.slice(position);
}

/** The edits that undo `edits`: offsets are in the edited text. */
export function invertEdits(text: string, edits: readonly Edit[]): Edit[] {
  let shift = 0;
  return orderedEdits(edits, text.length).map((edit) => {
    const start = edit.start + shift;
    shift += edit.text.length - (edit.end - edit.start);
    return { start, end: start + edit.text.length, text: text.slice(edit.start, edit.end) };
  });
}

/** The one edit that turns `before` into `after`, as short as its beginning and then its end allow. */
export function editBetween(before: string, after: string): Edit {
  const shorter = Math.min(before.length, after.length);
  let start = 0;
  while (start < shorter && before[start] === after[start]) start++;
  let same = 0;
  while (same < shorter - start && before.at(-1 - same) === after.at(-1 - same)) same++;
  return { start, end: before.length - same, text: after.slice(start, after.length - same) };
}

/** The smallest range of the text before the edits that holds all of them. */
export function editedRange(edits: readonly Edit[]): { start: number; end: number } {
  return {
    start: Math.min(...edits.map((edit) => edit.start)),
    end: Math.max(...edits.map((edit) => edit.end)),
  };
}
