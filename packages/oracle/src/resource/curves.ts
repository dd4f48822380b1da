import { FULL_FUEL } from '../difference.ts';
import type { Pool } from '../sandbox/pool.ts';
import type { Program } from '../sandbox/protocol.ts';
import type { MeasuredLoad } from '../sandbox/protocol.ts';
import { Side, type Result } from '../sandbox/side.ts';
import type { Counts } from './counter.ts';
import { caseOfSize, type LoadPlan } from './plan.ts';

/** Something that can be made larger: a driver's load by its name, or a plan derived from types. */
export interface Load {
  readonly name: string;
  readonly sizes: readonly number[];
  /** `null`: the driver's. */
  readonly plan: LoadPlan | null;
}

/** What each load took at each of its sizes: one fresh child for all of them, a fresh subject for each size. */
export async function measured(loads: readonly Load[], pool: Pool, code: Program): Promise<Result[][]> {
  const side = new Side(pool, code);
  try {
    const results = await side.measure(
      loads.flatMap(({ name, sizes, plan }) =>
        sizes.map((size): MeasuredLoad => (plan ? { given: caseOfSize(plan, size) } : { load: name, size })),
      ),
      FULL_FUEL,
    );
    return loads.map(({ sizes }) => results.splice(0, sizes.length));
  } finally {
    side.close();
  }
}

export interface Comparable {
  readonly sizes: readonly number[];
  readonly clean: readonly Counts[];
  readonly mutated: readonly Counts[];
}

/** A mutant that runs out of steps has taken at least these; the clean code must need at most a tenth of them. */
const MARGIN = 10;

/**
 * The sizes up to which both codes end alike: only there is more work for the same result. One size more when the mutant runs
 * out of steps, with the steps that it had: they are what it took at least.
 */
export function comparable(
  sizes: readonly number[],
  clean: readonly Result[],
  mutated: readonly Result[],
): Comparable {
  const seen = { sizes: [] as number[], clean: [] as Counts[], mutated: [] as Counts[] };
  for (const [index, size] of sizes.entries()) {
    const [before, after] = [clean[index]!, mutated[index]!];
    if (before.ending !== 'returned' || after.ending === 'breached') break;
    const isOut = after.ending === 'diverged' && before.steps * MARGIN <= FULL_FUEL;
    if (!isOut && before.verdict !== after.verdict) break;
    const counts = before.counts as Counts;
    seen.sizes.push(size);
    seen.clean.push(counts);
    // Cut off, it has left what it has left: only its steps say something.
    seen.mutated.push(isOut ? { ...counts, steps: FULL_FUEL } : (after.counts as Counts));
    if (isOut) break;
  }
  return seen;
}
