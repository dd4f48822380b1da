import { compareText } from '@bebug/core';
import ts from 'typescript';

/** A declaration of a module by the name under which the sandbox finds it. */
export interface NamedSymbol {
  readonly name: string;
  readonly symbol: ts.Symbol;
}

/** What `file` exports of its own declarations, each once, in the order of the text. */
export function exportedSymbols(checker: ts.TypeChecker, file: ts.SourceFile): NamedSymbol[] {
  return allExports(checker, file)
    .filter(({ symbol }) => symbol.valueDeclaration?.getSourceFile() === file)
    .filter(
      ({ symbol }, index, all) =>
        all.findIndex((other) => other.symbol.valueDeclaration === symbol.valueDeclaration) === index,
    )
    .sort((a, b) => a.symbol.valueDeclaration!.pos - b.symbol.valueDeclaration!.pos);
}

/** What `file` exports and other files of the project declare, in the order of the names. */
export function passedOnSymbols(checker: ts.TypeChecker, file: ts.SourceFile): NamedSymbol[] {
  return allExports(checker, file)
    .filter(({ symbol: { valueDeclaration: declaration } }) => {
      const home = declaration?.getSourceFile();
      return home !== undefined && home !== file && !home.isDeclarationFile;
    })
    .sort((a, b) => compareText(a.name, b.name));
}

function allExports(checker: ts.TypeChecker, file: ts.SourceFile): NamedSymbol[] {
  const module = checker.getSymbolAtLocation(file) ?? (file as ts.SourceFile & { symbol?: ts.Symbol }).symbol;
  return module ? exportsOf(checker, module) : [];
}

/** Top-level declarations of `file` that it does not export, in the order of the text. */
export function internalSymbols(
  checker: ts.TypeChecker,
  file: ts.SourceFile,
  exported: readonly NamedSymbol[],
): NamedSymbol[] {
  const known = new Set(exported.map(({ symbol }) => symbol.valueDeclaration));
  const names = file.statements.flatMap((statement) => {
    if (ts.isFunctionDeclaration(statement) || ts.isClassDeclaration(statement)) return statement.name ?? [];
    if (!ts.isVariableStatement(statement)) return [];
    return statement.declarationList.declarations.flatMap(({ name }) => (ts.isIdentifier(name) ? name : []));
  });
  return names.flatMap((name) => {
    const symbol = checker.getSymbolAtLocation(name);
    return symbol?.valueDeclaration && !known.has(symbol.valueDeclaration) ? { name: name.text, symbol } : [];
  });
}

/** Exports by name. A CommonJS module is what it assigns to `module.exports`: that value itself, and its members. */
function exportsOf(checker: ts.TypeChecker, module: ts.Symbol): NamedSymbol[] {
  const whole = module.exports?.get(ts.InternalSymbolName.ExportEquals);
  const named = checker
    .getExportsOfModule(module)
    .filter((symbol) => !(symbol.flags & ts.SymbolFlags.Prototype) && !isTypeOnly(symbol));
  if (!whole) return named.map((symbol) => ({ name: symbol.name, symbol: aliased(checker, symbol) }));
  const value = aliased(checker, whole);
  const place = value.valueDeclaration ?? module.valueDeclaration;
  const members = place ? checker.getPropertiesOfType(checker.getTypeOfSymbolAtLocation(value, place)) : [];
  const all = new Map([...named, ...members].map((symbol) => [symbol.name, aliased(checker, symbol)]));
  all.delete('prototype');
  return [
    { name: 'module.exports', symbol: value },
    ...[...all].map(([name, symbol]) => ({ name, symbol })),
  ].filter(({ name }) => !name.startsWith('__@'));
}

/** `export type { Job }`: nobody gets the class itself by it. */
function isTypeOnly({ declarations = [] }: ts.Symbol): boolean {
  return declarations.length > 0 && declarations.every(ts.isTypeOnlyExportDeclaration);
}

/** Exported for the package's own modules: the documentation says `@private` or `@internal`. */
export function isDocumentedPrivate(symbol: ts.Symbol, checker: ts.TypeChecker): boolean {
  return symbol.getJsDocTags(checker).some(({ name }) => name === 'private' || name === 'internal');
}

/** What an import or a re-export stands for; any other symbol is itself. */
export function aliased(checker: ts.TypeChecker, symbol: ts.Symbol): ts.Symbol {
  return symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol;
}
