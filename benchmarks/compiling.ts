import { CATALOGUE } from '@bebug/operators';
import { Screen, type Candidate, type Project, type ScreenedMutant } from '@bebug/engine';

/** What a set is made with, when nothing else is asked for. */
export const STABLE = CATALOGUE.filter(({ status }) => status === 'stable');

/** The first `count` of `candidates` that pass the screen without a type error of their own. */
export function firstCompiling(
  project: Project,
  candidates: readonly Candidate[],
  count: number,
): ScreenedMutant[] {
  const screen = new Screen();
  const passed: ScreenedMutant[] = [];
  for (const candidate of candidates) {
    if (passed.length >= count) break;
    const verdict = screen.check(project, candidate);
    if (verdict.status === 'passed' && verdict.mutant.types?.length === 0) passed.push(verdict.mutant);
  }
  return passed;
}
