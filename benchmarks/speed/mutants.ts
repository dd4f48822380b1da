import { randomStream, type Mutant } from '@bebug/core';
import { scan, type Project } from '@bebug/engine';
import { CATALOGUE } from '@bebug/operators';
import { strykerMutants } from '../stryker.ts';

/** How large a sample is, and which, as options of a command line. */
export const SAMPLE_OPTIONS = {
  ours: { type: 'string', default: '200' },
  stryker: { type: 'string', default: '100' },
  seed: { type: 'string', default: '1' },
} as const;

/** A random sample, the same for one seed: so many candidates of ours (no syntax slips), and of StrykerJS's mutants. */
export async function sampleOf(
  project: Project,
  { ours, stryker, seed }: Readonly<Record<keyof typeof SAMPLE_OPTIONS, string>>,
): Promise<Mutant[]> {
  const candidates = [...scan(project, CATALOGUE)].filter(({ family }) => family !== 'syntax');
  const stream = randomStream(Number(seed), 'speed', project.corpus.name);
  const own = stream.shuffle(candidates).slice(0, Number(ours));
  return [...own, ...stream.shuffle(await allOfStryker(project)).slice(0, Number(stryker))];
}

/** Every mutant of StrykerJS in the files that it parses. */
export async function allOfStryker(project: Project): Promise<Mutant[]> {
  const found: Mutant[] = [];
  for (const [file, text] of project.corpus.sources)
    for (const { mutator, edit } of await strykerMutants(file, text))
      found.push({ operator: mutator, family: 'condition', tier: 'hard', file, edits: [edit] });
  return found;
}
