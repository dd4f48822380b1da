import { join } from 'node:path';
import { readCorpus } from './1-read-corpus.ts';
import { openProject, type Project } from './2-open-project.ts';
import { readTree, type StoredSet } from './read-set.ts';
import { dependencyFolder } from './seal-dependencies.ts';
import { isDriver } from './source-file-names.ts';

/** The sealed clean files of one task as a project of their own; `texts` stand in the place of some. */
export async function openTaskProject(
  set: StoredSet,
  { task, corpus: name }: { readonly task: string; readonly corpus: string },
  texts: ReadonlyMap<string, string> = new Map(),
): Promise<Project> {
  const root = join(set.folder, 'truth/clean', task);
  const paths = [...(await readTree(set, `truth/clean/${task}`)).keys()];
  const only = paths.filter((path) => /\.[cm]?[jt]sx?$/u.test(path) && !isDriver(path));
  const corpus = await readCorpus({ path: root, root, only });
  const sources = new Map([...corpus.sources, ...texts]);
  const project = openProject({ ...corpus, sources }, { allowTypeErrors: true });
  // Only what is run needs them: they are read when they are asked for.
  const installed = async (): Promise<Map<string, string>> => {
    const sealed = [...(await readTree(set, dependencyFolder(name)))];
    return new Map(sealed.filter(([path]) => path.startsWith('node_modules/')));
  };
  let known: Promise<Map<string, string>> | null = null;
  return { ...project, runtime: () => (known ??= installed()) };
}
