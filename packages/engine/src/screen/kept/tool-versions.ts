import { readdirSync, readFileSync, realpathSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { sha256 } from '@bebug/core';
import ts from 'typescript';
import { z } from 'zod';

const manifestSchema = z.looseObject({
  name: z.string().default(''),
  version: z.string().default(''),
  dependencies: z.record(z.string(), z.string()).default({}),
  optionalDependencies: z.record(z.string(), z.string()).default({}),
});

/** Packages whose code is part of ours: it may change while its version does not. */
const OWN = ['@bebug/core', '@bebug/operators/kit'];

let hash: string | null = null;

/** A hash of all code that has a say in a verdict: ours, and the versions of every package that it rests on. */
export function toolVersions(): string {
  return (hash ??= hashOfAll());
}

function hashOfAll(): string {
  const own = join(import.meta.dirname, '../..');
  const folders = [own, ...OWN.map((name) => dirname(fileURLToPath(import.meta.resolve(name))))];
  return sha256(JSON.stringify([process.version, ts.version, packagesOf(dirname(own)), folders.map(codeIn)]));
}

/** Path and hash of every file. */
function codeIn(folder: string): string[][] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort()
    .map((path) => [path.slice(folder.length), sha256(readFileSync(path, 'utf8'))]);
}

/** Name and version of the package in `root` and of all that it needs, directly or not, as they are installed. */
export function packagesOf(root: string): string[] {
  const found = new Set<string>();
  const seen = new Set<string>();
  const visit = (folder: string): void => {
    if (seen.has(folder)) return;
    seen.add(folder);
    const manifest = manifestSchema.parse(JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')));
    found.add(`${manifest.name}@${manifest.version}`);
    for (const name of Object.keys({ ...manifest.dependencies, ...manifest.optionalDependencies })) {
      const installed = folderOf(name, folder);
      // An optional one may be missing, which is a difference, too.
      if (installed === null) found.add(`${name}@none`);
      else visit(installed);
    }
  };
  visit(realpathSync(root));
  return [...found].sort();
}

function folderOf(name: string, from: string): string | null {
  for (let folder = from; ; folder = dirname(folder)) {
    const candidate = join(folder, 'node_modules', name);
    if (ts.sys.fileExists(join(candidate, 'package.json'))) return realpathSync(candidate);
    if (folder === dirname(folder)) return null;
  }
}
