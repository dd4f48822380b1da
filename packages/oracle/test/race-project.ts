import { readFile } from 'node:fs/promises';
import type { Project } from '@bebug/engine';
import { RACE_PAIRS } from './race-pairs.ts';
import { smallProject } from './small-project.ts';

/** The clean modules of all race pairs. */
export async function raceProject(): Promise<Project> {
  const texts = RACE_PAIRS.map(
    async ({ file }) => [file, await readFile(new URL(`races/${file}`, import.meta.url), 'utf8')] as const,
  );
  return smallProject(Object.fromEntries(await Promise.all(texts)));
}
