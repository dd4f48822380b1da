import type { StudyMaterial } from '@bebug/annotator';
import { readComparisonTasks, readSet } from '@bebug/detectors';
import { isTaskSet } from '@bebug/engine';

/** What a folder holds for people: the public part of a bug set, or of tasks that were made of one. */
export async function readMaterial(folder: string): Promise<StudyMaterial> {
  return (await isTaskSet(folder))
    ? { kind: 'comparisons', ...(await readComparisonTasks(folder)) }
    : { kind: 'bugs', ...(await readSet(folder)) };
}
