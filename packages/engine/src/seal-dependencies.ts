import { sha256 } from '@bebug/core';
import type { Bug, PlantedDecoy } from '@bebug/core/truth';
import type { Project } from './2-open-project.ts';
import { callerOf, subjectTexts } from './subject-texts.ts';

/** Folder of a set with what the proofs of one corpus run beside their tasks; its name says nothing about the corpus. */
export function dependencyFolder(corpus: string): string {
  return `truth/dependencies/${sha256(corpus).slice(0, 12)}`;
}

/**
 * What the proofs of one corpus run beside the files of their tasks: installed files that its modules need (a proof must not
 * depend on what is installed later), and modules that import the mutated one, where a proof calls these.
 */
export async function sealDependencies(
  project: Project,
  proofs: readonly (Pick<Bug, 'file' | 'witness'> | Pick<PlantedDecoy, 'file'>)[],
): Promise<Map<string, string>> {
  const callers = proofs.flatMap((one) => ('witness' in one ? (callerOf(one.witness) ?? []) : []));
  const called = await subjectTexts(project, callers);
  const needed = await subjectTexts(project, [...proofs.map(({ file }) => file), ...callers]);
  const folder = dependencyFolder(project.corpus.name);
  const sealed = [...needed].filter(([path]) => called.has(path) || path.startsWith('node_modules/'));
  return new Map(sealed.map(([path, text]) => [`${folder}/${path}`, text]));
}
