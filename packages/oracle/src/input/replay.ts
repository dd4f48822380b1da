import type { Outcome } from '@bebug/core/truth';
import { differs, FULL_FUEL } from '../difference.ts';
import { evaluatedAnew } from '../lasting.ts';
import { DRAWS } from '../luck.ts';
import type { Case } from '../sandbox/case.ts';
import type { Pool } from '../sandbox/pool.ts';
import type { Program } from '../sandbox/protocol.ts';
import { runInFreshChild, Side, type Result, type Sides } from '../sandbox/side.ts';

const REPLAYS = 2;
/** Between the parts of a printed outcome: lines, fields, items. */
const PARTS = /[\s,[\]{}]/u;

export interface Outcomes {
  readonly clean: Outcome;
  readonly mutated: Outcome;
}

/** Run one case on both sides, each in a fresh child in which nothing lasts, not even from loading: both results. */
export async function runBoth(
  given: Case,
  { pool, cleanCode, mutatedCode }: Sides,
): Promise<readonly [clean: Result, mutated: Result]> {
  const [clean, mutated] = await Promise.all(
    [cleanCode, mutatedCode].map((code) => runInFreshChild(pool, evaluatedAnew(code), [given], FULL_FUEL)),
  );
  return [clean![0]!, mutated![0]!];
}

/**
 * Two replays in fresh processes that agree with each other and show the difference; `flaky` when they do not agree, `luck` when
 * other random numbers could show it, too.
 */
export async function replayInput(given: Case, sides: Sides): Promise<Outcomes | 'flaky' | 'luck' | null> {
  let first: Outcomes | null = null;
  for (let replay = 0; replay < REPLAYS; replay++) {
    const [clean, mutated] = await runBoth(given, sides);
    if (!differs(clean, mutated, FULL_FUEL) || clean.ending === 'breached' || mutated.ending === 'breached')
      return first === null ? null : 'flaky';
    const outcomes: Outcomes = { clean: outcomeOf(clean), mutated: outcomeOf(mutated) };
    if (first === null && clean.drew === true && (await isLuck(given, sides, outcomes))) return 'luck';
    if (first !== null && JSON.stringify(first) !== JSON.stringify(outcomes)) return 'flaky';
    first = outcomes;
  }
  return first;
}

/**
 * Of clean code that draws random numbers: true when it ends otherwise with other ones, and the mutant could as well be the clean code: it differs in
 * nothing that all draws have in common, and does not end, whatever is drawn, in one way that the clean code never does.
 */
async function isLuck(given: Case, sides: Sides, { clean, mutated }: Outcomes): Promise<boolean> {
  const draws = await drawsOf(given, sides.cleanCode, sides.pool);
  if (draws === null) return true;
  const [before, after] = [clean, mutated].map(written);
  if (draws.every((text) => text === before) || differsInCommon([before!, ...draws], after!)) return false;
  if (draws.includes(after!)) return true;
  const others = await drawsOf(given, sides.mutatedCode, sides.pool);
  return others === null || others.some((text) => text !== after);
}

/** How the case ends with other random numbers, time after time; `null`: it cannot be said. */
async function drawsOf(given: Case, code: Program, pool: Pool): Promise<string[] | null> {
  const draws: string[] = [];
  const side = new Side(pool, evaluatedAnew(code));
  try {
    for (let chance = 1; chance <= DRAWS; chance++) {
      const [again] = await side.run([given], FULL_FUEL, chance);
      if (again!.ending === 'breached') return null;
      draws.push(written(again!));
    }
  } finally {
    side.close();
  }
  return draws;
}

function written({ ending, detail }: { readonly ending: string; readonly detail: string }): string {
  return `${ending}\n${detail}`;
}

/** True when `text` differs from `known` texts where these are all alike: in a part, or in how many parts there are. */
function differsInCommon(known: readonly string[], text: string): boolean {
  const [first, ...others] = known.map((one) => one.split(PARTS));
  const parts = text.split(PARTS);
  if (others.some(({ length }) => length !== first!.length)) return first![0] !== parts[0];
  return (
    parts.length !== first!.length ||
    first!.some((part, index) => part !== parts[index] && others.every((other) => other[index] === part))
  );
}

/** What a witness stores of a result that is no breach. */
export function outcomeOf(result: Exclude<Result, { ending: 'breached' }>): Outcome {
  return { ending: result.ending, detail: result.detail };
}
