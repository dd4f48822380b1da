import type { Project } from '../2-open-project.ts';
import type { Candidate } from '../mutants.ts';
import { checkTypes } from './mutated-program.ts';
import { nothingKnown, type KnownVerdict } from './kept/kept-verdicts.ts';
import type { Specimen } from './screen-rung.ts';

/** `candidate` with the text that it leaves behind, ready for the rungs. */
export function specimenOf(
  project: Project,
  candidate: Candidate,
  mutatedText: string,
  known: KnownVerdict = nothingKnown(),
): Specimen {
  return {
    candidate,
    project,
    cleanText: project.text(candidate.file),
    mutatedText,
    known,
    compiled: () => (known.project.types ??= checkTypes(project, candidate.file, mutatedText)),
  };
}
