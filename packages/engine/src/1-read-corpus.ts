import { readdir, readFile, realpath, stat } from 'node:fs/promises';
import { basename, dirname, join, posix, relative, resolve, sep } from 'node:path';
import { BebugError, compareText, sha256 } from '@bebug/core';
import type { CorpusPin } from '@bebug/core/truth';
import { handedOut, manifestIn, sourcesOf } from './entries.ts';
import { driverStem, isCode, isPlantable, SKIPPED_FOLDERS } from './source-file-names.ts';
import { TASK_SET_MANIFEST } from './task-sets/task-set.ts';

/** Clean code to plant bugs in, read into memory once. Paths are relative to `root`, POSIX, in code-unit order. */
export interface Corpus {
  readonly name: string;
  /** Absolute folder of the project: type resolution starts here. */
  readonly root: string;
  /** Path → text of every file that bugs may be planted in. */
  readonly sources: ReadonlyMap<string, string>;
  /** Path of a source → path of the driver beside it. */
  readonly drivers: ReadonlyMap<string, string>;
  /** Path → text of drivers, `package.json` and `tsconfig.json`. */
  readonly extras: ReadonlyMap<string, string>;
  /** Path → text of modules that the manifest hands out, that are there, and that bugs may not be planted in. */
  readonly entries: ReadonlyMap<string, string>;
  readonly pin: CorpusPin;
  /** Path on disk → path here, where the two are not the same. */
  readonly renamed?: ReadonlyMap<string, string>;
}

/** Where a corpus is on disk, and what is known of its origin. */
export interface CorpusSource {
  /** A file or a folder. */
  readonly path: string;
  /** The project's folder; without it the nearest folder upwards with a tsconfig.json, or the folder itself. */
  readonly root?: string;
  /** Restrict to these paths inside `path`. */
  readonly only?: readonly string[];
  readonly package?: {
    readonly name: string;
    readonly version: string;
    readonly integrity: string;
    readonly licence: string | null;
    readonly dependencies: readonly CorpusPin['dependencies'][number][];
  };
}

/** What a bundle may have been built from. */
const USUAL_ENTRIES = ['', 'src/', 'lib/', 'source/'].flatMap((folder) =>
  ['ts', 'mts', 'js', 'mjs', 'cjs'].map((ending) => `${folder}index.${ending}`),
);
const CONFIGURATION = ['package.json', 'tsconfig.json'];

/**
 * Read a file or a folder as a corpus.
 * @throws BebugError `source-missing`, `source-empty`, `source-unreadable`
 */
export async function readCorpus(source: CorpusSource): Promise<Corpus> {
  const start = resolve(source.path);
  const kind = await kindOf(start, source.path);
  const root =
    source.root === undefined
      ? await projectRoot(kind === 'file' ? dirname(start) : start)
      : resolve(source.root);
  const starts = source.only === undefined ? [start] : source.only.map((inside) => join(start, inside));
  const paths = new Set<string>();
  for (const place of starts) {
    if ((await kindOf(place, place)) === 'file') paths.add(toPosix(root, place));
    else for (const path of await walk(place)) paths.add(toPosix(root, path));
  }
  const ordered = [...paths].sort(compareText);
  const isNamedFile = (path: string): boolean => kind === 'file' && ordered.length === 1 && isCode(path);
  const sourcePaths = ordered.filter((path) => isPlantable(path) || isNamedFile(path));
  if (sourcePaths.length === 0) {
    throw new BebugError(
      'source-empty',
      `${source.path} holds no TypeScript or JavaScript file to plant bugs in.`,
    );
  }
  const sources = await readTexts(root, sourcePaths);
  const driverPaths = await driversBeside(root, sourcePaths);
  const extras = await readTexts(root, [...driverPaths.values(), ...(await existing(root, CONFIGURATION))]);
  const entries = await outerEntries(root, sourcePaths, extras.get('package.json'));
  return {
    ...identity(source, root, sources, extras, entries),
    root,
    sources,
    drivers: driverPaths,
    extras,
    entries,
  };
}

function identity(
  source: CorpusSource,
  root: string,
  sources: ReadonlyMap<string, string>,
  extras: ReadonlyMap<string, string>,
  entries: ReadonlyMap<string, string>,
): Pick<Corpus, 'name' | 'pin'> {
  if (source.package) {
    const { name, version, integrity, licence, dependencies } = source.package;
    return {
      name,
      pin: {
        name,
        kind: 'npm',
        version,
        integrity,
        licence,
        files: sources.size,
        dependencies: [...dependencies],
      },
    };
  }
  const described = packageFields(extras.get('package.json'));
  const name = described.name ?? basename(root);
  const contents = [...sources, ...extras, ...entries]
    .map(([path, text]) => `${path}\0${sha256(text)}\n`)
    .sort(compareText);
  return {
    name,
    pin: {
      name,
      kind: 'folder',
      version: described.version ?? null,
      integrity: `sha256-${Buffer.from(sha256(contents.join('')), 'hex').toString('base64')}`,
      licence: described.license ?? null,
      files: sources.size,
      dependencies: [],
    },
  };
}

function packageFields(manifest: string | undefined): { name?: string; version?: string; license?: string } {
  const { name, version, license } = manifestIn(manifest);
  return {
    ...(typeof name === 'string' && { name }),
    ...(typeof version === 'string' && { version }),
    ...(typeof license === 'string' && { license }),
  };
}

async function kindOf(path: string, shown: string): Promise<'file' | 'folder'> {
  try {
    return (await stat(path)).isDirectory() ? 'folder' : 'file';
  } catch (error) {
    throw new BebugError('source-missing', `${shown} does not exist.`, { cause: error });
  }
}

async function projectRoot(start: string): Promise<string> {
  for (let folder = start; ; folder = dirname(folder)) {
    if ((await existing(folder, ['tsconfig.json'])).length > 0) return folder;
    if (folder === dirname(folder)) return start;
  }
}

/**
 * Files below `folder`. Links are not followed, so that nothing outside is read and no walk is endless; bug sets, and tasks
 * made of them, are passed over, so that nobody plants bugs in bugs.
 */
async function walk(folder: string): Promise<string[]> {
  if ((await existing(folder, ['bugset.json', TASK_SET_MANIFEST])).length > 0) return [];
  const files: string[] = [];
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isFile()) files.push(path);
    else if (entry.isDirectory() && !entry.name.startsWith('.') && !SKIPPED_FOLDERS.has(entry.name))
      files.push(...(await walk(path)));
  }
  return files;
}

async function driversBeside(root: string, sources: readonly string[]): Promise<Map<string, string>> {
  const drivers = new Map<string, string>();
  for (const source of sources) {
    const stem = driverStem(source);
    const [driver] = await existing(root, [`${stem}.driver.ts`, `${stem}.driver.mts`]);
    if (driver !== undefined) drivers.set(source, driver);
  }
  return drivers;
}

/** Only their names are read, so that one that is no UTF-8 text is no obstacle. Links are not followed. */
async function outerEntries(
  root: string,
  sources: readonly string[],
  manifest: string | undefined,
): Promise<Map<string, string>> {
  const entries = new Map<string, string>();
  const unmatched = handedOut(manifest).filter((path) => sourcesOf(path, sources).length === 0);
  for (const named of unmatched.length > 0 ? [...unmatched, ...USUAL_ENTRIES] : []) {
    const path = posix.normalize(named);
    const isBuilt = path.split('/').some((folder) => SKIPPED_FOLDERS.has(folder));
    if (path.startsWith('..') || isBuilt || !isCode(path) || sources.includes(path)) continue;
    if ((await existing(root, [path])).length === 0) continue;
    const place = join(await realpath(root), path);
    if ((await realpath(place)) === place) entries.set(path, await readFile(place, 'utf8'));
  }
  return entries;
}

async function existing(root: string, paths: readonly string[]): Promise<string[]> {
  const found: string[] = [];
  for (const path of paths) {
    const isFile = await stat(join(root, path)).then(
      (stats) => stats.isFile(),
      () => false,
    );
    if (isFile) found.push(path);
  }
  return found;
}

async function readTexts(root: string, paths: readonly string[]): Promise<Map<string, string>> {
  const texts = new Map<string, string>();
  for (const path of paths) texts.set(path, decodeSource(await readFile(join(root, path)), path));
  return texts;
}

/** UTF-8 text with its byte-order mark kept: a mutated file must equal the clean one byte for byte outside the edit. */
function decodeSource(bytes: Uint8Array, path: string): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch (error) {
    throw new BebugError('source-unreadable', `${path} is not UTF-8 text.`, { cause: error });
  }
}

function toPosix(root: string, path: string): string {
  return relative(root, path).split(sep).join('/');
}
