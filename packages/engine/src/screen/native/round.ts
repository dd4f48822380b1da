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

  /** Files whose diagnostics decide, in the order in which they are asked for. */
  files(): string[] {
    return [...new Set(this.#mutants.flatMap((one) => this.#reached(one)))];
  }

  /** As `readSchema`; whoever is left out has to be asked again, alone. */
  read(
    clean: (path: string) => readonly NativeDiagnostic[],
    said: ReadonlyMap<string, readonly NativeDiagnostic[]>,
  ): Map<Mutant, boolean> {
    const isNew = (path: string): boolean => hasNew(clean(path), said.get(path)!);
    const verdicts = new Map<Mutant, boolean>();
    for (const [path, own] of groupBy(this.#mutants, ({ mutant }) => mutant.file)) {
      const [first] = own;
      if (own.length === 1 && first) verdicts.set(first.mutant, this.#reached(first).some(isNew));
      // Of several, only silence is certain: it is the silence of each. (Clean code with diagnostics of its own is never shared.)
      else if (!isNew(path) && !said.get(path)!.some(isSaidOnce))
        for (const { mutant } of own) verdicts.set(mutant, false);
    }
    return verdicts;
  }

  /** Files in which it can be seen. */
  #reached({ mutant, cell }: InPlace): readonly string[] {
    return cell ? [mutant.file] : this.#project.dependants(mutant.file);
  }
}

function overlap(a: Cell, b: Cell): boolean {
  return a.pos < b.end && b.pos < a.end;
}
