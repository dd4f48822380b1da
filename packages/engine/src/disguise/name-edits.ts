import { keyedHex, orderedEdits, compareText, type Edit } from '@bebug/core';
import { namesByText } from '@bebug/operators/kit';
import ts from 'typescript';
import { referencesOf, unresolvedNames } from '../names/references.ts';
import { renameEdits, unusedName } from '../names/rename.ts';
import { disguisesOf } from '../names/synonyms.ts';
import type { Project } from '../2-open-project.ts';
import { commentEdits } from './comment-edits.ts';
import { renamableSymbols } from './renamable.ts';

/**
 * Edits that give a file's own names others, the same for all that are called alike, so that what shadowed what still does. A new
 * name is one that the file does not hold at all. Names inside comments go along where they are marked as code.
 */
export function nameEdits(project: Project, path: string, seed: number): Edit[] {
  const { checker } = project;
  const file = project.sourceFile(path);
  const hidden = unresolvedNames(file, checker);
  const said = stringsIn(file);
  const isSafe = (symbol: ts.Symbol): boolean =>
    !hidden.has(symbol.name) &&
    (!(symbol.flags & ts.SymbolFlags.Method) || isFollowed(symbol, project, path));
  const symbols = renamableSymbols(file, checker).filter(isSafe);
  const names = [...new Set(symbols.map(({ name }) => name))].sort(compareText);
  const renamed = new Map<string, string>();
  for (const name of names) {
    // A text that says the name may be a key by which it is looked up.
    if (name.length > 2 && said.has(name)) continue;
    const luck = (other: string): string => keyedHex(8, seed, 'name', name, other);
    const taken = new Set(renamed.values());
    const other = unusedName(
      disguisesOf(name, luck).filter((one) => !taken.has(one)),
      file,
    );
    if (other !== null) renamed.set(name, other);
  }
  const edits = symbols.flatMap((symbol) => {
    const other = renamed.get(symbol.name);
    return other === undefined ? [] : renameEdits(symbol, other, file, checker);
  });
  const changed = new Set<ts.Node>(
    symbols.flatMap((symbol) => referencesOf(symbol, file, checker).map(({ name }) => name)),
  );
  // A name that another thing keeps is not to be changed where a comment speaks of it.
  const everywhere = [...renamed].filter(([name]) =>
    namesByText(file)
      .get(name)!
      .every((one) => changed.has(one)),
  );
  return orderedEdits([...edits, ...commentEdits(file, new Map(everywhere))], file.text.length);
}

/** A private method is a property like any other to code that goes round the types: every such name must be its own. */
function isFollowed(symbol: ts.Symbol, project: Project, path: string): boolean {
  const file = project.sourceFile(path);
  // Nobody goes round `#count`.
  if (symbol.name.startsWith('#')) return true;
  const own = new Set<ts.Node>(referencesOf(symbol, file, project.checker).map(({ name }) => name));
  const isOwnAlone = namesByText(file)
    .get(symbol.name)!
    .every((name) => own.has(name) && !ts.isBindingElement(name.parent));
  return isOwnAlone && textsWith(symbol.name, project) === 1;
}

const wordCounts = new WeakMap<Project, ReadonlyMap<string, number>>();

/** How many texts of the project hold the word: all of them are read once, whatever the number of names. */
function textsWith(word: string, project: Project): number {
  let counts = wordCounts.get(project);
  if (!counts) wordCounts.set(project, (counts = countWords(project.corpus)));
  return counts.get(word) ?? 0;
}

function countWords({ sources, extras }: Project['corpus']): Map<string, number> {
  const counts = new Map<string, number>();
  for (const text of [...sources.values(), ...extras.values()]) {
    // `name$` holds the name `name$`, and may stand for `name`.
    const words = new Set([...(text.match(/[\w$]+/gu) ?? []), ...(text.match(/\w+/gu) ?? [])]);
    for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1);
  }
  return counts;
}

function stringsIn(file: ts.SourceFile): Set<string> {
  const found = new Set<string>();
  const visit = (node: ts.Node): void => {
    if (ts.isStringLiteralLike(node)) found.add(node.text);
    ts.forEachChild(node, visit);
  };
  visit(file);
  return found;
}
