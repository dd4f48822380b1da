import { formatJson } from '@bebug/core';
import type { Corpus } from './1-read-corpus.ts';
import { renamedSpecifier } from './disguise/renamed-specifier.ts';
import { IMPORT_TABLE, runtimeClosure } from './runtime-closure.ts';

/** `runtimeClosure` of a corpus whose files may be called otherwise than on disk: the table of imports names them as they are called here. */
export async function renamedClosure(
  { root, renamed = new Map<string, string>() }: Corpus,
  path: string,
  closure: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const origins = new Map([...renamed].map(([old, other]) => [other, old]));
  const onDisk = (one: string): string => origins.get(one) ?? one;
  const texts = await runtimeClosure(root, onDisk(path), new Set([path, ...closure].map(onDisk)));
  const table = texts.get(IMPORT_TABLE);
  if (table === undefined || renamed.size === 0) return texts;
  const imports = JSON.parse(table) as Record<string, Record<string, string>>;
  const here = (one: string): string => renamed.get(one) ?? one;
  const entries = Object.entries(imports).map(([importer, targets]) => [
    here(importer),
    Object.fromEntries(
      Object.entries(targets).map(([specifier, target]) => [
        renamed.has(target) ? renamedSpecifier(specifier, target, here(target)) : specifier,
        here(target),
      ]),
    ),
  ]);
  return new Map([...texts, [IMPORT_TABLE, formatJson(Object.fromEntries(entries))]]);
}
