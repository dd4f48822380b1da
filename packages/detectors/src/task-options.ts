import { dirname } from 'node:path/posix';
import ts from 'typescript';
import type { DetectorTask } from './detector.ts';
import { TASK_ROOT } from './task-host.ts';

/**
 * What code is checked with when it brings no tsconfig.json, spelt as it would be there: strict, and lenient about its
 * surroundings. `bundler` takes imports with and without extension in modules of either kind, so that a guess of ours is never
 * reported as a bug of theirs.
 */
export const DEFAULTS = {
  target: 'es2024',
  lib: ['es2024', 'dom', 'dom.iterable'],
  module: 'preserve',
  moduleResolution: 'bundler',
  jsx: 'preserve',
  strict: true,
  allowImportingTsExtensions: true,
  resolveJsonModule: true,
};

/** A check and nothing but a check, with the only types that a task has; spelt as in a tsconfig.json, too. */
export const CHECK_ONLY = {
  noEmit: true,
  incremental: false,
  composite: false,
  declaration: false,
  declarationMap: false,
  isolatedDeclarations: false,
  skipLibCheck: true,
  allowJs: true,
  types: ['node'],
};

const TYPE_ROOTS = ['/bebug/node_modules/@types'];

/** The compiler options of a task: of the nearest tsconfig.json above its first file, else strict defaults. */
export function taskOptions({ task, texts }: DetectorTask): ts.CompilerOptions {
  const path = nearest('tsconfig.json', task.files[0]!, texts);
  return {
    ...(path === null ? defaultOptions() : configuredOptions(path, texts)),
    ...CHECK_ONLY,
    typeRoots: TYPE_ROOTS,
  };
}

/** The path of the file `name` in the folder of `file` or the nearest above it; `null` when the task has none. */
export function nearest(name: string, file: string, texts: ReadonlyMap<string, string>): string | null {
  for (let folder = dirname(file); ; folder = dirname(folder)) {
    const path = folder === '.' ? name : `${folder}/${name}`;
    if (texts.has(path)) return path;
    if (folder === '.') return null;
  }
}

function defaultOptions(): ts.CompilerOptions {
  return ts.convertCompilerOptionsFromJson(DEFAULTS, TASK_ROOT).options;
}

function configuredOptions(path: string, texts: ReadonlyMap<string, string>): ts.CompilerOptions {
  const fileName = `${TASK_ROOT}/${path}`;
  // What cannot be read of a configuration is passed over, as tsc does before it goes on to the sources.
  const config = ts.parseConfigFileTextToJson(fileName, texts.get(path)!).config as unknown;
  const inTask = (name: string): string | undefined =>
    name.startsWith(`${TASK_ROOT}/`) ? texts.get(name.slice(TASK_ROOT.length + 1)) : undefined;
  const host: ts.ParseConfigHost = {
    useCaseSensitiveFileNames: true,
    fileExists: (name) => inTask(name) !== undefined,
    readFile: inTask,
    readDirectory: () => [],
  };
  // A base that the task does not hold is an error that is reported and passed over; own options stay.
  return ts.parseJsonConfigFileContent(config ?? {}, host, dirname(fileName), undefined, fileName).options;
}
