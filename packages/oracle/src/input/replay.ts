import type { Outcome } from '@bebug/core/truth';
import { differs, FULL_FUEL } from '../difference.ts';
import type { Case } from '../sandbox/case.ts';
import { runInFreshChild, type Result, type Sides } from '../sandbox/side.ts';

const REPLAYS = 2;

export interface Outcomes {
  readonly clean: Outcome;
  readonly mutated: Outcome;
}

/** Run one case on both sides, each in a fresh child: both results. */
export async function runBoth(
  given: Case,
  { pool, cleanCode, mutatedCode }: Sides,
): Promise<readonly [clean: Result, mutated: Result]> {
  const [clean, mutated] = await Promise.all(
    [cleanCode, mutatedCode].map((code) => runInFreshChild(pool, code, [given], [FULL_FUEL])),
  );
  return [clean![0]!, mutated![0]!];
}

/** Two replays in fresh processes that agree with each other and show the difference; `flaky` when they do not agree. */
export async function replayInput(given: Case, sides: Sides): Promise<Outcomes | 'flaky' | null> {
  let first: Outcomes | null = null;
  for (let replay = 0; replay < REPLAYS; replay++) {
    const [clean, mutated] = await runBoth(given, sides);
    if (!differs(clean, mutated, FULL_FUEL) || clean.ending === 'breached' || mutated.ending === 'breached')
      return first === null ? null : 'flaky';
    const outcomes: Outcomes = { clean: outcomeOf(clean), mutated: outcomeOf(mutated) };
    if (first !== null && JSON.stringify(first) !== JSON.stringify(outcomes)) return 'flaky';
    first = outcomes;
  }
  return first;
}

/** What a witness stores of a result that is no breach. */
export function outcomeOf(result: Exclude<Result, { ending: 'breached' }>): Outcome {
  return { ending: result.ending, detail: result.detail };
}
