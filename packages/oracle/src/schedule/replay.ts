import { createHash } from 'node:crypto';
import type { ScheduleWitness } from '@bebug/core/truth';
import { FULL_FUEL } from '../difference.ts';
import { Breach } from '../sandbox/breach.ts';
import { Side, type Sides } from '../sandbox/side.ts';
import { SCHEDULE_CAP } from './rung.ts';

/**
 * Repeat the schedule by its labels on the mutant and explore the clean code anew, each in a fresh child.
 * Why the witness does not hold, or `null` when it does.
 */
export async function replaySchedule(
  witness: ScheduleWitness,
  { pool, cleanCode, mutatedCode }: Sides,
): Promise<string | null> {
  const [clean, mutated] = [new Side(pool, cleanCode), new Side(pool, mutatedCode)];
  try {
    const [space, run] = await Promise.all([
      clean.explore({ scenario: witness.scenario, cap: SCHEDULE_CAP, fuel: FULL_FUEL, known: null }),
      mutated.follow(witness.scenario, witness.events, FULL_FUEL),
    ]);
    if (!space.complete) return 'the clean code cannot be explored to the end';
    if (!run.sound) return 'the mutant does not offer these events';
    const outcome = run[witness.level];
    if (outcome !== witness.outcome) return 'the mutant shows another outcome';
    const digest = createHash('sha256').update(outcome).digest('hex').slice(0, 16);
    if (space.outcomes[witness.level].includes(digest)) return 'the clean code shows this outcome too';
    if (space.outcomes[witness.level].length !== witness.cleanOutcomes)
      return 'the clean code has another number of outcomes';
    if (run.deviations !== witness.deviations || run.needs.join() !== witness.needs.join())
      return 'the schedule is not what the witness says of it';
    return null;
  } catch (error) {
    if (error instanceof Breach) return `the sandbox was breached: ${error.kind}: ${error.message}`;
    throw error;
  } finally {
    clean.close();
    mutated.close();
  }
}
