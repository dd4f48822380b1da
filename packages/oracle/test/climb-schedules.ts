import type { Project, ScreenedMutant } from '@bebug/engine';
import { openModule } from '../src/clean-module.ts';
import type { Climb } from '../src/rung.ts';
import type { Pool } from '../src/sandbox/pool.ts';
import { scheduleRung } from '../src/schedule/rung.ts';
import { prepare } from '../src/subject/subject.ts';

/** What the schedule rung alone says of a mutant; `null` where it finds nothing to reorder. */
export async function climbSchedules(
  mutant: ScreenedMutant,
  pool: Pool,
  seed = 1,
): Promise<Climb<'schedule'> | null> {
  const project: Project = mutant.project;
  const module = await openModule(project, mutant.candidate.file, pool, seed);
  if ('why' in module) throw new Error(module.why);
  const mutated = await prepare(module.subject, mutant.mutatedText, { comparisons: false });
  if ('why' in mutated) throw new Error(mutated.why);
  return scheduleRung.climb({
    mutant,
    module,
    sides: { pool, cleanCode: module.code, mutatedCode: mutated.code },
    countingSides: () => Promise.resolve(null),
  });
}
