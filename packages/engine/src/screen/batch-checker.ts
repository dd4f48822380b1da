import type { Mutant } from '@bebug/core';
import type { Project } from '../2-open-project.ts';

/** What a compiler says of a mutant in its whole project: nothing new, or something; `unknown`: only the reference can tell. */
export type TypeStanding = 'clean' | 'flagged' | 'unknown';

/** Checks mutants of one project many at a time. The others in a batch change nothing but time. */
export interface BatchChecker {
  check(project: Project, mutants: readonly Mutant[]): Promise<ReadonlyMap<Mutant, TypeStanding>>;
  /** It must not be asked again. */
  close(): void;
}
