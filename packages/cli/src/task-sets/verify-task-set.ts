import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { sha256 } from '@bebug/core';
import { readTaskSetManifest, type Problem } from '@bebug/engine';

export interface TaskSetCheck {
  readonly problems: readonly Problem[];
  /** What holds where there is no problem, in a sentence. */
  readonly claim: string;
}

/** Compare every byte of what `bebug tasks` made with its manifest. Its proofs are those of the bug set that it was made of. */
export async function verifyTaskSet(folder: string): Promise<TaskSetCheck> {
  const { manifest } = await readTaskSetManifest(folder);
  const problems: Problem[] = [];
  for (const [path, hash] of Object.entries(manifest.files)) {
    const bytes = await readFile(join(folder, path)).catch(() => null);
    if (bytes === null) problems.push({ id: null, path, what: 'is missing' });
    else if (sha256(bytes) !== hash)
      problems.push({ id: null, path, what: 'is not the file that was written' });
  }
  const known = new Set([...Object.keys(manifest.files), 'taskset.json']);
  for (const path of await filesIn(folder))
    if (!known.has(path)) problems.push({ id: null, path, what: 'does not belong to the set' });
  const files = Object.keys(manifest.files).length;
  const kind = manifest.format === 'bebug-comparisons/1' ? 'comparisons' : 'problems';
  return {
    problems,
    claim: `${manifest.tasks} ${kind}: ${files} files are as they were written. Their proofs are in the bug set ${manifest.setHash.slice(0, 12)}, of which they were made: verify that one, too.`,
  };
}

async function filesIn(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => !entry.isDirectory())
    .map((entry) => join(entry.parentPath, entry.name).slice(join(folder, '/').length).replaceAll('\\', '/'));
}
