import type { Project } from '@bebug/engine';
import { openModule } from '../src/clean-module.ts';
import type { Pool } from '../src/sandbox/pool.ts';
import { Side } from '../src/sandbox/side.ts';
import { plansOf } from '../src/schedule/plans.ts';
import { search } from '../src/schedule/search.ts';
import { CleanSpaces } from '../src/schedule/spaces.ts';

/** What comparing a module with itself gave: `witnesses` must be none. */
export interface Compared {
  readonly comparisons: number;
  readonly witnesses: number;
  /** Of both sides. */
  readonly schedules: number;
  readonly skipped: number;
}

/** Compare `file` with itself in the first `limit` scenarios of every subject, as the rung compares it with a mutant. */
export async function cleanWithClean(
  project: Project,
  file: string,
  pool: Pool,
  { seed, limit }: { readonly seed: number; readonly limit: number },
): Promise<Compared> {
  const module = await openModule(project, file, pool, seed);
  if ('why' in module) throw new Error(module.why);
  const { actors, timed } = module.derived;
  const [clean, same] = [new Side(pool, module.code), new Side(pool, module.code)];
  const total = { comparisons: 0, witnesses: 0, schedules: 0, skipped: 0 };
  try {
    for (const actor of actors) {
      const plans = plansOf(actor, new Set(), timed, [seed, file, 'schedule']).slice(0, limit);
      const { hits, scenarios, schedules, skipped } = await search(plans, new CleanSpaces(), clean, same);
      total.comparisons += scenarios;
      total.witnesses += hits.length;
      total.schedules += schedules * 2;
      total.skipped += skipped.length;
    }
    return total;
  } finally {
    clean.close();
    same.close();
  }
}
