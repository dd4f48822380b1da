import type { Edit } from '@bebug/core';
import type { Stretch } from '@bebug/operators';

/** Where a stretch stands once `edits`, none of which cuts into its ends, are made. Text inserted at its ends belongs to it. */
export function carry(edits: readonly Edit[], { start, end }: Stretch): { start: number; end: number } {
  return { start: carryStart(edits, start), end: carryEnd(edits, end) };
}

export function carryStart(edits: readonly Edit[], offset: number): number {
  return offset + shiftOf(edits.filter((edit) => edit.end <= offset && edit.start < offset));
}

function carryEnd(edits: readonly Edit[], offset: number): number {
  return offset + shiftOf(edits.filter((edit) => edit.end <= offset));
}

/** Edits of one text as edits of the text that others have changed elsewhere. */
export function carryEdits(others: readonly Edit[], edits: readonly Edit[]): Edit[] {
  return edits.map((edit) => ({ ...carry(others, edit), text: edit.text }));
}

function shiftOf(edits: readonly Edit[]): number {
  return edits.reduce((sum, edit) => sum + edit.text.length - (edit.end - edit.start), 0);
}
