import { editedRange, type Mutant } from '@bebug/core';
import ts from 'typescript';
import type { Project } from '../../2-open-project.ts';
import { bodyFacts, type BodyFacts } from './body-facts.ts';
import { bodyText, cellAround, type Cell } from './cell.ts';
import { isCopyable } from './cell-copy.ts';
import { outerNames } from './outer-names.ts';

/** How far the types that a mutant changes may reach, and so how it can be checked. */
export type Placement =
  /** Not beyond the cell, in which copies with other bodies can stand side by side. */
  | { readonly reach: 'cell'; readonly cell: Cell; readonly body: string; readonly isCopyable: boolean }
  /** To every file that may depend on its own. */
  | { readonly reach: 'project' }
  /** Not known. */
  | { readonly reach: 'unknown' };

const UNKNOWN: Placement = { reach: 'unknown' };
const PROJECT: Placement = { reach: 'project' };

interface CellFacts extends BodyFacts {
  readonly outer: ReadonlySet<string>;
}

/** Places mutants of one project; what it finds out about clean functions it keeps. */
export class Placer {
  readonly #project: Project;
  readonly #hasUnusedChecks: boolean;
  readonly #cells = new WeakMap<Cell, CellFacts>();

  constructor(project: Project) {
    this.#project = project;
    const { noUnusedLocals, noUnusedParameters } = project.program.getCompilerOptions();
    this.#hasUnusedChecks = noUnusedLocals === true || noUnusedParameters === true;
  }

  place({ file: path, edits }: Mutant): Placement {
    const file = this.#project.sourceFile(path);
    if (touchesModules(file, edits)) return UNKNOWN;
    // A use that comes or goes in one function is seen at a declaration anywhere in the file.
    const cell = this.#hasUnusedChecks ? null : cellAround(file, edits);
    if (!cell) return PROJECT;
    const body = bodyText(file, cell, edits);
    const clean = this.#factsOf(file, cell);
    const mutated = bodyFacts(cell, body);
    if (!mutated.parses) return UNKNOWN;
    if (clean.hasImport || mutated.hasImport) return PROJECT;
    if (captured(clean, clean.outer) !== captured(mutated, clean.outer)) return PROJECT;
    return {
      reach: 'cell',
      cell,
      body,
      isCopyable: !clean.hasVar && !mutated.hasVar && isCopyable(file, cell),
    };
  }

  #factsOf(file: ts.SourceFile, cell: Cell): CellFacts {
    let facts = this.#cells.get(cell);
    if (!facts) {
      facts = { ...bodyFacts(cell, bodyText(file, cell, [])), outer: outerNames(cell) };
      this.#cells.set(cell, facts);
    }
    return facts;
  }
}

/** Where a captured variable is assigned decides how code outside may narrow it. */
function captured({ assigned }: BodyFacts, outer: ReadonlySet<string>): string {
  return assigned.filter((name) => outer.has(name)).join(' ');
}

const MODULE_WORDS = /\b(?:import|export|require|declare|module|namespace|global)\b/u;

/** What is imported and exported decides which files are there at all, and who depends on whom. */
function touchesModules(file: ts.SourceFile, edits: Mutant['edits']): boolean {
  if (edits.some(({ start, end, text }) => MODULE_WORDS.test(text + file.text.slice(start, end))))
    return true;
  const { start, end } = editedRange(edits);
  return file.statements.some(
    (statement) =>
      (ts.isImportDeclaration(statement) ||
        ts.isImportEqualsDeclaration(statement) ||
        ts.isExportDeclaration(statement) ||
        ts.isModuleDeclaration(statement)) &&
      statement.pos <= end &&
      start <= statement.end,
  );
}
