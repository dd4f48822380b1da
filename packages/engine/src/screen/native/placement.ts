import { editedRange, type Mutant } from '@bebug/core';
import { boundNames } from '@bebug/operators/kit';
import ts from 'typescript';
import type { Project } from '../../2-open-project.ts';
import { bodyFacts, type BodyFacts } from './body-facts.ts';
import { bodyText, Cells, isGenerator, type Cell } from './cell.ts';
import { isCopyable } from './cell-copy.ts';
import { declaredName, NameGraph } from './name-graph.ts';
import { outerNames } from './outer-names.ts';

/** How far the types that a mutant changes may reach, and so how it can be checked. */
export type Placement =
  /** Not beyond the cell, in which copies with other bodies can stand side by side. */
  | {
      readonly reach: 'cell';
      readonly cell: Cell;
      readonly body: string;
      readonly isCopyable: boolean;
      /** What is said of a copy counts only while its type is the clean one's. */
      readonly mayNeedItself: boolean;
    }
  /** To every file that may depend on its own. */
  | { readonly reach: 'project' }
  /** Not known. */
  | { readonly reach: 'unknown' };

const UNKNOWN: Placement = { reach: 'unknown' };
const PROJECT: Placement = { reach: 'project' };

interface CellFacts {
  readonly clean: BodyFacts;
  readonly outer: ReadonlySet<string>;
  readonly isCopyable: boolean;
}

/** Places mutants of one project; what it finds out about clean functions it keeps. */
export class Placer {
  readonly #project: Project;
  readonly #hasUnusedChecks: boolean;
  readonly #names: NameGraph;
  readonly #cells: Cells;
  readonly #facts = new Map<Cell, CellFacts>();

  constructor(project: Project) {
    this.#project = project;
    this.#names = new NameGraph(project);
    this.#cells = new Cells(project);
    const { noUnusedLocals, noUnusedParameters } = project.program.getCompilerOptions();
    this.#hasUnusedChecks = noUnusedLocals === true || noUnusedParameters === true;
  }

  place({ file: path, edits }: Mutant): Placement {
    const file = this.#project.sourceFile(path);
    if (touchesModules(file, edits)) return UNKNOWN;
    // A use that comes or goes in one function is seen at a declaration anywhere in the file.
    const cell = this.#hasUnusedChecks ? null : this.#cells.around(file, edits);
    if (!cell) return PROJECT;
    const { clean, outer, isCopyable: canBeCopied } = this.#factsOf(file, cell);
    const body = bodyText(file, cell, edits);
    const mutated = bodyFacts(cell, body);
    if (!mutated.parses) return UNKNOWN;
    if (clean.hasImport || mutated.hasImport) return PROJECT;
    if (captured(clean, outer) !== captured(mutated, outer)) return PROJECT;
    const copyable =
      canBeCopied &&
      !clean.hasVar &&
      !mutated.hasVar &&
      !(isGenerator(cell.node) && (clean.hasThis || mutated.hasThis)) &&
      !(ts.isVariableDeclaration(cell.node) && speaksOfItself(cell.node, mutated));
    const mayNeedItself = cell.isOpen && this.#mayNeedItself(cell, mutated);
    // Nothing has to be known to infer the type of what gives no result.
    if (cell.isOpen && !(copyable && !(mayNeedItself && mutated.hasResult) && this.#isQuiet(path)))
      return PROJECT;
    return { reach: 'cell', cell, body, isCopyable: copyable, mayNeedItself };
  }

  #factsOf(file: ts.SourceFile, cell: Cell): CellFacts {
    let facts = this.#facts.get(cell);
    if (!facts) {
      const clean = bodyFacts(cell, bodyText(file, cell, []));
      facts = { clean, outer: outerNames(cell.node), isCopyable: isCopyable(file, cell) };
      this.#facts.set(cell, facts);
    }
    return facts;
  }

  /** Whether the cell's own type may be needed to understand its body: then a copy, which knows the clean one, may mean something else. */
  #mayNeedItself({ node }: Cell, { names }: BodyFacts): boolean {
    const leading = this.#names.leadingTo(declaredName(node));
    return [...names].some((name) => leading.has(name));
  }

  /** Nothing is said of clean code that might quote an inferred type in other words. */
  #isQuiet(path: string): boolean {
    return this.#project.dependants(path).every((file) => this.#project.baseline(file).length === 0);
  }
}

/** A copy stands behind the variable's statement, and so may use what the variable itself may not use yet. */
function speaksOfItself(node: ts.VariableDeclaration, { names }: BodyFacts): boolean {
  return (node.parent as ts.VariableDeclarationList).declarations.some((one) =>
    boundNames(one.name).some((name) => names.has(name)),
  );
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
