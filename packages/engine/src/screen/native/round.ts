import { applyEdits, groupBy, type Mutant } from '@bebug/core';
import type { Project } from '../../2-open-project.ts';
import type { Cell } from './cell.ts';
import type { NativeDiagnostic } from './native-session.ts';
import { hasNew, isSaidOnce } from './new-to-native.ts';

/** A mutant that is checked in its place. */
export interface InPlace {
  readonly mutant: Mutant;
  /** What it changes ends here; `null`: it may reach every dependant of its file. */
  readonly cell: Cell | null;
  /** It was asked for next to others in its file, and that told nothing. */
  readonly isAlone: boolean;
}

/** Mutants in the same files at the same time, none of which can change what is said of another. */
export class Round {
  readonly #project: Project;
  readonly #mutants: InPlace[] = [];
  /** Files that are looked at for the sake of one mutant alone. */
  readonly #taken = new Set<string>();
  readonly #cells = new Map<string, Cell[]>();

  constructor(project: Project) {
    this.#project = project;
  }

  get mutants(): readonly InPlace[] {
    return this.#mutants;
  }

  /** Add it unless it could meddle with one that is here. */
  admit(one: InPlace): boolean {
    const { mutant, cell } = one;
    const isShared = cell !== null && !one.isAlone && this.#project.baseline(mutant.file).length === 0;
    if (isShared) {
      const others = this.#cells.get(mutant.file) ?? [];
      if (this.#taken.has(mutant.file) || others.some((other) => overlap(cell, other))) return false;
      this.#cells.set(mutant.file, [...others, cell]);
    } else {
      const reached = this.#reached(one);
      if (reached.some((path) => this.#taken.has(path) || this.#cells.has(path))) return false;
      for (const path of reached) this.#taken.add(path);
    }
    this.#mutants.push(one);
    return true;
  }

  /** Path → text with all mutants of the round in it. */
  texts(): Map<string, string> {
    const byFile = groupBy(this.#mutants, ({ mutant }) => mutant.file);
    return new Map(
      [...byFile].map(([path, own]) => [
        path,
        applyEdits(
          this.#project.text(path),
          own.flatMap(({ mutant }) => mutant.edits),
        ),
      ]),
    );
  }

  /** Files with mutants: what is new there decides at once. */
  files(): string[] {
    return [...new Set(this.#mutants.map(({ mutant }) => mutant.file))];
  }

  /** Files that decide where nothing is new in a mutant's own. */
  furtherFiles(clean: Clean, said: Said): string[] {
    const open = this.#mutants.filter(
      ({ mutant: { file }, cell }) => !cell && !hasNew(clean(file), said.get(file)!),
    );
    return [...new Set(open.flatMap((one) => this.#reached(one)))].filter((path) => !said.has(path));
  }

  /** As `readSchema`; whoever is left out has to be asked again, alone. */
  read(clean: Clean, said: Said): Map<Mutant, boolean> {
    const isNew = (path: string): boolean => hasNew(clean(path), said.get(path) ?? []);
    const verdicts = new Map<Mutant, boolean>();
    for (const [path, own] of groupBy(this.#mutants, ({ mutant }) => mutant.file)) {
      const [first] = own;
      if (own.length === 1 && first) verdicts.set(first.mutant, this.#reached(first).some(isNew));
      else
        for (const [mutant, isFlagged] of readShared(own, said.get(path)!)) verdicts.set(mutant, isFlagged);
    }
    return verdicts;
  }

  /** Files in which it can be seen, its own first. */
  #reached({ mutant: { file }, cell }: InPlace): readonly string[] {
    return cell ? [file] : [file, ...this.#project.dependants(file).filter((path) => path !== file)];
  }
}

/** Path → what is said of the clean file. */
type Clean = (path: string) => readonly NativeDiagnostic[];
type Said = ReadonlyMap<string, readonly NativeDiagnostic[]>;

/**
 * Of several in one file, of which nothing is said when it is clean: what stands in a mutant's own cell is about that mutant, since no other one is seen
 * there. Silence is certain only when nothing is said elsewhere.
 */
function readShared(own: readonly InPlace[], said: readonly NativeDiagnostic[]): Map<Mutant, boolean> {
  const verdicts = new Map<Mutant, boolean>();
  if (said.some(isSaidOnce)) return verdicts;
  const edits = own.flatMap(({ mutant }) => mutant.edits);
  const moved = (offset: number): number =>
    edits.reduce(
      (sum, { start, end, text }) => (end <= offset ? sum + text.length - (end - start) : sum),
      offset,
    );
  const places = own.map(({ mutant, cell }) => ({
    mutant,
    start: moved(cell!.node.pos),
    end: moved(cell!.node.end),
  }));
  const left = new Set(said);
  for (const { mutant, start, end } of places) {
    const mine = said.filter(({ pos }) => start <= pos && pos < end);
    for (const one of mine) left.delete(one);
    if (mine.length > 0) verdicts.set(mutant, true);
  }
  if (left.size === 0)
    for (const { mutant } of places) if (!verdicts.has(mutant)) verdicts.set(mutant, false);
  return verdicts;
}

function overlap({ node: a }: Cell, { node: b }: Cell): boolean {
  return a.pos < b.end && b.pos < a.end;
}
