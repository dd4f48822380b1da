import { posix } from 'node:path';
import { IMPORT_TABLE } from '@bebug/engine';
import type { Program } from '../sandbox/protocol.ts';
import { compileFile } from './compile-file.ts';
import type { Counting } from './instrument.ts';

/** What an import may leave out or say differently: TypeScript's `./x.js` is the file `x.ts`. */
const TRIES = [
  '',
  '.ts',
  '.tsx',
  '.mts',
  '.cts',
  '.js',
  '.jsx',
  '.mjs',
  '.cjs',
  '.json',
  '/index.ts',
  '/index.tsx',
  '/index.js',
  '/index.mjs',
  '/index.cjs',
];

type ImportTable = Readonly<Record<string, Readonly<Record<string, string>>>>;

/**
 * `file` with everything it imports, and its driver, each file compiled by itself. Made from `files` alone (path → text):
 * nothing is read from disk. An import that is not among them is left to the sandbox, to hand out or to refuse.
 */
export async function link(
  files: ReadonlyMap<string, string>,
  file: string,
  driver: string | null,
  options: Counting & Pick<Program, 'internals' | 'lasting' | 'meansInfinity' | 'place'>,
): Promise<{ readonly code: Program } | { readonly why: string }> {
  const table = JSON.parse(files.get(IMPORT_TABLE) ?? '{}') as ImportTable;
  const modules: Record<string, string> = {};
  const covered: Record<string, number> = {};
  const inner: Record<string, readonly string[]> = {};
  const imports: Record<string, Record<string, string>> = {};
  const pending = new Set(driver === null ? [file] : [file, driver]);
  for (const path of pending) {
    const isOwn = !path.startsWith('node_modules/');
    const coverage = options.coverage === true && isOwn;
    const compiled = await compileFile(path, files.get(path)!, { ...options, coverage });
    if ('why' in compiled) return compiled;
    if (coverage) covered[path] = compiled.regions.length;
    modules[path] = compiled.code;
    for (const [name, fields] of Object.entries(compiled.inner))
      inner[name] = [...(inner[name] ?? []), ...fields];
    const targets: Record<string, string> = {};
    for (const specifier of compiled.requires) {
      const target = table[path]?.[specifier] ?? find(files, path, specifier);
      if (target === null || !files.has(target)) continue;
      targets[specifier] = target;
      pending.add(target);
    }
    imports[path] = targets;
  }
  const { internals, lasting, meansInfinity, place } = options;
  return {
    code: {
      modules,
      imports,
      subject: file,
      driver,
      internals,
      covered,
      inner,
      lasting,
      meansInfinity,
      place,
    },
  };
}

function find(files: ReadonlyMap<string, string>, importer: string, specifier: string): string | null {
  if (!specifier.startsWith('.')) return null;
  const wanted = posix.join(posix.dirname(importer), specifier);
  for (const ending of TRIES) if (files.has(wanted + ending)) return wanted + ending;
  const stem = wanted.replace(/\.([mc]?)jsx?$/u, '.$1ts');
  if (files.has(stem)) return stem;
  return files.has(`${stem}x`) ? `${stem}x` : null;
}
