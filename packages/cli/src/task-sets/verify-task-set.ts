import { damagedFiles, readTaskSetManifest, type Problem } from '@bebug/engine';

export interface TaskSetCheck {
  readonly problems: readonly Problem[];
  /** What holds where there is no problem, in a sentence. */
  readonly claim: string;
}

/** Compare every byte of what `bebug tasks` made with its manifest. Its proofs are those of the bug set that it was made of. */
export async function verifyTaskSet(folder: string): Promise<TaskSetCheck> {
  const { manifest } = await readTaskSetManifest(folder);
  const damaged = await damagedFiles(folder, manifest.files, 'taskset.json');
  const files = Object.keys(manifest.files).length;
  const kind = manifest.format === 'bebug-comparisons/1' ? 'comparisons' : 'problems';
  return {
    problems: damaged.map((one) => ({ id: null, ...one })),
    claim: `${manifest.tasks} ${kind}: ${files} files are as they were written. Their proofs are in the bug set ${manifest.setHash.slice(0, 12)}, of which they were made: verify that one, too.`,
  };
}
