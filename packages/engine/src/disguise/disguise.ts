import { applyEdits, type Edit } from '@bebug/core';
import type { Corpus } from '../1-read-corpus.ts';
import { openProject, type Project } from '../2-open-project.ts';
import { decoyCandidate } from '../decoys/check-decoy.ts';
import type { Prover } from '../mutants.ts';
import { newFileNames, specifierEdits } from './file-names.ts';
import { nameEdits } from './name-edits.ts';
import { plainManifest } from './plain-manifest.ts';

/** A project whose own names and files are called otherwise, and the way to see that nothing else is different. */
export interface Disguise {
  readonly project: Project;
  /** Names of files, and places where a name was changed. */
  readonly counts: { readonly files: number; readonly names: number };
  /** The oracle finds no difference between the file as it was and as it is. Each file is asked once. */
  isSame(file: string, prover: Prover): Promise<boolean>;
}

/**
 * Rename what is a project's own affair: locals, parameters, functions and types that are not exported, hidden members, files. What
 * others see stays, and so do strings. Deterministic under a seed. A file in which the compiler then says another thing keeps its names.
 */
export function disguise(project: Project, seed: number): Disguise {
  const files = newFileNames(project, seed);
  const edits = new Map<string, Edit[]>(
    [...project.corpus.sources.keys()].map((path) => [path, nameEdits(project, path, seed)]),
  );
  for (let changed = rename(project, files, edits); ; changed = rename(project, files, edits)) {
    const disguised = openProject(changed, { allowTypeErrors: true });
    const other = [...edits].filter(
      ([path, own]) => own.length > 0 && !isTypedAlike(project, path, disguised, files.get(path) ?? path),
    );
    if (other.length === 0) return made(project, { ...disguised, notes: project.notes }, files, edits);
    for (const [path] of other) edits.set(path, []);
  }
}

function made(
  project: Project,
  disguised: Project,
  files: ReadonlyMap<string, string>,
  edits: ReadonlyMap<string, readonly Edit[]>,
): Disguise {
  const origins = new Map([...files].map(([old, path]) => [path, old]));
  const known = new Map<string, Promise<boolean>>();
  const ask = async (file: string, prover: Prover): Promise<boolean> => {
    const own = edits.get(file) ?? [];
    if (own.length === 0) return true;
    const proof = await prover.prove({
      candidate: decoyCandidate(project, file, own),
      project,
      // As it is, but with the files called as before: names of files have no part in what a module does.
      mutatedText: applyEdits(project.text(file), own),
      parser: [],
      types: [],
      lint: [],
    });
    return proof.status === 'unproved';
  };
  return {
    project: disguised,
    counts: {
      files: [...files.keys()].filter((path) => project.corpus.sources.has(path)).length,
      names: [...edits.values()].reduce((sum, own) => sum + own.length, 0),
    },
    isSame(file, prover) {
      const old = origins.get(file) ?? file;
      const answer = known.get(old) ?? ask(old, prover);
      known.set(old, answer);
      return answer;
    },
  };
}

function rename(
  project: Project,
  files: ReadonlyMap<string, string>,
  edits: ReadonlyMap<string, readonly Edit[]>,
): Corpus {
  const { corpus } = project;
  const pathOf = (path: string): string => files.get(path) ?? path;
  const textOf = (path: string, text: string): string =>
    applyEdits(text, [...(edits.get(path) ?? []), ...specifierEdits(project, path, text, files)]);
  const driverPaths = new Set(corpus.drivers.values());
  const extras = [...corpus.extras].map(([path, text]): [string, string] => {
    if (driverPaths.has(path)) return [pathOf(path), textOf(path, text)];
    return [path, path === 'package.json' ? plainManifest(text, [...corpus.sources.values()]) : text];
  });
  return {
    ...corpus,
    sources: new Map([...corpus.sources].map(([path, text]) => [pathOf(path), textOf(path, text)])),
    drivers: new Map([...corpus.drivers].map(([path, driver]) => [pathOf(path), pathOf(driver)])),
    extras: new Map(extras),
    renamed: files,
  };
}

/** The same rules are broken in the file as before, if any. */
function isTypedAlike(project: Project, path: string, disguised: Project, renamed: string): boolean {
  const rules = (of: Project, file: string): string =>
    of
      .baseline(file)
      .map(({ rule }) => rule)
      .join();
  return rules(project, path) === rules(disguised, renamed);
}
