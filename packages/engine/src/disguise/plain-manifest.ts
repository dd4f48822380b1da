import { formatJson } from '@bebug/core';

/** What says how code is resolved and run; the rest says whose it is. */
const KEPT = new Set([
  'type',
  'main',
  'module',
  'types',
  'typings',
  'exports',
  'imports',
  'engines',
  'sideEffects',
  'dependencies',
  'devDependencies',
  'peerDependencies',
  'optionalDependencies',
]);

/** A package manifest without name, description, author and the like; as it is where the code imports itself by its name, or it is broken. */
export function plainManifest(text: string, sources: readonly string[]): string {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return text;
  }
  if (typeof value !== 'object' || value === null) return text;
  const { name } = value as { name?: unknown };
  const isUsed =
    typeof name === 'string' &&
    sources.some((source) =>
      [`'${name}'`, `"${name}"`, `'${name}/`, `"${name}/`].some((use) => source.includes(use)),
    );
  if (isUsed) return text;
  return formatJson(Object.fromEntries(Object.entries(value).filter(([key]) => KEPT.has(key))));
}
