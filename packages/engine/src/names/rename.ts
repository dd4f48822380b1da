import type { Edit } from '@bebug/core';
import { namesByText } from '@bebug/operators/kit';
import ts from 'typescript';
import { referencesOf, type Reference } from './references.ts';

/** Edits that give `symbol` another name wherever `file` names it; what others see (properties, exports, imports) stays. */
export function renameEdits(
  symbol: ts.Symbol,
  name: string,
  file: ts.SourceFile,
  checker: ts.TypeChecker,
): Edit[] {
  return referencesOf(symbol, file, checker).map((reference) => ({
    start: reference.name.getStart(file),
    end: reference.name.end,
    text: written(reference, name),
  }));
}

/** The first of `candidates` that the file does not hold as a name or a word of any kind: nothing can be shadowed by it. */
export function unusedName(candidates: Iterable<string>, file: ts.SourceFile): string | null {
  const taken = namesByText(file);
  for (const name of candidates) if (!taken.has(name) && !isReserved(name)) return name;
  return null;
}

function written({ name, shorthand }: Reference, renamed: string): string {
  const { parent } = name;
  if (shorthand) return `${name.text}: ${renamed}`;
  if (ts.isImportSpecifier(parent) && parent.propertyName === undefined) return `${name.text} as ${renamed}`;
  if (ts.isExportSpecifier(parent) && parent.propertyName === undefined) return `${renamed} as ${name.text}`;
  return renamed;
}

/** Words of the language, and names of its global objects that a local must not hide. */
function isReserved(name: string): boolean {
  if (name.startsWith('#')) return name === '#constructor';
  const scanner = ts.createScanner(ts.ScriptTarget.ESNext, true, ts.LanguageVariant.Standard, name);
  return scanner.scan() !== ts.SyntaxKind.Identifier || name in globalThis || GLOBALS.has(name);
}

/** Names that a browser, a test runner or a script gives its code, and `undefined` names of types. */
const GLOBALS: ReadonlySet<string> = new Set(
  'arguments eval name event status length top parent self origin location history document window screen closed print find stop open close focus blur scroll require module exports describe test expect it undefined of as from async get set type'.split(
    ' ',
  ),
);
