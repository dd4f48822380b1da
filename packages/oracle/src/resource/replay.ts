import type { ResourceWitness } from '@bebug/core/truth';
import type { Sides } from '../sandbox/side.ts';
import { COUNTERS, type Counter } from './counter.ts';
import { comparable, measured } from './curves.ts';
import { outgrown } from './growth.ts';
import { planOf } from './plan.ts';

/**
 * Measure the witness's load again, clean and mutated, each in a fresh child. Both codes must count native work.
 * Why the witness does not hold, or `null` when it does.
 */
export async function replayResource(witness: ResourceWitness, sides: Sides): Promise<string | null> {
  const { load, sizes, counter } = witness;
  if (!Object.hasOwn(COUNTERS, counter)) return 'there is no such counter';
  const plan = planOf(witness.plan);
  const isDerived = witness.driver === null;
  if (isDerived !== (plan !== null) || isDerived !== (witness.plan !== null))
    return 'its load has not the form that it needs';
  const again = [{ name: load, sizes, plan }];
  const [[clean], [mutated]] = await Promise.all([
    measured(again, sides.pool, sides.cleanCode),
    measured(again, sides.pool, sides.mutatedCode),
  ]);
  const seen = comparable(sizes, clean!, mutated!);
  if (seen.sizes.length !== sizes.length) return 'clean and mutated code do not end alike';
  const curve = (all: typeof seen.clean): string => all.map((counts) => counts[counter as Counter]).join();
  if (curve(seen.clean) !== witness.clean.join()) return 'the clean code counts otherwise';
  if (curve(seen.mutated) !== witness.mutated.join()) return 'the mutant counts otherwise';
  const effect = outgrown(counter as Counter, seen.sizes, seen.clean, seen.mutated);
  return effect === witness.effect ? null : 'the growth is not what the witness says of it';
}
