import type { StudyMaterial } from '@bebug/annotator';
import { readComparisonTasks, readProblemTasks, readSet } from '@bebug/detectors';
import { isTaskSet, readTaskSetManifest } from '@bebug/engine';

/** What a folder holds for people: the public part of a bug set, or of tasks that were made of one. */
export async function readMaterial(folder: string): Promise<StudyMaterial> {
  if (!(await isTaskSet(folder))) return { kind: 'bugs', ...(await readSet(folder)) };
  const { manifest } = await readTaskSetManifest(folder);
  return manifest.format === 'bebug-comparisons/1'
    ? { kind: 'comparisons', ...(await readComparisonTasks(folder)) }
    : { kind: 'problems', ...(await readProblemTasks(folder)) };
}
