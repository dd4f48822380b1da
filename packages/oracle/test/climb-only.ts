import type { Project, ProofEvidence, ScreenedMutant } from '@bebug/engine';
import { openModule, type CleanModule } from '../src/clean-module.ts';
import type { Climb, Rung } from '../src/rung.ts';
import type { Pool } from '../src/sandbox/pool.ts';
import { prepare } from '../src/subject/subject.ts';

type Opened = Promise<CleanModule | { readonly why: string }>;

const opened = new WeakMap<Pool, WeakMap<Project, Map<string, Opened>>>();

/** As in the oracle, a clean module is opened once for all its mutants. */
function moduleOf(project: Project, file: string, pool: Pool, seed: number): Opened {
  const projects = opened.get(pool) ?? new WeakMap<Project, Map<string, Opened>>();
  opened.set(pool, projects);
  const modules = projects.get(project) ?? new Map<string, Opened>();
  projects.set(project, modules);
  const key = `${seed} ${file}`;
  const module = modules.get(key) ?? openModule(project, file, pool, seed);
  modules.set(key, module);
  return module;
}

/** What one rung alone says of a mutant; `null` where it finds nothing to look at. */
export async function climbOnly<Name extends keyof ProofEvidence>(
  rung: Rung<Name>,
  mutant: ScreenedMutant,
  pool: Pool,
  seed = 1,
): Promise<Climb<Name> | null> {
  const module = await moduleOf(mutant.project, mutant.candidate.file, pool, seed);
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
    elsewhere: () => Promise.resolve([]),
  });
}
