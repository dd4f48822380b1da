import { lutimes, mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { BebugError, SETTLED_TIME } from '@bebug/core';
import type { DetectorTask } from '../detector.ts';
import { runProgram } from './run-program.ts';

/** When everything in a task folder was written. */

/** Where a task stands for a program: its files, and a home of the program's own beside them. */
export interface TaskFolder {
  readonly files: string;
  readonly home: string;
  readonly remove: () => Promise<void>;
}

/** A folder with the files of a task, under a name that says nothing. */
export async function makeTaskFolder({ texts }: DetectorTask): Promise<TaskFolder> {
  const root = await mkdtemp(join(tmpdir(), 'review-'));
  const remove = (): Promise<void> => rm(root, { recursive: true, force: true, maxRetries: 3 });
  try {
    const [files, home] = [join(root, 'code'), join(root, 'home')];
    await Promise.all([mkdir(files), mkdir(home)]);
    await writeTexts(files, texts);
    return { files, home, remove };
  } catch (error) {
    await remove();
    throw error;
  }
}

/** Writes each text at its path in the folder. */
export async function writeTexts(
  folder: string,
  texts: Iterable<readonly [path: string, text: string]>,
): Promise<void> {
  for (const [path, text] of texts) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), text);
  }
}

/**
 * Makes the files a git repository with one commit, as a fresh clone without history looks; author and times are the same everywhere.
 * @throws BebugError `usage` when git is not there
 */
export async function makeRepository({ files, home }: TaskFolder, path: string): Promise<void> {
  const person = { NAME: 'developer', EMAIL: 'developer@example.org', DATE: SETTLED_TIME.toISOString() };
  const environment: Record<string, string> = {
    PATH: path,
    HOME: home,
    GIT_CONFIG_NOSYSTEM: '1',
    GIT_CONFIG_GLOBAL: '/dev/null',
    ...Object.fromEntries(Object.entries(person).map(([key, value]) => [`GIT_AUTHOR_${key}`, value])),
    ...Object.fromEntries(Object.entries(person).map(([key, value]) => [`GIT_COMMITTER_${key}`, value])),
  };
  for (const words of [
    ['init', '--quiet', '--template=', '--initial-branch=main'],
    ['add', '--all', '--force'],
    ['commit', '--quiet', '--message=Initial commit'],
  ]) {
    const options = { cwd: files, environment, timeoutMs: 60_000, mostBytes: 1e6 };
    const { exitCode, errorOutput } = await runProgram(['git', ...words], options).catch(gitMissing);
    if (exitCode !== 0) throw new Error(`git ${words[0]!} failed: ${errorOutput.trim()}`);
  }
  await settleTimes(files);
}

function gitMissing(error: NodeJS.ErrnoException): never {
  if (error.code !== 'ENOENT') throw error;
  throw new BebugError('usage', 'git is not there; a command gets its task as a git repository.', {
    cause: error,
    hint: 'Install git.',
  });
}

/** One time for everything: folders after what is in them, or they would move again. */
async function settleTimes(folder: string): Promise<void> {
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) await settleTimes(path);
    else await lutimes(path, SETTLED_TIME, SETTLED_TIME);
  }
  await lutimes(folder, SETTLED_TIME, SETTLED_TIME);
}
