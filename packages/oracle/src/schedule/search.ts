import type { ScheduleWitness } from '@bebug/core/truth';
import type { Breach } from '../sandbox/breach.ts';
import type { Script } from '../sandbox/plan.ts';
import type { Explored } from '../sandbox/protocol.ts';
import type { Side } from '../sandbox/side.ts';
import { reduced } from './plans.ts';
import { bounds, type CleanSpaces, type Space } from './spaces.ts';

type Level = ScheduleWitness['level'];

/** Schedules, on both sides together, after which no further derived scenario is begun. */
const PLAN_BUDGET = 6_000;
/** Derived scenarios in which a stronger level is looked for after the first hit. */
const MORE_SCENARIOS = 4;
/** Random schedules of a mutant whose space is too large to exhaust. */
const WALKS = 200;
/** Clean explorations that breach the sandbox before the scenarios are given up. */
const BREACH_LIMIT = 3;

/** A scenario in which the mutant shows what the clean code cannot. */
export interface Hit {
  readonly script: Script;
  readonly level: Level;
  readonly clean: Space;
  readonly explored: Explored;
  /** Schedules of the mutant in the scenarios before. */
  readonly before: number;
}

export interface Searched {
  /** Those of a stronger level first. */
  readonly hits: readonly Hit[];
  /** Schedules of the mutant. */
  readonly schedules: number;
  /** Scenarios explored to the end on the clean code, and those that were too large or could not be run. */
  readonly scenarios: number;
  readonly skipped: readonly Script[];
}

/** Explore the mutant in one scenario after the other until one shows something in results alone (L1). */
export async function search(
  scripts: readonly Script[],
  spaces: CleanSpaces,
  clean: Side,
  mutated: Side,
): Promise<Searched> {
  const hits: Hit[] = [];
  const skipped: Script[] = [];
  let schedules = 0;
  let spent = 0;
  let scenarios = 0;
  let breaches = 0;
  let more = MORE_SCENARIOS;
  for (const script of scripts) {
    if (breaches >= BREACH_LIMIT) break;
    if (typeof script !== 'string' && (spent >= PLAN_BUDGET || (hits.length > 0 && more-- === 0))) break;
    const found = await wholeSpace(script, spaces, clean);
    spent += found.spent;
    if (found.breach) breaches++;
    if (!found.space) {
      skipped.push(script);
      continue;
    }
    scenarios++;
    const explored = await exploreMutant(found.script, mutated, found.space);
    const [strongest] = explored.unknown;
    if (strongest)
      hits.push({
        script: found.script,
        level: strongest.level,
        clean: found.space,
        explored,
        before: schedules,
      });
    schedules += explored.schedules;
    spent += explored.schedules;
    if (strongest?.level === 'L1') break;
  }
  hits.sort((a, b) => (a.level < b.level ? -1 : a.level > b.level ? 1 : a.before - b.before));
  return { hits, schedules, scenarios, skipped };
}

/** The script, or a smaller one in its place, whose schedules the clean code shows all. */
async function wholeSpace(
  script: Script,
  spaces: CleanSpaces,
  clean: Side,
): Promise<{ script: Script; space: Space | null; spent: number; breach: Breach | null }> {
  let spent = 0;
  for (let smaller: Script | null = script; smaller !== null;) {
    const space: Space = await spaces.of(smaller, clean);
    spent += space.schedules;
    if (space.whole) return { script: smaller, space, spent, breach: null };
    if (space.breach) return { script, space: null, spent, breach: space.breach };
    // Less to do does not help what never comes to rest.
    const isLarge: boolean = space.schedules >= bounds(smaller).cap;
    smaller = typeof smaller === 'string' || !isLarge ? null : reduced(smaller);
  }
  return { script, space: null, spent, breach: null };
}

async function exploreMutant(script: Script, mutated: Side, { outcomes }: Space): Promise<Explored> {
  const limits = bounds(script);
  const explored = await mutated.explore({ script, strategy: 'depth-first', ...limits, known: outcomes });
  if (explored.complete || explored.unknown.length > 0 || typeof script === 'string') return explored;
  const walked = await mutated.explore({
    script,
    strategy: { random: WALKS },
    ...limits,
    cap: WALKS,
    known: outcomes,
  });
  return {
    ...walked,
    schedules: explored.schedules + walked.schedules,
    unknown: walked.unknown.map((one) => ({ ...one, first: one.first + explored.schedules })),
  };
}
