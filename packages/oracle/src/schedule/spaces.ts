import { CLEAN_FUEL, FULL_FUEL } from '../difference.ts';
import { Breach } from '../sandbox/breach.ts';
import type { Script } from '../sandbox/plan.ts';
import type { Explored } from '../sandbox/protocol.ts';
import type { Side } from '../sandbox/side.ts';

/** Schedules of one scenario: the clean code must be explored to the end within these, or the scenario is passed over. */
const DRIVER_CAP = 20_000;
/** A derived scenario is one of many: where it is large, a smaller one takes its place. */
const PLAN_CAP = 600;

/** How far a script is explored: schedules, and steps of each. */
export function bounds(script: Script): { readonly cap: number; readonly fuel: number } {
  return typeof script === 'string'
    ? { cap: DRIVER_CAP, fuel: FULL_FUEL }
    : { cap: PLAN_CAP, fuel: CLEAN_FUEL };
}

/** What the clean code shows in all schedules of a script; `whole` is false where it was not explored to the end. */
export interface Space extends Pick<Explored, 'schedules' | 'outcomes' | 'drew'> {
  readonly whole: boolean;
  readonly breach: Breach | null;
}

/** Clean explorations: made once for all mutants of a module. */
export class CleanSpaces {
  readonly #spaces = new Map<string, Promise<Space>>();

  /** Explored on `side`, a side of the clean code, unless it is known. */
  of(script: Script, side: Side): Promise<Space> {
    const key = JSON.stringify(script);
    const known = this.#spaces.get(key) ?? exploreClean(script, side);
    this.#spaces.set(key, known);
    return known;
  }
}

async function exploreClean(script: Script, side: Side): Promise<Space> {
  try {
    const { complete, ...explored } = await side.explore({
      script,
      strategy: 'depth-first',
      ...bounds(script),
      known: null,
    });
    return { ...explored, whole: complete, breach: null };
  } catch (error) {
    if (!(error instanceof Breach)) throw error;
    return { whole: false, schedules: 0, outcomes: { L1: [], L2: [], L3: [] }, drew: false, breach: error };
  }
}
