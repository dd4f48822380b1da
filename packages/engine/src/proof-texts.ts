import { readTree, type StoredSet } from './read-set.ts';
import { dependencyFolder } from './seal-dependencies.ts';

/** What the proofs of one task run, from the sealed part of a set: the clean files, their drivers, and dependencies. */
export async function proofTexts(
  set: StoredSet,
  { task, corpus }: { readonly task: string; readonly corpus: string },
): Promise<Map<string, string>> {
  const clean = await readTree(set, `truth/clean/${task}`);
  const dependencies = await readTree(set, dependencyFolder(corpus));
  const texts = [...clean].filter(([path]) => path !== 'package.json' && path !== 'tsconfig.json');
  return new Map([...texts, ...dependencies]);
}
