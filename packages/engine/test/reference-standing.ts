import { applyEdits, type Mutant } from '@bebug/core';
import type { Project } from '../src/2-open-project.ts';
import type { TypeStanding } from '../src/screen/batch-checker.ts';
import { checkTypes } from '../src/screen/mutated-program.ts';

/** The exact verdict: a fresh program of TypeScript 6. */
export function referenceStanding(project: Project, { file, edits }: Mutant): TypeStanding {
  const { parser, types } = checkTypes(project, file, applyEdits(project.text(file), edits));
  return parser.length > 0 || (types ?? []).length > 0 ? 'flagged' : 'clean';
}
