import { applyEdits, firstPlace, groupBy, type Edit, type Mutant } from '@bebug/core';
import type ts from 'typescript';
import { cellCopy, copySite, sameType, typeComparison } from './cell-copy.ts';
import type { Cell } from './cell.ts';
import type { NativeDiagnostic } from './native-session.ts';
import { COPY_NAME, hasNew, isSaidOnce } from './new-to-native.ts';

/** A mutant that leaves everything outside of its cell's body as it is. */
export interface CellMutant {
  readonly mutant: Mutant;
  readonly cell: Cell;
  /** The mutated body: braces included, if it has them. */
  readonly body: string;
  /** What is said of a copy counts only while its type is the clean one's. */
  readonly mayNeedItself: boolean;
}

interface Copy {
  readonly cell: Cell;
  /** `null`: the clean body, which tells whether a copy means the same at all. */
  readonly mutant: Mutant | null;
  /** The copy itself, or the question whether its type is the clean one's: without which silence, or anything, is uncertain. */
  readonly part: 'code' | 'type, for silence' | 'type, for anything';
  readonly text: string;
}

/** One copy in the text; `end` exclusive. */
interface Place {
  readonly copy: Copy;
  readonly start: number;
  readonly end: number;
}

/** A file in which every cell has its mutants beside it, to be checked once for all of them. */
export interface Schema {
  readonly text: string;
  /** In ascending order. */
  readonly places: readonly Place[];
}

/** An edit of the clean text; the copies are its text but for `before` at its head. */
interface CopyEdit extends Edit {
  readonly before: string;
  readonly copies: readonly Copy[];
}

/**
 * Put a copy of its cell for every mutant into `file`. Those of a function are arrow functions at the head of the cell's own body, whose statements
 * move into a block behind them: so nothing outside of the body can see them, and no copy what another one declares. Those of a variable of the module stand behind it.
 */
export function makeSchema(file: ts.SourceFile, mutants: readonly CellMutant[]): Schema {
  let number = 0;
  const opening: CopyEdit[] = [];
  const closing: CopyEdit[] = [];
  // Of two cells that end in one place, the inner one, which starts later, is closed first.
  const cells = [...groupBy(mutants, (one) => one.cell)].sort(([a], [b]) => b.body.pos - a.body.pos);
  for (const [cell, own] of cells) {
    const clean = `${COPY_NAME}${number++}`;
    const body = file.text.slice(cell.body.getStart(file), cell.body.end);
    const original = cellCopy(file, cell, clean, body) + (cell.isOpen ? typeComparison(clean) : '');
    const copies: Copy[] = [{ cell, mutant: null, part: 'code', text: original }];
    for (const one of own) {
      const name = `${COPY_NAME}${number++}`;
      copies.push({ cell, mutant: one.mutant, part: 'code', text: cellCopy(file, cell, name, one.body) });
      if (cell.isOpen)
        copies.push({
          ...{ cell, mutant: one.mutant, text: sameType(name, clean) },
          part: one.mayNeedItself ? 'type, for anything' : 'type, for silence',
        });
    }
    const { start, before, after, close } = copySite(file, cell);
    const text = `${before}${copies.map((copy) => copy.text).join('')}${after}`;
    opening.push({ start, end: start, text, before, copies });
    if (close) closing.push({ ...close, end: close.start, before: '', copies: [] });
  }
  const edits = [...closing, ...opening].sort((a, b) => a.start - b.start);
  return { text: applyEdits(file.text, edits), places: placesOf(edits) };
}

function placesOf(edits: readonly CopyEdit[]): Place[] {
  const places: Place[] = [];
  let shift = 0;
  for (const { start, text, before, copies } of edits) {
    let position = start + shift + before.length;
    for (const copy of copies) {
      places.push({ copy, start: position, end: position + copy.text.length });
      position += copy.text.length;
    }
    shift += text.length;
  }
  return places;
}

/**
 * What `said` of a schema tells of its mutants: `true` when there is something new about one. Mutants of which it tells nothing are left out.
 * @param clean what is said of the clean file
 */
export function readSchema(
  file: ts.SourceFile,
  { places }: Schema,
  clean: readonly NativeDiagnostic[],
  said: readonly NativeDiagnostic[],
): Map<Mutant, boolean> {
  const verdicts = new Map<Mutant, boolean>();
  const ofPlace = groupBy(said, ({ pos }) => placeAt(places, pos));
  const outside = ofPlace.get(undefined) ?? [];
  // What is said of the rest of the file must be what is always said of it: no more, and no less.
  if (said.some(isSaidOnce) || hasNew(clean, outside) || hasNew(outside, clean)) return verdicts;
  for (const [cell, own] of groupBy(places, ({ copy }) => copy.cell)) {
    const before = clean.filter(({ pos }) => cell.node.getStart(file) <= pos && pos < cell.node.end);
    const isNew = (place: Place): boolean => hasNew(before, ofPlace.get(place) ?? []);
    if (own.some((place) => place.copy.mutant === null && isNew(place))) continue;
    for (const place of own)
      if (place.copy.part === 'code' && place.copy.mutant) verdicts.set(place.copy.mutant, isNew(place));
    for (const place of own) {
      const { part, mutant } = place.copy;
      if (part === 'code' || !mutant || !ofPlace.has(place)) continue;
      if (part === 'type, for anything' || verdicts.get(mutant) === false) verdicts.delete(mutant);
    }
  }
  return verdicts;
}

/** Places do not overlap, and are in ascending order. */
function placeAt(places: readonly Place[], position: number): Place | undefined {
  const place = places[firstPlace(places, ({ end }) => position < end)];
  return place && place.start <= position ? place : undefined;
}
