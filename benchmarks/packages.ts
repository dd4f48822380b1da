import { join } from 'node:path';
import { fetchPackage, readPins } from '@bebug/cli';
import { openProject, readCorpus, type CorpusSource, type Project } from '@bebug/engine';

const root = new URL('..', import.meta.url).pathname;

/** The embedded corpus, which is no package. */
export const EMBEDDED_SOURCE: CorpusSource = { path: join(root, 'corpora/embedded/src') };

/** The embedded corpus, by the name `embedded`, and the packages of `yield/packages.json`; all of them, or those named. */
export async function embeddedAndPackages(names?: readonly string[]): Promise<CorpusSource[]> {
  const packages = await developerPackages(names);
  return names?.includes('embedded') === false ? packages : [EMBEDDED_SOURCE, ...packages];
}

/**
 * The packages of `LIST/packages.json`, that nobody prepared, in the order of `names` or of the lists; fetched once, as pinned.
 */
export async function developerPackages(
  names?: readonly string[],
  lists: readonly string[] = ['yield'],
): Promise<CorpusSource[]> {
  const pins = new Map(
    (
      await Promise.all(lists.map((list) => readPins(join(root, 'benchmarks', list, 'packages.json'))))
    ).flatMap((list) => [...list]),
  );
  const all = [...pins.keys()];
  const specs = names?.flatMap((name) => all.filter((spec) => spec.startsWith(`${name}@`))) ?? all;
  const found: CorpusSource[] = [];
  for (const spec of specs) found.push(await fetchPackage(`npm:${spec}`, join(root, '.bebug/cache'), pins));
  return found;
}

/** What `npm start` plants bugs in, the embedded corpus and the packages of `corpora/pins.json`, and the packages of further lists. */
export async function openCorpora(lists: readonly string[] = []): Promise<Project[]> {
  const opened = [openProject(await readCorpus(EMBEDDED_SOURCE), { allowTypeErrors: false })];
  for (const list of [join(root, 'corpora/pins.json'), ...lists]) {
    const pins = await readPins(list);
    for (const spec of pins.keys()) {
      const source = await fetchPackage(`npm:${spec}`, join(root, '.bebug/cache'), pins);
      opened.push(openProject(await readCorpus(source), { allowTypeErrors: true }));
    }
  }
  return opened;
}
