import { basename, dirname, join } from 'node:path';
import { compareText, keyedHex, type Edit } from '@bebug/core';
import ts from 'typescript';
import type { Project } from '../2-open-project.ts';
import { disguisesOf } from '../names/synonyms.ts';
import { endingOf, renamedSpecifier, stemOf } from './renamed-specifier.ts';

/** Old path → new path, for sources that nothing but imports names. */
export function newFileNames(project: Project, seed: number): Map<string, string> {
  const { sources, extras, drivers, root } = project.corpus;
  const elsewhere = namedElsewhere(project);
  const renamed = new Map<string, string>();
  const taken = new Set([...sources.keys(), ...extras.keys()].map(stemOf));
  for (const path of [...sources.keys()].sort(compareText)) {
    const stem = basename(stemOf(path));
    if (stem === 'index' || stem === 'main' || elsewhere.has(stem)) continue;
    const luck = (name: string): string => keyedHex(8, seed, 'file', stem, name);
    const other = disguisesOf(stem, luck)
      .map((name) => join(dirname(path), inCaseOf(stem, name)))
      .find((name) => !taken.has(name) && !project.host.fileExists(join(root, name + endingOf(path))));
    if (other === undefined) continue;
    taken.add(other);
    renamed.set(path, other + endingOf(path));
    const driver = drivers.get(path);
    if (driver !== undefined) renamed.set(driver, driver.replace(stemOf(path), other));
  }
  return renamed;
}

/** Words are joined by a hyphen where the name has no capital letter. */
function inCaseOf(stem: string, name: string): string {
  return /\p{Lu}/u.test(stem) ? name : name.replaceAll(/\p{Lu}/gu, (letter) => `-${letter.toLowerCase()}`);
}

/** Edits that make the imports of a file name the files as they are called now. */
export function specifierEdits(
  project: Project,
  path: string,
  text: string,
  renamed: ReadonlyMap<string, string>,
): Edit[] {
  const { importedFiles } = ts.preProcessFile(text, true, true);
  return importedFiles.flatMap(({ fileName, pos }) => {
    const target = resolve(project, path, fileName);
    const other = target === undefined ? undefined : renamed.get(target);
    if (other === undefined) return [];
    // The position is that of the quote or of what follows it, by the version of the compiler.
    const start = text.indexOf(fileName, pos);
    return [{ start, end: start + fileName.length, text: renamedSpecifier(fileName, target!, other) }];
  });
}

/** Stems that a configuration, a text or a file outside the sources names: they must stay. */
function namedElsewhere(project: Project): Set<string> {
  const { sources, extras, drivers, root } = project.corpus;
  const found = new Set<string>();
  const driverPaths = new Set(drivers.values());
  const own = new Set([...sources.keys()].map((path) => join(root, path)));
  for (const [path, text] of extras)
    if (!driverPaths.has(path)) for (const [word] of text.matchAll(/[\w.-]+/gu)) found.add(stemOf(word));
  for (const file of project.program.getSourceFiles()) {
    if (file.fileName.includes('/node_modules/') || !file.fileName.startsWith(root)) continue;
    const isSource = own.has(file.fileName);
    const imported = new Set(
      ts.preProcessFile(file.text, true, true).importedFiles.map(({ fileName }) => fileName),
    );
    const visit = (node: ts.Node): void => {
      if (ts.isStringLiteralLike(node) && !(isSource && imported.has(node.text) && node.text.startsWith('.')))
        found.add(stemOf(basename(node.text)));
      ts.forEachChild(node, visit);
    };
    visit(file);
  }
  return found;
}

function resolve({ corpus, program, host }: Project, path: string, specifier: string): string | undefined {
  if (!specifier.startsWith('.')) return undefined;
  const from = join(corpus.root, path);
  const mode = program.getSourceFile(from)?.impliedNodeFormat;
  const { resolvedModule } = ts.resolveModuleName(
    specifier,
    from,
    program.getCompilerOptions(),
    host,
    undefined,
    undefined,
    mode ?? ts.ModuleKind.ESNext,
  );
  const file = resolvedModule?.resolvedFileName;
  return file?.startsWith(`${corpus.root}/`) ? file.slice(corpus.root.length + 1) : undefined;
}
