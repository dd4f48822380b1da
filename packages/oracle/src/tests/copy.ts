import { constants } from 'node:fs';
import {
  cp,
  lstat,
  mkdir,
  mkdtemp,
  readdir,
  readFile,
  readlink,
  realpath,
  rm,
  symlink,
} from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, dirname, join, relative } from 'node:path';
import { BebugError, compareText, sha256 } from '@bebug/core';

/** A project's folder as it was when the oracle opened it. */
export interface Copy {
  /** The user's own folder: never written to. */
  readonly root: string;
  /** Everything that belongs to the copy, and the runs. */
  readonly folder: string;
  /** The project without dependencies and history. */
  readonly snapshot: string;
  /** Hash over path and bytes of every file of the snapshot. */
  readonly hash: string;
  /** Folders of dependencies, relative to the root. */
  readonly modules: readonly string[];
}

const LEFT_OUT = new Set(['node_modules', '.git']);

/** Copy the project at `root` into a temporary folder. With `dependencies`, its installed packages too, once. */
export async function copyProject(root: string, options: { readonly dependencies: boolean }): Promise<Copy> {
  const folder = await mkdtemp(join(tmpdir(), 'bebug-tests-'));
  const snapshot = join(folder, 'snapshot');
  const modules: string[] = [];
  await copyTree(root, snapshot, (left) => {
    if (basename(left) === 'node_modules') modules.push(relative(root, left));
  });
  if (options.dependencies) {
    for (const path of modules) {
      // The folder may be a link: what it stands for is copied, or writes would go through it.
      await copyTree(await realpath(join(root, path)), join(folder, 'dependencies', path), null);
    }
  }
  return { root, folder, snapshot, modules: modules.sort(compareText), hash: await treeHash(snapshot) };
}

export async function removeCopy(copy: Copy): Promise<void> {
  await rm(copy.folder, { recursive: true, force: true });
}

/** Copy files, folders and links. `onLeftOut` hears of folders that are not copied; `null`: every folder is. */
export async function copyTree(
  from: string,
  to: string,
  onLeftOut: ((path: string) => void) | null = () => {},
): Promise<void> {
  try {
    await cp(from, to, {
      recursive: true,
      preserveTimestamps: true,
      verbatimSymlinks: true,
      mode: constants.COPYFILE_FICLONE,
      async filter(path) {
        if (onLeftOut !== null && path !== from && LEFT_OUT.has(basename(path))) {
          onLeftOut(path);
          return false;
        }
        const stats = await lstat(path);
        return stats.isFile() || stats.isDirectory() || stats.isSymbolicLink();
      },
    });
  } catch (error) {
    throw new BebugError('tests-unusable', `${from} cannot be copied: ${(error as Error).message}.`, {
      cause: error,
    });
  }
}

/** Where nothing can be mounted: the copied dependencies, linked into a copy of the project. */
export async function linkModules(copy: Copy, place: string): Promise<void> {
  for (const path of copy.modules) {
    await mkdir(dirname(join(place, path)), { recursive: true });
    await symlink(join(copy.folder, 'dependencies', path), join(place, path));
  }
}

async function treeHash(folder: string): Promise<string> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const lines: string[] = [];
  for (const entry of entries) {
    const path = join(entry.parentPath, entry.name);
    if (entry.isFile()) lines.push(`${relative(folder, path)}\0${sha256(await readFile(path))}`);
    else if (entry.isSymbolicLink()) lines.push(`${relative(folder, path)}\0→${await readlink(path)}`);
  }
  return sha256(lines.sort(compareText).join('\n'));
}
