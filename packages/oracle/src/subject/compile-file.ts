import { posix } from 'node:path';
import { transform, type Loader } from 'esbuild';
import { compareText, sha256 } from '@bebug/core';
import { LRUCache } from 'lru-cache';
import ts from 'typescript';
import { innerFields } from './inner-state.ts';
import { instrumented, type Counting, type Region } from './instrument.ts';

const LOADERS: Readonly<Record<string, Loader>> = {
  '.ts': 'ts',
  '.mts': 'ts',
  '.cts': 'ts',
  '.tsx': 'tsx',
  '.js': 'jsx',
  '.mjs': 'jsx',
  '.cjs': 'jsx',
  '.jsx': 'jsx',
};

/** One file as the sandbox runs it: the body of a CommonJS module with counted steps, and what it asks for. */
interface CompiledFile {
  readonly code: string;
  /** Specifiers in the order of the text, each once. */
  readonly requires: readonly string[];
  /** The code before steps were counted in it, and its regions. */
  readonly plain: string;
  readonly regions: readonly Region[];
  /** Class → fields that are no part of an outcome. */
  readonly inner: Readonly<Record<string, readonly string[]>>;
}

export type Compiled = CompiledFile | { readonly why: string };

/** Characters of compiled code that are kept: a file's code depends on its text alone. */
const KEPT = 48 * 2 ** 20;
const compiled = new LRUCache<string, Compiled>({
  maxSize: KEPT,
  sizeCalculation: (one) => ('code' in one ? one.code.length + one.plain.length + 1 : 1),
});

/** Compile one file by itself, its types left out. `options` say what else is counted. */
export async function compileFile(path: string, text: string, options: Counting): Promise<Compiled> {
  const key = JSON.stringify([
    sha256(text),
    path,
    options.comparisons ?? false,
    options.natives ?? false,
    options.coverage ?? false,
  ]);
  const known = compiled.get(key);
  if (known) return known;
  const made = await compileAnew(path, text, options);
  compiled.set(key, made);
  return made;
}

async function compileAnew(path: string, text: string, options: Counting): Promise<Compiled> {
  const ending = posix.extname(path);
  if (ending === '.json') {
    const code = `module.exports = ${text};`;
    return { code, requires: [], plain: code, regions: [], inner: {} };
  }
  try {
    const { code } = await transform(text, {
      format: 'cjs',
      platform: 'neutral',
      target: 'node22',
      charset: 'utf8',
      logLevel: 'silent',
      legalComments: 'none',
      sourcefile: path,
      loader: LOADERS[ending] ?? 'ts',
      jsx: 'automatic',
      // In the sandbox a module comes from the table of the program, however it is asked for.
      supported: { 'dynamic-import': false },
      tsconfigRaw: { compilerOptions: { target: 'ES2022', useDefineForClassFields: true } },
    });
    const { importedFiles } = ts.preProcessFile(code, true, true);
    return {
      ...instrumented(code, options),
      plain: code,
      inner: innerFields(path, text),
      requires: [...new Set(importedFiles.map(({ fileName }) => fileName))],
    };
  } catch (error) {
    const { errors = [] } = error as { errors?: readonly { text: string }[] };
    if (errors.length === 0) throw error;
    return { why: errors.map(({ text: said }) => said).sort(compareText)[0]! };
  }
}
