import type { Project } from '@bebug/engine';
import ts from 'typescript';
import { aliased, passedOnSymbols } from './callable-symbols.ts';
import { importedNames } from './imported-names.ts';
import { namesAround, referrers } from './reach.ts';

/** A module from which some declaration of another one is reached. */
export interface Importer {
  readonly file: string;
  /** Its top-level declarations by how many references, within it, they are away from what it imports. */
  readonly distances: ReadonlyMap<string, number>;
}

/**
 * Modules of the project that come, through imports, to the declarations `names` of `file`; nearest first, and of those
 * equally near the one with the smaller path. What passes an import on without using it is among them: its exports can be called in turn.
 */
export function importersOf(project: Project, file: string, names: ReadonlySet<string>): Importer[] {
  const { checker } = project;
  const start = project.sourceFile(file);
  const reached = new Map<ts.SourceFile, ReadonlySet<string>>([[start, names]]);
  const isReached = (symbol: ts.Symbol): boolean => {
    const declaration = symbol.valueDeclaration;
    const wanted = declaration && reached.get(declaration.getSourceFile());
    return wanted
      ? namesAround(declaration.getSourceFile(), declaration).some((name) => wanted.has(name))
      : false;
  };
  const pending = new Map(
    project
      .dependants(file)
      .filter((path) => path !== file)
      .map((path) => [path, importsOf(checker, project.sourceFile(path))]),
  );
  const found: Importer[] = [];
  for (;;) {
    // Round by round: what is found in one is seen by the next.
    const round: [Importer, ts.SourceFile][] = [];
    for (const [path, imports] of pending) {
      const source = project.sourceFile(path);
      const used = imports.filter(({ symbols }) => symbols.some(isReached)).map(({ name }) => name);
      const distances = referrers(source, used);
      for (const name of used) distances.delete(name);
      const isBarrel =
        distances.size === 0 && passedOnSymbols(checker, source).some(({ symbol }) => isReached(symbol));
      if (distances.size > 0 || isBarrel) round.push([{ file: path, distances }, source]);
    }
    if (round.length === 0) return found;
    for (const [importer, source] of round) {
      pending.delete(importer.file);
      reached.set(source, new Set(importer.distances.keys()));
      found.push(importer);
    }
  }
}

interface Import {
  /** As the module calls it. */
  readonly name: string;
  /** What it may stand for: one declaration, or all exports of a module. */
  readonly symbols: readonly ts.Symbol[];
}

/** `import`s and `const … = require(…)` at the top of a module, aliases followed to the declaration. */
function importsOf(checker: ts.TypeChecker, file: ts.SourceFile): Import[] {
  return importedNames(file).flatMap(({ local: name }) => {
    const symbol = checker.getSymbolAtLocation(name);
    const target = symbol && followed(checker, symbol, name);
    return target ? [{ name: name.text, symbols: [target, ...exportsOf(checker, target)] }] : [];
  });
}

/** The declaration behind an import; a `require` that is no alias to the checker is what its type says. */
function followed(checker: ts.TypeChecker, symbol: ts.Symbol, place: ts.Node): ts.Symbol | undefined {
  if (symbol.flags & ts.SymbolFlags.Alias) return aliased(checker, symbol);
  return checker.getTypeAtLocation(place).symbol;
}

/** Of a module object, or of a CommonJS module's value: what is behind its members. */
function exportsOf(checker: ts.TypeChecker, symbol: ts.Symbol): ts.Symbol[] {
  const members = symbol.flags & ts.SymbolFlags.ValueModule ? checker.getExportsOfModule(symbol) : [];
  return members.map((member) => aliased(checker, member));
}
