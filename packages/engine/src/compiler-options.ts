import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { BebugError } from '@bebug/core';
import ts from 'typescript';

/** What code is checked with when it brings no tsconfig.json: strict, and as lenient about its surroundings as can be. */
const DEFAULTS: ts.CompilerOptions = {
  target: ts.ScriptTarget.ES2023,
  lib: ['lib.es2023.d.ts', 'lib.dom.d.ts', 'lib.dom.iterable.d.ts'],
  module: ts.ModuleKind.Preserve,
  moduleResolution: ts.ModuleResolutionKind.Bundler,
  strict: true,
  allowImportingTsExtensions: true,
  types: ['node'],
  resolveJsonModule: true,
};

/** Options that make a program a pure check of the sources, whatever the project builds. */
const CHECK_ONLY: ts.CompilerOptions = {
  noEmit: true,
  incremental: false,
  composite: false,
  declaration: false,
  declarationMap: false,
  isolatedDeclarations: false,
  skipLibCheck: true,
  allowJs: true,
};

/** bebug's own copy of Node's types, for projects whose dependencies are not installed. */
const OWN_TYPES = dirname(dirname(createRequire(import.meta.url).resolve('@types/node/package.json')));

export interface ProjectOptions {
  readonly options: ts.CompilerOptions;
  /** Declaration files that the project's configuration adds to every program. */
  readonly ambient: readonly string[];
}

/**
 * The compiler options of the project in `root`.
 * @throws BebugError `source-config` when its tsconfig.json cannot be read
 */
export function projectOptions(root: string): ProjectOptions {
  const path = join(root, 'tsconfig.json');
  const configured = ts.sys.fileExists(path)
    ? readConfiguration(path, root)
    : { options: DEFAULTS, ambient: [] };
  const options = { ...configured.options, ...CHECK_ONLY };
  if (!hasNodeTypes(root)) {
    options.typeRoots = [OWN_TYPES];
    options.types = ['node'];
  }
  return { options, ambient: configured.ambient };
}

function readConfiguration(path: string, root: string): ProjectOptions {
  const read = ts.readConfigFile(path, (file) => ts.sys.readFile(file));
  if (read.error) throw unreadable(path, read.error);
  const parsed = ts.parseJsonConfigFileContent(read.config, ts.sys, root);
  const failure = parsed.errors.find((error) => !HARMLESS.has(error.code));
  if (failure) throw unreadable(path, failure);
  return { options: parsed.options, ambient: parsed.fileNames.filter((file) => /\.d\.[cm]?ts$/u.test(file)) };
}

/** 18003: no inputs (sources are named by us); 6053 and 5083: a base configuration that is not part of the corpus. */
const HARMLESS = new Set([18003, 6053, 5083]);

function unreadable(path: string, diagnostic: ts.Diagnostic): BebugError {
  return new BebugError(
    'source-config',
    `${path} cannot be read: ${ts.flattenDiagnosticMessageText(diagnostic.messageText, ' ')}`,
  );
}

/** As package resolution looks for them: in `root` and every folder above. */
function hasNodeTypes(root: string): boolean {
  for (let folder = root; ; folder = dirname(folder)) {
    if (ts.sys.directoryExists(join(folder, 'node_modules/@types/node'))) return true;
    if (folder === dirname(folder)) return false;
  }
}
