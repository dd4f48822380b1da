import { readFile, realpath } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import { build, type Loader, type Metafile, type PluginBuild } from 'esbuild';
import { compareText, formatJson } from '@bebug/core';

/** Path of the table that says which file an import means: `{ importer: { specifier: path } }`. */
export const IMPORT_TABLE = 'node_modules/.imports.json';

/** What code can be run of; the rest (styles, images, native addons) is empty when it is imported. */
const LOADERS: Readonly<Record<string, Loader>> = Object.fromEntries(
  ['.node', '.wasm', '.css', '.svg', '.png', '.txt', '.md', '.html'].map((ending) => [ending, 'empty']),
);
const READABLE = /\.(?:[cm]?[jt]s|[jt]sx|json)$/u;

/**
 * Files outside the project's own sources that running `file` needs: what is installed of its packages, and what is linked
 * beside them. Paths begin with `node_modules/`, wherever the files are on disk; the table `IMPORT_TABLE` is among them. Empty
 * when it needs none. What cannot be resolved is left out: the sandbox says so when it is used.
 *
 * @param root absolute folder of the project
 * @param own paths (relative to `root`) of the project's own files: their texts are the caller's
 */
export async function runtimeClosure(
  root: string,
  file: string,
  own: ReadonlySet<string>,
): Promise<ReadonlyMap<string, string>> {
  const base = await realpath(root);
  const inputs = await resolvedInputs(base, file);
  const names = new Map<string, string>();
  const nameOf = (input: string): string => {
    const known = names.get(input);
    if (known !== undefined) return known;
    const name = placeOf(input, own, new Set(names.values()));
    names.set(input, name);
    return name;
  };
  const table: [string, Record<string, string>][] = [];
  const texts: [string, string][] = [];
  for (const [input, { imports }] of inputs) {
    const name = nameOf(input);
    if (!own.has(name) && READABLE.test(input)) texts.push([name, await readFile(join(base, input), 'utf8')]);
    const resolved = imports
      .filter(({ external, original, path }) => !external && original !== undefined && READABLE.test(path))
      .map(({ original, path }) => [original!, nameOf(path)] as const);
    if (resolved.length > 0)
      table.push([name, Object.fromEntries(resolved.sort(([a], [b]) => compareText(a, b)))]);
  }
  if (texts.length === 0) return new Map();
  texts.push([IMPORT_TABLE, formatJson(Object.fromEntries(table.sort(([a], [b]) => compareText(a, b))))]);
  return new Map(texts.sort(([a], [b]) => compareText(a, b)));
}

/** Every file that a bundler would read, by its path relative to `base`, in code-unit order. */
async function resolvedInputs(
  base: string,
  file: string,
): Promise<readonly (readonly [string, Metafile['inputs'][string]])[]> {
  const { metafile } = await build({
    entryPoints: [file],
    absWorkingDir: base,
    bundle: true,
    write: false,
    metafile: true,
    format: 'esm',
    platform: 'node',
    logLevel: 'silent',
    loader: LOADERS,
    // The project's own configuration may rest on packages that are not there.
    tsconfigRaw: {},
    plugins: [{ name: 'missing', setup: passOverMissing }],
  });
  return Object.entries(metafile.inputs).sort(([a], [b]) => compareText(a, b));
}

function passOverMissing(hooks: PluginBuild): void {
  hooks.onResolve({ filter: /.*/ }, async ({ path, pluginData, kind, ...where }) => {
    if (pluginData === 'asked' || kind === 'entry-point') return undefined;
    const found = await hooks.resolve(path, { ...where, kind, pluginData: 'asked' });
    return found.errors.length > 0 ? { path, external: true } : found;
  });
}

/** Where a file stands in a set: one namespace, whatever the package manager does with folders and links. */
function placeOf(input: string, own: ReadonlySet<string>, taken: ReadonlySet<string>): string {
  const path = relative('.', input).split(sep).join('/');
  if (own.has(path)) return path;
  const at = path.indexOf('node_modules/');
  const place = at >= 0 ? path.slice(at) : `node_modules/.linked/${path.replaceAll('../', 'up/')}`;
  for (let twin = place, number = 2; ; number++) {
    if (!taken.has(twin)) return twin;
    twin = place.replace('node_modules/', `node_modules/.twin-${number}/`);
  }
}
