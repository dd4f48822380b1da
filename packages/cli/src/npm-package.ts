import { mkdir, readFile, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { BebugError, sha256 } from '@bebug/core';
import type { CorpusSource } from '@bebug/engine';
import pacote from 'pacote';
import { installDependencies, installedPackages } from './package-dependencies.ts';
import type { Pins } from './pins.ts';

const SPECIFIER = /^npm:(?<name>(?:@[\w.-]+\/)?[\w.-]+)@(?<version>[\w.+-]+)(?:\/(?<path>.+))?$/u;

export function isPackageSpecifier(source: string): boolean {
  return source.startsWith('npm:');
}

/**
 * Fetch a package at an exact version, check it against its pin (or the registry's own integrity) and unpack it into the
 * cache, with the packages that it needs to run. Nothing of any package is run: no install script.
 * @throws BebugError `usage`, `package-unavailable`, `package-integrity`, `path-escape`
 */
export async function fetchPackage(source: string, cacheFolder: string, pins: Pins): Promise<CorpusSource> {
  const { name, version, path } = parseSpecifier(source);
  const pin = pins.get(`${name}@${version}`);
  const options = { cache: join(cacheFolder, 'registry'), ...(pin && { integrity: pin.integrity }) };
  const integrity = pin?.integrity ?? (await published(name, version, options));
  const folder = join(
    cacheFolder,
    'installed',
    `${name.replace('/', '+')}@${version}-${sha256(integrity).slice(0, 12)}`,
  );
  if (!(await isFolder(folder))) await unpack(`${name}@${version}`, folder, { ...options, integrity });
  const only = path === undefined ? (pin?.paths ?? (await usualPaths(folder))) : [path];
  return {
    path: folder,
    root: folder,
    only,
    package: {
      name,
      version,
      integrity,
      licence: pin?.licence ?? (await licenceOf(folder)),
      dependencies: await installedPackages(folder),
    },
  };
}

function parseSpecifier(source: string): { name: string; version: string; path: string | undefined } {
  const groups = SPECIFIER.exec(source)?.groups;
  if (!groups)
    throw new BebugError('usage', `${source} does not name a package.`, {
      hint: 'Write npm:NAME@VERSION or npm:NAME@VERSION/path.',
    });
  const { name, version, path } = groups as { name: string; version: string; path: string | undefined };
  if (path?.split('/').includes('..')) throw new BebugError('path-escape', `${source} leaves its package.`);
  return { name, version, path };
}

async function published(name: string, version: string, options: object): Promise<string> {
  const manifest = await reach(`${name}@${version}`, () => pacote.manifest(`${name}@${version}`, options));
  if (manifest.version !== version) {
    throw new BebugError(
      'package-unavailable',
      `${name}@${version} is not an exact version; the registry would give ${manifest.version}.`,
    );
  }
  return manifest._integrity;
}

/** Unpacked under a temporary name first: a folder in the cache is always whole. */
async function unpack(
  spec: string,
  folder: string,
  options: { integrity: string; cache: string },
): Promise<void> {
  const partial = `${folder}.partial-${process.pid}`;
  await mkdir(partial, { recursive: true });
  try {
    await reach(spec, () => pacote.extract(spec, partial, options));
    await reach(`a dependency of ${spec}`, () => installDependencies(partial, options.cache));
    await rename(partial, folder);
  } finally {
    await rm(partial, { recursive: true, force: true });
  }
}

async function reach<T>(spec: string, action: () => Promise<T>): Promise<T> {
  try {
    return await action();
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    if (code === 'EINTEGRITY')
      throw new BebugError('package-integrity', `${spec} does not have the integrity that was pinned.`, {
        cause: error,
      });
    throw new BebugError('package-unavailable', `${spec} cannot be fetched (${code ?? message}).`, {
      cause: error,
    });
  }
}

/** Where packages keep readable sources. */
async function usualPaths(folder: string): Promise<string[]> {
  for (const path of ['src', 'lib']) if (await isFolder(join(folder, path))) return [path];
  return ['.'];
}

async function isFolder(path: string): Promise<boolean> {
  return stat(path).then(
    (stats) => stats.isDirectory(),
    () => false,
  );
}

async function licenceOf(folder: string): Promise<string | null> {
  const { license } = JSON.parse(await readFile(join(folder, 'package.json'), 'utf8')) as {
    license?: unknown;
  };
  return typeof license === 'string' ? license : null;
}
