import type { Project, ProofEvidence, ScreenedMutant } from '@bebug/engine';
import { openModule } from '../src/clean-module.ts';
import type { Climb, Rung } from '../src/rung.ts';
import type { Pool } from '../src/sandbox/pool.ts';
import { prepare } from '../src/subject/subject.ts';

/** What one rung alone says of a mutant; `null` where it finds nothing to look at. */
export async function climbOnly<Name extends keyof ProofEvidence>(
  rung: Rung<Name>,
  mutant: ScreenedMutant,
  pool: Pool,
  seed = 1,
): Promise<Climb<Name> | null> {
  const project: Project = mutant.project;
  const module = await openModule(project, mutant.candidate.file, pool, seed);
  if ('why' in module) throw new Error(module.why);
  const mutated = await prepare(
    module.subject,
    { file: mutant.candidate.file, text: mutant.mutatedText },
    { comparisons: false },
  );
  if ('why' in mutated) throw new Error(mutated.why);
  return rung.climb({
    mutant,
    module,
    sides: { pool, cleanCode: module.code, mutatedCode: mutated.code },
    countingSides: () => Promise.resolve(null),
    importers: () => Promise.resolve([]),
  });
}
