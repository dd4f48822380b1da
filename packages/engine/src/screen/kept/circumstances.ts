import { dirname, join, relative } from 'node:path';
import { compareText, sha256 } from '@bebug/core';
import ts from 'typescript';
import type { Project } from '../../2-open-project.ts';

const LOCKFILES = ['pnpm-lock.yaml', 'package-lock.json', 'npm-shrinkwrap.json', 'yarn.lock', 'bun.lock'];

const known = new WeakMap<Project, string>();

/**
 * A hash of all that a verdict of the compiler on a mutant can rest on besides the mutant and the compiler itself: options, every file of the program with the
 * library's and the packages' declarations, and how packages are found. That is more than any one file rests on, and never less: a mutant that imports something
 * else is not covered (`hasSameImports`).
 */
export function circumstancesOf(project: Project): string {
  let hash = known.get(project);
  if (hash === undefined) known.set(project, (hash = hashOf(project)));
  return hash;
}

function hashOf({ program, corpus: { root } }: Project): string {
  const place = (path: string): string => relative(root, path);
  const files = program.getSourceFiles().map((file) => {
    const { fileName, text, languageVersion, impliedNodeFormat } = file;
    return [place(fileName), sha256(text), languageVersion, impliedNodeFormat ?? 0];
  });
  const folders = new Set(program.getSourceFiles().map(({ fileName }) => dirname(fileName)));
  for (const folder of folders) folders.add(dirname(folder));
  const manifests = [...folders].sort().flatMap((folder) => textsIn(folder, ['package.json']));
  const above = [...folders].filter((folder) => `${root}/`.startsWith(folder === '/' ? '/' : `${folder}/`));
  const locks = above.sort().flatMap((folder) => textsIn(folder, [...LOCKFILES, 'tsconfig.json']));
  const options = Object.entries(program.getCompilerOptions()).sort(([a], [b]) => compareText(a, b));
  const roots = program.getRootFileNames().map(place);
  // Its place is in what the compiler says of some files.
  return sha256(JSON.stringify([root, options, roots, files, manifests, locks]));
}

function textsIn(folder: string, names: readonly string[]): string[][] {
  return names.flatMap((name) => {
    const text = ts.sys.readFile(join(folder, name));
    return text === undefined ? [] : [[folder, name, sha256(text)]];
  });
}

/** Whether a mutant leads the compiler to no other files than the clean text does. */
export function hasSameImports(clean: string, mutated: string): boolean {
  return importsOf(clean) === importsOf(mutated) && !/@jsx/iu.test(clean + mutated);
}

function importsOf(text: string): string {
  const {
    importedFiles,
    referencedFiles,
    typeReferenceDirectives,
    libReferenceDirectives,
    ambientExternalModules,
  } = ts.preProcessFile(text, true, true);
  const names = (list: readonly ts.FileReference[]): string[] =>
    list.map(({ fileName, resolutionMode }) => `${fileName} ${resolutionMode ?? ''}`);
  // In JavaScript, comments import types.
  const written = text.match(/\bimport\s*\(\s*["'`][^"'`]*/gu) ?? [];
  return JSON.stringify([
    written,
    names(importedFiles),
    names(referencedFiles),
    names(typeReferenceDirectives),
    names(libReferenceDirectives),
    ambientExternalModules ?? [],
  ]);
}
