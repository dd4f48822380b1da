import type { Project } from '@bebug/engine';
import type ts from 'typescript';
import { exportedSymbols, passedOnSymbols } from './callable-symbols.ts';

const ENDINGS = /(?:\.d)?\.[cm]?[jt]sx?$/u;

const known = new WeakMap<Project, ReadonlySet<ts.Declaration>>();

/** True for a declaration that code outside the project can name: exported by one of its entries, or passed on by one. */
export function isPublic(project: Project, { valueDeclaration }: ts.Symbol): boolean {
  let declarations = known.get(project);
  if (!declarations) known.set(project, (declarations = publicDeclarations(project)));
  return valueDeclaration !== undefined && declarations.has(valueDeclaration);
}

function publicDeclarations(project: Project): ReadonlySet<ts.Declaration> {
  const { checker } = project;
  return new Set(
    entriesOf(project).flatMap((path) => {
      const file = project.sourceFile(path);
      const symbols = [...exportedSymbols(checker, file), ...passedOnSymbols(checker, file)];
      return symbols.map(({ symbol }) => symbol.valueDeclaration!);
    }),
  );
}

/** Sources of what the manifest names; where it names none of them (a bundle), modules that no other one imports. */
function entriesOf(project: Project): readonly string[] {
  const paths = [...project.corpus.sources.keys()];
  const named = pathsIn(JSON.parse(project.corpus.extras.get('package.json') ?? '{}') as Manifest);
  const entries = named.some((path) => path.includes('*'))
    ? paths
    : paths.filter((path) => named.some((built) => isSourceOf(path, built)));
  return entries.length > 0 ? entries : paths.filter((path) => project.dependants(path).length === 1);
}

interface Manifest {
  readonly exports?: unknown;
  readonly main?: unknown;
  readonly module?: unknown;
  readonly types?: unknown;
}

/** Every path that a manifest hands out; `exports` rules out all others. */
function pathsIn({ exports, main = './index.js', module, types }: Manifest): string[] {
  const leaves = (value: unknown): string[] => {
    if (typeof value === 'string') return ENDINGS.test(value) ? [value] : [];
    return typeof value === 'object' && value !== null ? Object.values(value).flatMap(leaves) : [];
  };
  return leaves(exports ?? [main, module, types]);
}

/** `src/a.ts` for `./dist/a.js`, `./dist/src/a.d.ts` and `./a.js`. */
function isSourceOf(path: string, built: string): boolean {
  const source = path.replace(ENDINGS, '').split('/');
  const target = built.replace(/^\.\//u, '').replace(ENDINGS, '').split('/');
  const ends = (long: readonly string[], short: readonly string[]): boolean =>
    long.slice(-short.length).join('/') === short.join('/');
  if (ends(target, source)) return true;
  if (source.length === target.length) return ends(target, source.slice(1)) && source.length > 1;
  return source.length === target.length + 1 && ends(source, target);
}
