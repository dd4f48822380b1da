import { posix } from 'node:path';
import { handedOut, pathStem, sourcesOf, type Project } from '@bebug/engine';
import type ts from 'typescript';
import { exportedSymbols, passedOnSymbols, type NamedSymbol } from './callable-symbols.ts';
import { handedOn } from './handed-on.ts';

const known = new WeakMap<Project, ReadonlySet<ts.Declaration>>();
const entriesKnown = new WeakMap<Project, ReadonlySet<string>>();

/** True for a declaration that code outside the project can name: exported by one of its entries, or passed on by one. */
export function isPublic(project: Project, { valueDeclaration }: ts.Symbol): boolean {
  let declarations = known.get(project);
  if (!declarations) known.set(project, (declarations = publicDeclarations(project)));
  return valueDeclaration !== undefined && declarations.has(valueDeclaration);
}

function publicDeclarations(project: Project): ReadonlySet<ts.Declaration> {
  const entries = [...entriesOf(project)];
  const handed = handedOnBesides(project);
  const symbols =
    entries.length + handed.length > 0
      ? [...entries.flatMap((path) => symbolsOf(project, path)), ...handed]
      : outermost(project).flatMap((path) => symbolsOf(project, path));
  return new Set(symbols.map(({ symbol }) => symbol.valueDeclaration!));
}

function symbolsOf(project: Project, path: string): NamedSymbol[] {
  const file = project.sourceFile(path);
  return [...exportedSymbols(project.checker, file), ...passedOnSymbols(project.checker, file)];
}

/** Sources of what the manifest hands out. */
export function entriesOf(project: Project): ReadonlySet<string> {
  let entries = entriesKnown.get(project);
  if (!entries) entriesKnown.set(project, (entries = entriesAmong(project.corpus)));
  return entries;
}

function entriesAmong({ sources, extras }: Project['corpus']): ReadonlySet<string> {
  const paths = [...sources.keys()];
  const named = handedOut(extras.get('package.json'));
  return new Set(
    named.some((path) => path.includes('*')) ? paths : named.flatMap((built) => sourcesOf(built, paths)),
  );
}

/** What entries that are no sources (they stand outside the chosen paths) hand on of the sources. */
function handedOnBesides(project: Project): NamedSymbol[] {
  const { entries, sources, renamed } = project.corpus;
  const stems = new Map([...sources.keys()].map((path) => [pathStem(path), path]));
  for (const [before, after] of renamed ?? []) stems.set(pathStem(before), after);
  return [...entries].flatMap(([entry, text]) =>
    handedOn(entry, text).flatMap(({ specifier, name }) => {
      const stem = pathStem(posix.join(posix.dirname(entry), specifier));
      const path = specifier.startsWith('.') ? (stems.get(stem) ?? stems.get(`${stem}/index`)) : undefined;
      if (path === undefined) return [];
      const all = symbolsOf(project, path);
      return name === '*' ? all : all.filter((one) => one.name === name);
    }),
  );
}

/** Modules that no other one imports; where each is imported, all of them. */
function outermost(project: Project): string[] {
  const paths = [...project.corpus.sources.keys()];
  const roots = paths.filter((path) => project.dependants(path).length === 1);
  return roots.length > 0 ? roots : paths;
}
