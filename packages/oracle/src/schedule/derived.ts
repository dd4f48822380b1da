import type { Project, ScreenedMutant } from '@bebug/engine';
import { CLOCKS } from '../input/harvest.ts';
import { reaches } from '../input/reach.ts';
import { exportTargets } from '../input/targets.ts';
import type { Plan } from '../sandbox/plan.ts';
import { actorsOf, type Actor } from './actors.ts';
import { plansOf } from './plans.ts';
import { touchedNames } from './touched.ts';

/** What scenarios of a module are made of. */
export interface Derived {
  readonly actors: readonly Actor[];
  /** Export → top-level declarations that it stands for. */
  readonly declared: ReadonlyMap<string, readonly string[]>;
  readonly timed: boolean;
  readonly seed: number;
}

/** Subjects among the exports of `file` whose uses can be reordered. */
export function derive(project: Project, file: string, seed: number): Derived {
  const source = project.sourceFile(file);
  const targets = exportTargets(project, source, true);
  const timed = CLOCKS.test(source.text);
  const declared = new Map(targets.map((one) => [one.target.name, one.declared]));
  return { actors: actorsOf(targets, timed), declared, timed, seed };
}

/** Scenarios in which the mutant's edits can show, the plainest first: always the same for one seed. */
export function plansFor(
  { actors, declared, timed, seed }: Derived,
  { candidate: { file, edits }, project }: ScreenedMutant,
): readonly Plan[] {
  const source = project.sourceFile(file);
  const touched = touchedNames(source, edits);
  const isNear = (name: string): boolean => reaches(source, edits, declared.get(name) ?? []);
  return actors
    .filter(({ kind, name, actions }) =>
      kind === 'module' ? actions.some((action) => isNear(action.name)) : isNear(name),
    )
    .flatMap((actor) => plansOf(actor, touched, timed, [seed, file, 'schedule']));
}
