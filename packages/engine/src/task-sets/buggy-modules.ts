import { applyEdits, compareText, groupBy } from '@bebug/core';
import type { Bug } from '@bebug/core/truth';
import { readTree, type StoredSet } from '../read-set.ts';

/** A bug of a set, alone in the file. */
export interface BuggyFile {
  readonly bug: Bug;
  readonly text: string;
}

/** One clean file of a bug set, and every bug that the set plants in that very text. */
export interface BuggyModule {
  readonly corpus: string;
  readonly file: string;
  readonly clean: string;
  /** What a task shows beside the file: path → text, by path. */
  readonly context: ReadonlyMap<string, string>;
  /** By id; no two have the same text. */
  readonly bugs: readonly BuggyFile[];
}

/** The modules of a set, in the order of the first of their bugs. A file with other decoys is another module. */
export async function buggyModules(set: StoredSet): Promise<BuggyModule[]> {
  const sealed = await readTree(set, 'truth/clean');
  const files = set.bugs
    .toSorted((a, b) => compareText(a.id, b.id))
    .map((bug) => {
      const clean = sealed.get(`${bug.task}/${bug.file}`)!;
      return { bug, clean, text: applyEdits(clean, bug.edits) };
    });
  const modules = groupBy(files, ({ bug, clean }) => JSON.stringify([bug.corpus, bug.file, clean]));
  return [...modules.values()].map((same) => {
    const { bug, clean } = same[0]!;
    return {
      corpus: bug.corpus,
      file: bug.file,
      clean,
      context: contextOf(set, bug.task, sealed),
      bugs: same.filter(({ text }, index) => same.findIndex((other) => other.text === text) === index),
    };
  });
}

/** Of a change under review only the files as they are after it. */
function contextOf(
  { tasks }: StoredSet,
  id: string,
  sealed: ReadonlyMap<string, string>,
): ReadonlyMap<string, string> {
  const { context, change } = tasks.find((task) => task.id === id)!;
  const ofChange = new Set(change === undefined ? [] : [change.diff, ...change.before]);
  const paths = context.filter((path) => !ofChange.has(path)).toSorted(compareText);
  return new Map(paths.map((path) => [path, sealed.get(`${id}/${path}`)!]));
}
