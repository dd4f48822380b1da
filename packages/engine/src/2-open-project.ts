import { join, relative, sep } from 'node:path';
import { BebugError, compareText } from '@bebug/core';
import type { Diagnostic } from '@bebug/core/truth';
import ts from 'typescript';
import type { Corpus } from './1-read-corpus.ts';
import { projectOptions } from './compiler-options.ts';
import { fromCompiler } from './diagnostics.ts';
import { ProgramHost } from './program-host.ts';
import { renamedClosure } from './renamed-closure.ts';

/** A corpus with its program: parsed, bound and type-checked once, clean. Paths are those of the corpus. */
export interface Project {
  readonly corpus: Corpus;
  readonly program: ts.Program;
  readonly checker: ts.TypeChecker;
  readonly host: ProgramHost;
  /** What the clean code lacks, in plain words. */
  readonly notes: readonly string[];
  /** The parsed clean file; its text equals the corpus's (byte-order mark included). */
  sourceFile(path: string): ts.SourceFile;
  /** Clean text of a source or of a file that a source imports. */
  text(path: string): string;
  /** Files of the project that `path` imports, directly or not, `path` itself left out; in code-unit order. */
  closure(path: string): readonly string[];
  /** Texts of installed files that running `path` needs, and the table of imports (`runtime-closure.ts`). */
  runtime(path: string): Promise<ReadonlyMap<string, string>>;
  /** Files whose types may depend on `path`, `path` itself included; in code-unit order. */
  dependants(path: string): readonly string[];
  /** The parsed files of `closure` and `dependants`, `path` left out; what the program has as a declaration only is not among them. */
  neighbours(path: string): readonly ts.SourceFile[];
  /** Specifiers imported by `path` or its closure that the project does not hold: packages and files outside the root. */
  thirdParty(path: string): readonly string[];
  /** Semantic diagnostics of the clean file. */
  baseline(path: string): readonly Diagnostic[];
}

/**
 * Open a corpus as a project.
 * @throws BebugError `source-syntax` when a source does not parse; `source-types` when the project does not type-check,
 *   every import resolves and `allowTypeErrors` is off; `source-config`
 */
export function openProject(corpus: Corpus, options: { readonly allowTypeErrors: boolean }): Project {
  const { options: compilerOptions, ambient } = projectOptions(corpus.root);
  const host = new ProgramHost(corpus, compilerOptions);
  const roots = [...corpus.sources.keys()].map((path) => join(corpus.root, path));
  const program = ts.createProgram([...roots, ...ambient], compilerOptions, host);
  const graph = new ImportGraph(program, host, corpus);
  const sourceFile = (path: string): ts.SourceFile => {
    const file = program.getSourceFile(join(corpus.root, path));
    if (!file) throw new BebugError('internal', `${path} is not part of the program of ${corpus.name}.`);
    return file;
  };
  for (const path of corpus.sources.keys()) refuseSyntaxErrors(program, sourceFile(path), path);
  const baselines = new Map<string, readonly Diagnostic[]>();
  const baseline = (path: string): readonly Diagnostic[] => {
    let found = baselines.get(path);
    if (!found)
      baselines.set(path, (found = program.getSemanticDiagnostics(sourceFile(path)).map(fromCompiler)));
    return found;
  };
  const runtimes = new Map<string, Promise<ReadonlyMap<string, string>>>();
  const notes = typeNotes(corpus, graph.unresolved, baseline, options.allowTypeErrors);
  return {
    corpus,
    program,
    checker: program.getTypeChecker(),
    host,
    notes,
    sourceFile,
    text: (path) =>
      program.getSourceFile(join(corpus.root, path))?.text ?? readProjectFile(corpus, host, path),
    closure: (path) => graph.closure(path),
    runtime(path) {
      const known =
        runtimes.get(path) ??
        (graph.thirdParty(path).length === 0
          ? Promise.resolve(new Map<string, string>())
          : renamedClosure(corpus, path, graph.closure(path)));
      runtimes.set(path, known);
      return known;
    },
    dependants: (path) => graph.dependants(path),
    neighbours(path) {
      const paths = new Set([...graph.closure(path), ...graph.dependants(path)]);
      paths.delete(path);
      return [...paths].flatMap((one) => program.getSourceFile(join(corpus.root, one)) ?? []);
    },
    thirdParty: (path) => graph.thirdParty(path),
    baseline,
  };
}

/** A file that a source imports and the program has only as a declaration. */
function readProjectFile(corpus: Corpus, host: ProgramHost, path: string): string {
  const text = corpus.sources.get(path) ?? host.readFile(join(corpus.root, path));
  if (text === undefined) throw new BebugError('internal', `${path} is not part of ${corpus.name}.`);
  return text;
}

function refuseSyntaxErrors(program: ts.Program, file: ts.SourceFile, path: string): void {
  const [first] = program.getSyntacticDiagnostics(file);
  if (!first) return;
  const { line, message } = fromCompiler(first);
  throw new BebugError('source-syntax', `${path}:${line} does not parse: ${message}`);
}

function typeNotes(
  corpus: Corpus,
  unresolved: readonly string[],
  baseline: (path: string) => readonly Diagnostic[],
  allowTypeErrors: boolean,
): string[] {
  const failing = [...corpus.sources.keys()].flatMap((path) =>
    baseline(path).map((diagnostic) => ({ path, diagnostic })),
  );
  if (failing.length === 0) return [];
  const notes: string[] = [];
  if (unresolved.length > 0) {
    notes.push(
      `${corpus.name}: types of ${unresolved.join(', ')} are missing, so type-directed operators are careful there.`,
    );
  } else if (!allowTypeErrors) {
    const { path, diagnostic } = failing[0]!;
    const more = failing.length > 1 ? ` (and ${failing.length - 1} more)` : '';
    throw new BebugError(
      'source-types',
      `${path}:${diagnostic.line} does not type-check: ${diagnostic.rule} ${diagnostic.message}${more}`,
    );
  }
  notes.push(
    `${corpus.name}: the clean code has ${failing.length} diagnostics of its own; only new ones count.`,
  );
  return notes;
}

/** Who imports whom, by the program's own resolution. */
class ImportGraph {
  readonly #imports = new Map<string, Set<string>>();
  readonly #importers = new Map<string, Set<string>>();
  readonly #foreign = new Map<string, Set<string>>();
  readonly #unresolved = new Set<string>();
  /** Files that change types everywhere: scripts without imports and exports, and global augmentations. */
  readonly #global = new Set<string>();
  readonly #own: readonly string[];
  /** What was asked before: every mutant asks. */
  readonly #dependants = new Map<string, readonly string[]>();

  constructor(program: ts.Program, host: ts.ModuleResolutionHost, corpus: Corpus) {
    const options = program.getCompilerOptions();
    const ownPath = (file: string): string | null => {
      const path = relative(corpus.root, file).split(sep).join('/');
      if (path.startsWith('..') || path.includes('node_modules/')) return null;
      return isDeclaration(path)
        ? implementationOf(path, (one) => host.fileExists(join(corpus.root, one)))
        : path;
    };
    const own: string[] = [];
    for (const file of program.getSourceFiles()) {
      const path = ownPath(file.fileName);
      if (path === null || isDeclaration(file.fileName)) continue;
      own.push(path);
      if (!ts.isExternalModule(file) && !isCommonJs(file)) this.#global.add(path);
      for (const specifier of moduleSpecifiers(file)) {
        const mode = ts.getModeForUsageLocation(file, specifier, options);
        const resolved = ts.resolveModuleName(
          specifier.text,
          file.fileName,
          options,
          host,
          undefined,
          undefined,
          mode,
        ).resolvedModule;
        const target = resolved && ownPath(resolved.resolvedFileName);
        if (typeof target === 'string') {
          addTo(this.#imports, path, target);
          addTo(this.#importers, target, path);
        } else if (!isNodeBuiltin(specifier.text)) {
          addTo(this.#foreign, path, specifier.text);
          if (!resolved) this.#unresolved.add(specifier.text);
        }
      }
    }
    this.#own = own.sort(compareText);
  }

  get unresolved(): readonly string[] {
    return [...this.#unresolved].sort(compareText);
  }

  closure(path: string): string[] {
    return reach(this.#imports, path).filter((other) => other !== path);
  }

  dependants(path: string): readonly string[] {
    const found =
      this.#dependants.get(path) ?? (this.#global.has(path) ? this.#own : reach(this.#importers, path));
    this.#dependants.set(path, found);
    return found;
  }

  thirdParty(path: string): string[] {
    const specifiers = reach(this.#imports, path).flatMap((file) => [...(this.#foreign.get(file) ?? [])]);
    return [...new Set(specifiers)].sort(compareText);
  }
}

function isDeclaration(path: string): boolean {
  return /\.d\.[cm]?ts$/u.test(path);
}

/** The JavaScript beside a declaration file: the compiler resolves to the types, and code runs the other. */
function implementationOf(declaration: string, exists: (path: string) => boolean): string | null {
  const script = declaration.replace(/\.d\.(?<kind>[cm]?)ts$/u, '.$<kind>js');
  return exists(script) ? script : null;
}

function addTo(graph: Map<string, Set<string>>, from: string, to: string): void {
  const targets = graph.get(from);
  if (targets) targets.add(to);
  else graph.set(from, new Set([to]));
}

/** `start` and all that can be reached from it, in code-unit order. */
function reach(graph: ReadonlyMap<string, ReadonlySet<string>>, start: string): string[] {
  const seen = new Set([start]);
  for (const path of seen) for (const next of graph.get(path) ?? []) seen.add(next);
  return [...seen].sort(compareText);
}

/** `imports` is how the compiler itself lists a file's specifiers; it is not in the public types, but stable since 1.x. */
function moduleSpecifiers(file: ts.SourceFile): readonly ts.StringLiteralLike[] {
  return (file as ts.SourceFile & { readonly imports?: readonly ts.StringLiteralLike[] }).imports ?? [];
}

function isCommonJs(file: ts.SourceFile): boolean {
  return (
    (file as ts.SourceFile & { readonly commonJsModuleIndicator?: ts.Node }).commonJsModuleIndicator !==
    undefined
  );
}

function isNodeBuiltin(specifier: string): boolean {
  return specifier.startsWith('node:') || BUILTINS.has(specifier);
}

const BUILTINS: ReadonlySet<string> = new Set(
  'assert async_hooks buffer child_process crypto dns events fs http http2 https module net os path perf_hooks process querystring readline stream string_decoder timers tls tty url util v8 vm worker_threads zlib fs/promises path/posix stream/promises timers/promises util/types'.split(
    ' ',
  ),
);
