import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, posix, relative, sep } from 'node:path';
import { describe, expect, test } from 'vitest';
import { WORKSPACE } from './checks.ts';
import { BLIND, LAYERS } from './config/layers.ts';

const packages = Object.keys(LAYERS);

/** Folders of a package that become part of the product: `client` runs in a browser. */
const SOURCE_FOLDERS = ['src', 'client'];

function sourcesOf(name: string): { path: string; text: string }[] {
  return SOURCE_FOLDERS.map((part) => join(WORKSPACE, 'packages', name, part))
    .filter((folder) => existsSync(folder))
    .flatMap((folder) =>
      readdirSync(folder, { recursive: true, encoding: 'utf8' })
        .filter((path) => /\.tsx?$/u.test(path))
        .map((path) => ({
          path: relative(WORKSPACE, join(folder, path)).split(sep).join('/'),
          text: readFileSync(join(folder, path), 'utf8'),
        })),
    );
}

/** What a file imports, statically or not, types included. */
function imports(text: string): string[] {
  return [...text.matchAll(/(?:from|import)\s*\(?\s*['"]([^'"]+)['"]/gu)].map((match) => match[1]!);
}

describe('the architecture', () => {
  test('names every package', () => {
    expect(
      readdirSync(join(WORKSPACE, 'packages'), { withFileTypes: true })
        .flatMap((entry) => (entry.isDirectory() ? [entry.name] : []))
        .sort(),
    ).toEqual([...packages].sort());
  });

  test.for(packages)('%s depends on its layers only', (name) => {
    const manifest = JSON.parse(readFileSync(join(WORKSPACE, 'packages', name, 'package.json'), 'utf8')) as {
      dependencies?: Record<string, string>;
    };
    const own = Object.keys(manifest.dependencies ?? {}).filter((dependency) =>
      dependency.startsWith('@bebug/'),
    );
    const allowed = LAYERS[name]!.map((layer) => `@bebug/${layer}`);
    expect(allowed).toEqual(expect.arrayContaining(own));
  });

  test.for(packages)('%s imports its layers only, and enters them by their exports', (name) => {
    const allowed = new Set([`@bebug/${name}`, ...LAYERS[name]!.flatMap(entriesOf)]);
    const foreign = sourcesOf(name).flatMap(({ path, text }) =>
      imports(text)
        .filter((specifier) => specifier.startsWith('@bebug/') && !allowed.has(specifier))
        .map((specifier) => `${path} → ${specifier}`),
    );
    expect(foreign).toEqual([]);
  });

  test.for(packages)('%s reaches nothing outside of itself by a relative path', (name) => {
    const home = `packages/${name}/`;
    const strays = sourcesOf(name).flatMap(({ path, text }) =>
      imports(text)
        .filter((specifier) => /^\.{1,2}\//u.test(specifier))
        .filter((specifier) => !posix.join(posix.dirname(path), specifier).startsWith(home))
        .map((specifier) => `${path} → ${specifier}`),
    );
    expect(strays).toEqual([]);
  });

  test.for([...BLIND])('%s faces bug-finders and does not import the truth', (name) => {
    const leaks = sourcesOf(name).filter(({ text }) =>
      imports(text).some((specifier) => specifier.includes('/truth')),
    );
    expect(leaks.map(({ path }) => path)).toEqual([]);
  });

  test('the top level holds what it should and nothing else', () => {
    const visible = readdirSync(WORKSPACE).filter((name) => !name.startsWith('.') && name !== 'node_modules');
    expect(visible.sort()).toEqual(
      [
        'CHANGELOG.md',
        'LICENSE',
        'README.md',
        'benchmarks',
        'corpora',
        'package.json',
        'packages',
        'pnpm-lock.yaml',
        'pnpm-workspace.yaml',
        'scripts',
        'tsconfig.base.json',
      ].sort(),
    );
  });
});

/** What a package exports, as others import it. */
function entriesOf(name: string): string[] {
  const text = readFileSync(join(WORKSPACE, 'packages', name, 'package.json'), 'utf8');
  const { exports } = JSON.parse(text) as { exports: Record<string, string> };
  return Object.keys(exports).map((entry) => `@bebug/${name}${entry.slice(1)}`);
}
