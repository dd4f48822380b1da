import { mkdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import Arborist from '@npmcli/arborist';

/** What a package needs to run: exact versions, as the registry resolved them when the package was first fetched. */
export interface InstalledPackage {
  readonly name: string;
  readonly version: string;
  readonly integrity: string;
}

/** A manifest is foreign input: what it names elsewhere (a folder, a git host, an address) is not fetched. */
const ONLY_THE_REGISTRY = {
  ignoreScripts: true,
  audit: false,
  allowGit: 'none',
  allowRemote: 'none',
  allowFile: 'none',
  allowDirectory: 'none',
};

interface PackageManifest {
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly peerDependencies?: Readonly<Record<string, string>>;
  readonly peerDependenciesMeta?: Readonly<Record<string, { readonly optional?: boolean }>>;
}

/**
 * Put what the package in `folder` depends on at run time (peers that are not optional, too) into its `node_modules`. No
 * script of any package is run. Rejects with the registry client's error when something cannot be had.
 */
export async function installDependencies(folder: string, registryCache: string): Promise<void> {
  const manifest = JSON.parse(await readFile(join(folder, 'package.json'), 'utf8')) as PackageManifest;
  const wanted = { ...requiredPeers(manifest), ...manifest.dependencies };
  if (Object.keys(wanted).length === 0 || (await isThere(join(folder, 'node_modules')))) return;
  const workshop = `${folder}.dependencies`;
  await mkdir(workshop, { recursive: true });
  try {
    // A package of its own: the real one's development dependencies would be resolved as well.
    await writeFile(join(workshop, 'package.json'), JSON.stringify({ dependencies: wanted }));
    const tree = new Arborist({ path: workshop, cache: registryCache, ...ONLY_THE_REGISTRY });
    await tree.reify();
    await rename(join(workshop, 'node_modules'), join(folder, 'node_modules'));
  } finally {
    await rm(workshop, { recursive: true, force: true });
  }
}

/** Every installed package, in code-unit order of its place. */
export async function installedPackages(folder: string): Promise<readonly InstalledPackage[]> {
  const lock = join(folder, 'node_modules/.package-lock.json');
  if (!(await isThere(lock))) return [];
  const { packages } = JSON.parse(await readFile(lock, 'utf8')) as {
    packages: Record<string, { version?: string; integrity?: string }>;
  };
  return Object.entries(packages)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([place, { version = '', integrity = '' }]) => ({
      name: place.slice(place.lastIndexOf('node_modules/') + 'node_modules/'.length),
      version,
      integrity,
    }));
}

function requiredPeers({ peerDependencies = {}, peerDependenciesMeta = {} }: PackageManifest): object {
  return Object.fromEntries(
    Object.entries(peerDependencies).filter(([name]) => peerDependenciesMeta[name]?.optional !== true),
  );
}

async function isThere(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  );
}
