import { applyEdits, groupBy, type Edit, type Mutant } from '@bebug/core';
import type ts from 'typescript';
import { cellCopy } from './cell-copy.ts';
import type { Cell } from './cell.ts';
import type { NativeDiagnostic } from './native-session.ts';
import { COPY_NAME, hasNew, isSaidOnce } from './new-to-native.ts';

/** A mutant that leaves everything outside of its cell's body as it is. */
export interface CellMutant {
  readonly mutant: Mutant;
  readonly cell: Cell;
  /** The mutated body, braces included. */
  readonly body: string;
}

interface Copy {
  readonly cell: Cell;
  /** `null`: the clean body, which tells whether a copy means the same at all. */
  readonly mutant: Mutant | null;
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
  readonly places: readonly Place[];
}

/**
 * Put a copy of its cell for every mutant into `file`: arrow functions at the head of the cell's own body, whose statements move
 * into a block behind them. So nothing outside of the body can see the copies, and no copy what another one declares.
 */
export function makeSchema(file: ts.SourceFile, mutants: readonly CellMutant[]): Schema {
  let number = 0;
  const edits: (Edit & { readonly copies: readonly Copy[] })[] = [];
  for (const [cell, own] of groupBy(mutants, (one) => one.cell)) {
    const name = (): string => `${COPY_NAME}${number++}`;
    const start = cell.body.getStart(file) + 1;
    const clean = file.text.slice(start - 1, cell.body.end);
    const copies: Copy[] = [
      { cell, mutant: null, text: cellCopy(file, cell, name(), clean) },
      ...own.map(({ mutant, body }) => ({ cell, mutant, text: cellCopy(file, cell, name(), body) })),
    ];
    const text = `\n${copies.map((copy) => copy.text).join('')}{`;
    edits.push(
      { start, end: start, text, copies },
      { start: cell.body.end - 1, end: cell.body.end - 1, text: '}', copies: [] },
    );
  }
  edits.sort((a, b) => a.start - b.start);
  const places: Place[] = [];
  let shift = 0;
  for (const { start, text, copies } of edits) {
    let position = start + shift + 1;
    for (const copy of copies) {
      places.push({ copy, start: position, end: position + copy.text.length });
      position += copy.text.length;
    }
    shift += text.length;
  }
  return { text: applyEdits(file.text, edits), places };
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
  const ofPlace = groupBy(said, ({ pos }) => places.find(({ start, end }) => start <= pos && pos < end));
  const outside = ofPlace.get(undefined) ?? [];
  // What is said of the rest of the file must be what is always said of it: no more, and no less.
  if (said.some(isSaidOnce) || hasNew(clean, outside) || hasNew(outside, clean)) return verdicts;
  for (const [cell, own] of groupBy(places, ({ copy }) => copy.cell)) {
    const before = clean.filter(({ pos }) => cell.getStart(file) <= pos && pos < cell.end);
    const isNew = (place: Place): boolean => hasNew(before, ofPlace.get(place) ?? []);
    if (own.some((place) => place.copy.mutant === null && isNew(place))) continue;
    for (const place of own) if (place.copy.mutant) verdicts.set(place.copy.mutant, isNew(place));
  }
  return verdicts;
}
