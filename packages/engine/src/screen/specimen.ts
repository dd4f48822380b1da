import type { Project } from '../2-open-project.ts';
import type { Candidate } from '../mutants.ts';
import { mutatedProgram } from './mutated-program.ts';
import type { Specimen } from './screen-rung.ts';

/** `candidate` with the text that it leaves behind, ready for the rungs. */
export function specimenOf(project: Project, candidate: Candidate, mutatedText: string): Specimen {
  let made: ReturnType<Specimen['program']> | null = null;
  return {
    candidate,
    project,
    cleanText: project.text(candidate.file),
    mutatedText,
    program: () => (made ??= mutatedProgram(project, candidate.file, mutatedText)),
  };
}
