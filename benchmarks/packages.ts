import { join } from 'node:path';
import { fetchPackage, readPins } from '@bebug/cli';
import type { CorpusSource } from '@bebug/engine';

const root = new URL('..', import.meta.url).pathname;

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
