import { createHash } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import type { ScheduleWitness } from '@bebug/core/truth';
import { evaluatedAnew } from '../lasting.ts';
import { Breach } from '../sandbox/breach.ts';
import type { Explored } from '../sandbox/protocol.ts';
import { Side, type Sides } from '../sandbox/side.ts';
import { printPlan } from './print-plan.ts';
import { scriptOf } from './print.ts';
import { bounds } from './spaces.ts';

/**
 * Repeat the schedule by its labels on the mutant and explore the clean code anew, each in a fresh child.
 * `expected`: what another exploration of the clean code found. Why the witness does not hold, or `null` when it does.
 */
export async function replaySchedule(
  witness: ScheduleWitness,
  { pool, cleanCode, mutatedCode }: Sides,
  expected: Explored['outcomes'] | null = null,
): Promise<string | null> {
  const script = scriptOf(witness);
  if (script === null) return 'its plan is none';
  if (typeof script !== 'string' && witness.scenario !== printPlan(script))
    return 'its scenario is not its plan';
  const clean = new Side(pool, evaluatedAnew(cleanCode));
  const mutated = new Side(pool, evaluatedAnew(mutatedCode));
  const limits = bounds(script);
  try {
    const [space, run] = await Promise.all([
      clean.explore({ script, strategy: 'depth-first', ...limits, known: null }),
      mutated.follow(script, witness.events, limits.fuel),
    ]);
    if (!space.complete) return 'the clean code cannot be explored to the end';
    if (expected !== null && !isDeepStrictEqual(space.outcomes, expected))
      return 'two explorations of the clean code do not agree';
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
    if (error instanceof Breach) return `the sandbox was breached: ${error.inWords}`;
    throw error;
  } finally {
    clean.close();
    mutated.close();
  }
}
