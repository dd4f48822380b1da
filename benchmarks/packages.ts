import { join } from 'node:path';
import { fetchPackage, readPins } from '@bebug/cli';
import type { CorpusSource } from '@bebug/engine';

const root = new URL('..', import.meta.url).pathname;

/** The packages of `yield/packages.json`, that nobody prepared, in their order; fetched once, as pinned. */
export async function developerPackages(names?: readonly string[]): Promise<CorpusSource[]> {
  const pins = await readPins(join(root, 'benchmarks/yield/packages.json'));
  const specs = [...pins.keys()].filter((spec) => names?.some((name) => spec.startsWith(`${name}@`)) ?? true);
  const found: CorpusSource[] = [];
  for (const spec of specs) found.push(await fetchPackage(`npm:${spec}`, join(root, '.bebug/cache'), pins));
  return found;
}
