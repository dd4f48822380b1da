import { posix } from 'node:path';
import { build, type Loader } from 'esbuild';
import { compareText } from '@bebug/core';

const ENTRY = 'bebug:entry';
const LOADERS: Readonly<Record<string, Loader>> = {
  '.ts': 'ts',
  '.mts': 'ts',
  '.cts': 'ts',
  '.tsx': 'tsx',
  '.js': 'jsx',
  '.mjs': 'jsx',
  '.cjs': 'jsx',
  '.jsx': 'jsx',
  '.json': 'json',
};

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

export type Bundle = { readonly code: string } | { readonly why: string };

/**
 * `file` with everything it imports, and its driver, as one CommonJS text that exports `subject` and `driver`. Made from
 * `files` alone (path → text): nothing is read from disk. Bare imports stay `require` calls, for the sandbox to refuse.
 */
export async function bundle(
  files: ReadonlyMap<string, string>,
  file: string,
  driver: string | null,
): Promise<Bundle> {
  const lines = [`exports.subject = require(${JSON.stringify(`/${file}`)});`];
  if (driver !== null) lines.push(`exports.driver = require(${JSON.stringify(`/${driver}`)});`);
  try {
    const result = await build({
      entryPoints: [ENTRY],
      bundle: true,
      write: false,
      format: 'cjs',
      platform: 'neutral',
      target: 'node22',
      charset: 'utf8',
      logLevel: 'silent',
      legalComments: 'none',
      // Class names are part of an outcome; without this esbuild renames on collisions.
      keepNames: true,
      jsx: 'automatic',
      tsconfigRaw: { compilerOptions: { target: 'ES2022', useDefineForClassFields: true } },
      plugins: [
        {
          name: 'texts',
          setup(hooks) {
            hooks.onResolve({ filter: /.*/ }, ({ path, importer, kind }) => {
              if (kind === 'entry-point') return { path: ENTRY, namespace: 'entry' };
              if (!path.startsWith('.') && !path.startsWith('/')) return { path, external: true };
              const wanted = path.startsWith('/') ? path.slice(1) : posix.join(posix.dirname(importer), path);
              const found = find(files, wanted);
              return found === null
                ? { errors: [{ text: `${wanted} is not among the texts` }] }
                : { path: found, namespace: 'text' };
            });
            hooks.onLoad({ filter: /.*/, namespace: 'entry' }, () => ({
              contents: lines.join('\n'),
              loader: 'js',
            }));
            hooks.onLoad({ filter: /.*/, namespace: 'text' }, ({ path }) => ({
              contents: files.get(path)!,
              loader: LOADERS[posix.extname(path)] ?? 'ts',
            }));
          },
        },
      ],
    });
    return { code: result.outputFiles[0]!.text };
  } catch (error) {
    const { errors = [] } = error as { errors?: readonly { text: string }[] };
    if (errors.length === 0) throw error;
    return { why: errors.map(({ text }) => text).sort(compareText)[0]! };
  }
}

function find(files: ReadonlyMap<string, string>, wanted: string): string | null {
  for (const ending of TRIES) if (files.has(wanted + ending)) return wanted + ending;
  const stem = wanted.replace(/\.([mc]?)jsx?$/u, '.$1ts');
  if (files.has(stem)) return stem;
  return files.has(`${stem}x`) ? `${stem}x` : null;
}
