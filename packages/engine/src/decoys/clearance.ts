import { LineMap, type Edit } from '@bebug/core';
import type { ProvedMutant } from '../5-examine.ts';

/**
 * True when decoy edits keep clear of a bug, by a whole line at least: of its edits, of its site and of every place where it may be
 * reported; and when they leave the names alone that its explanation uses.
 */
export function isClearOfBug(text: string, edits: readonly Edit[], { mutant }: ProvedMutant): boolean {
  const { site, regions, edits: bugEdits, explanation } = mutant.candidate;
  if (!isClear(text, edits, [site, ...regions, ...bugEdits])) return false;
  const said = Object.values(explanation).join(' ');
  const words = edits.map(({ start, end }) => text.slice(start, end));
  return !words.some((word) => /^[\w$]+$/u.test(word) && said.split(/[^\w$]+/u).includes(word));
}

/** No place of the one is on a line of the other, or on the next. */
export function isClear(text: string, some: readonly Place[], others: readonly Place[]): boolean {
  const lines = new LineMap(text);
  const first = ({ start }: Place): number => lines.position(start).line;
  const last = ({ end }: Place): number => lines.position(end).line;
  return some.every((one) =>
    others.every((other) => last(one) + 1 < first(other) || last(other) + 1 < first(one)),
  );
}

type Place = Pick<Edit, 'start' | 'end'>;

/** Names that edits bring into a text: two decoys must not bring the same. */
export function newNames(text: string, edits: readonly Edit[]): Set<string> {
  const known = new Set(text.match(/[\p{L}_$][\p{L}\d_$]*/gu));
  const written = edits.flatMap((edit) => edit.text.match(/[\p{L}_$][\p{L}\d_$]*/gu) ?? []);
  return new Set(written.filter((word) => !known.has(word)));
}
