import { isDeepStrictEqual } from 'node:util';
import { BebugError, type Run } from '@bebug/core';
import { readAnswers } from '@bebug/detectors';
import { twinSet, type StoredSet, type TwinnedBug } from '@bebug/engine';

/** The folder of a run, and that of the run of the same detector on the clean twins; `null` when none were given. */
export interface PairedRun {
  readonly folder: string;
  readonly twins: string | null;
}

interface FoundRun {
  readonly folder: string;
  readonly run: Run;
}

/**
 * Each run with the one on the twins by the same detector in the same version; where there are several, the one with the same settings and
 * prompts (`--repeat`).
 * @throws BebugError `run-mismatch` when a run was not made on the twins of this set, when a run has none or several on the twins, or one
 *   on the twins belongs to no run; and what reading throws
 */
export async function pairWithTwins(
  set: StoredSet<TwinnedBug>,
  runFolders: readonly string[],
  twinFolders: readonly string[],
): Promise<PairedRun[]> {
  if (twinFolders.length === 0) return runFolders.map((folder) => ({ folder, twins: null }));
  const { hash } = await twinSet(set);
  const twins = await readAll(twinFolders);
  for (const { folder, run } of twins) checkTwins(folder, run, hash);
  const pairs = (await readAll(runFolders)).map((found) => ({
    folder: found.folder,
    twins: twinsOf(found, twins),
  }));
  const idle = twinFolders.find((folder) => pairs.every((pair) => pair.twins !== folder));
  if (idle !== undefined)
    throw new BebugError('run-mismatch', `${idle} belongs to none of the runs.`, { hint: SAME_DETECTOR });
  return pairs;
}

const SAME_DETECTOR =
  'A run on the twins is of the same detector, in the same version, as the run on the set.';

async function readAll(folders: readonly string[]): Promise<FoundRun[]> {
  return Promise.all(folders.map(async (folder) => ({ folder, run: (await readAnswers(folder)).run })));
}

function checkTwins(folder: string, { setHash }: Run, hash: string): void {
  if (setHash === hash) return;
  throw new BebugError(
    'run-mismatch',
    `${folder} was made on ${setHash.slice(0, 12)}, not on the clean twins of the set, ${hash.slice(0, 12)}.`,
    { hint: 'Write them with `bebug export SET --format twins --to DIR`, and run the detector on DIR.' },
  );
}

function twinsOf({ folder, run }: FoundRun, twins: readonly FoundRun[]): string {
  const same = twins.filter(
    ({ run: { detector, version } }) => detector === run.detector && version === run.version,
  );
  const alike = same.filter(({ run: { settings, promptHash } }) =>
    isDeepStrictEqual([settings, promptHash], [run.settings, run.promptHash]),
  );
  const [first, second] = same.length > 1 && alike.length > 0 ? alike : same;
  const who = `${folder} (${run.detector} ${run.version})`;
  if (first === undefined)
    throw new BebugError('run-mismatch', `${who} has no run on the clean twins.`, { hint: SAME_DETECTOR });
  if (second !== undefined)
    throw new BebugError(
      'run-mismatch',
      `${who} has two runs on the clean twins: ${first.folder} and ${second.folder}.`,
      { hint: 'Give one run on the twins for each run.' },
    );
  return first.folder;
}
