import { applyEdits, randomStream, type Edit, type Mutant } from '@bebug/core';
import { scan, type Project } from '@bebug/engine';
import { CATALOGUE } from '@bebug/operators';
import { checkTypes } from '../../packages/engine/src/screen/mutated-program.ts';
import type { TypeStanding } from '../../packages/engine/src/screen/batch-checker.ts';
import { strykerMutants } from '../stryker.ts';

/** What the compiler is asked about; where it comes from makes no difference to it. */
export interface Subject extends Mutant {
  readonly from: 'bebug' | 'stryker';
}

/** A random sample, the same for one seed: so many candidates of ours (no syntax slips), and of StrykerJS's mutants. */
export async function sampleOf(
  project: Project,
  seed: number,
  ours: number,
  theirs: number,
): Promise<Subject[]> {
  const candidates = [...scan(project, CATALOGUE)].filter(({ family }) => family !== 'syntax');
  const stream = randomStream(seed, 'speed', project.corpus.name);
  const own = stream.shuffle(candidates).slice(0, ours).filter(isOneText);
  const stryker = stream.shuffle(await allOfStryker(project)).slice(0, theirs);
  return [...own.map((candidate): Subject => ({ ...candidate, from: 'bebug' })), ...stryker];
}

/** Some candidates of `statement-drop` have edits that overlap: no text comes of them, and nothing can be asked. */
function isOneText({ edits }: Mutant): boolean {
  return edits.every((one, index) =>
    edits.every((other, at) => at === index || one.end <= other.start || other.end <= one.start),
  );
}

/** Every mutant of StrykerJS in the files that it parses. */
export async function allOfStryker(project: Project): Promise<Subject[]> {
  const found: Subject[] = [];
  for (const [file, text] of project.corpus.sources)
    for (const { mutator, edit } of await strykerMutants(file, text))
      found.push(subject(file, mutator, edit));
  return found;
}

function subject(file: string, mutator: string, edit: Edit): Subject {
  return { operator: mutator, family: 'condition', tier: 'hard', file, edits: [edit], from: 'stryker' };
}

/** The exact verdict: a fresh program of TypeScript 6. */
export function referenceStanding(project: Project, { file, edits }: Mutant): TypeStanding {
  const { parser, types } = checkTypes(project, file, applyEdits(project.text(file), edits));
  return parser.length > 0 || (types ?? []).length > 0 ? 'flagged' : 'clean';
}
