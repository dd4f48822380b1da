import { compareText, formatJson, sha256 } from '@bebug/core';
import type { Project } from './2-open-project.ts';
import { IMPORT_TABLE } from './runtime-closure.ts';

/** Folder of a set with the installed files that the proofs of one corpus run; its name says nothing about the corpus. */
export function dependencyFolder(corpus: string): string {
  return `truth/dependencies/${sha256(corpus).slice(0, 12)}`;
}

/** The installed files that modules of `project` need to run, once a corpus: a proof must not depend on what is installed later. */
export async function sealDependencies(
  project: Project,
  modules: Iterable<string>,
): Promise<Map<string, string>> {
  const folder = dependencyFolder(project.corpus.name);
  const files = new Map<string, string>();
  let table: Record<string, Record<string, string>> = {};
  for (const path of [...new Set(modules)].sort(compareText)) {
    for (const [place, text] of await project.runtime(path)) {
      if (place === IMPORT_TABLE) table = { ...table, ...(JSON.parse(text) as typeof table) };
      else files.set(`${folder}/${place}`, text);
    }
  }
  if (files.size > 0) {
    const sorted = Object.entries(table).sort(([a], [b]) => compareText(a, b));
    files.set(`${folder}/${IMPORT_TABLE}`, formatJson(Object.fromEntries(sorted)));
  }
  return files;
}
