import { readFileSync } from 'node:fs';
import { findPackageJSON } from 'node:module';
import { dirname, join } from 'node:path';

/** The folder of a package that this one depends on, whatever the package exports. */
function packageFolder(name: string): string {
  const manifest = findPackageJSON(name, import.meta.url);
  if (manifest === undefined) throw new Error(`The package ${name} is not installed.`);
  return dirname(manifest);
}

/** The version of an installed package. */
export function versionOf(name: string): string {
  const text = readFileSync(join(packageFolder(name), 'package.json'), 'utf8');
  return (JSON.parse(text) as { version: string }).version;
}

/** A file of an installed package. @param path in the package */
export function installedFile(name: string, path: string): string {
  return join(packageFolder(name), path);
}
