import type { ScheduleWitness } from '@bebug/core/truth';
import { FULL_FUEL } from '../difference.ts';
import { Breach } from '../sandbox/breach.ts';
import type { Explored } from '../sandbox/protocol.ts';
import type { Climb, Rung } from '../rung.ts';
import { Side, type Sides } from '../sandbox/side.ts';
import { replaySchedule } from './replay.ts';

/** Schedules of one scenario: the clean code must be explored to the end within these, or the scenario is passed over. */
export const SCHEDULE_CAP = 20_000;
const REPLAYS = 2;

/** Clean explorations of a driver's scenarios: made once for all mutants of its module. */
export class CleanSpaces {
  readonly #spaces = new Map<string, Promise<Explored | null>>();
  readonly #sides: Pick<Sides, 'pool' | 'cleanCode'>;

  constructor(sides: Pick<Sides, 'pool' | 'cleanCode'>) {
    this.#sides = sides;
  }

  /** `null` when it cannot be explored to the end. */
  of(scenario: string): Promise<Explored | null> {
    const known = this.#spaces.get(scenario) ?? this.#explore(scenario);
    this.#spaces.set(scenario, known);
    return known;
  }

  async #explore(scenario: string): Promise<Explored | null> {
    const side = new Side(this.#sides.pool, this.#sides.cleanCode);
    try {
      const explored = await side.explore({ scenario, cap: SCHEDULE_CAP, fuel: FULL_FUEL, known: null });
      return explored.complete ? explored : null;
    } catch (error) {
      if (error instanceof Breach) return null;
      throw error;
    } finally {
      side.close();
    }
  }
}

type Level = ScheduleWitness['level'];

/** Rung 7: is there an order of external completions whose outcome the clean code cannot show? */
export const scheduleRung: Rung<'schedule'> = {
  name: 'schedule',
  async climb({ module: { subject, described, spaces }, sides }) {
    if (subject.driver === null || described.scenarios.length === 0) return null;
    return search(subject.driver, described.scenarios, spaces, sides);
  },
};

async function search(
  driver: string,
  scenarios: readonly string[],
  spaces: CleanSpaces,
  sides: Sides,
): Promise<Climb<'schedule'>> {
  const mutated = new Side(sides.pool, sides.mutatedCode);
  const found: {
    readonly level: Level;
    readonly before: number;
    readonly scenario: string;
    readonly clean: Explored;
    readonly explored: Explored;
  }[] = [];
  const skipped: string[] = [];
  let schedules = 0;
  let pure = true;
  try {
    for (const scenario of scenarios) {
      const clean = await spaces.of(scenario);
      if (!clean) {
        skipped.push(scenario);
        continue;
      }
      const explored = await mutated.explore({
        scenario,
        cap: SCHEDULE_CAP,
        fuel: FULL_FUEL,
        known: clean.outcomes,
      });
      for (const { level } of explored.unknown.slice(0, 1))
        found.push({ level, before: schedules, scenario, clean, explored });
      schedules += explored.schedules;
      if (found.at(-1)?.level === 'L1') break;
    }
    for (const { level, before, scenario, clean, explored } of found.sort((a, b) =>
      a.level < b.level ? -1 : a.level > b.level ? 1 : a.before - b.before,
    )) {
      const { plainest, failing, first } = explored.unknown.find((unknown) => unknown.level === level)!;
      const witness: ScheduleWitness = {
        kind: 'schedule',
        driver,
        scenario,
        plan: null,
        events: plainest.events,
        outcome: plainest[level],
        level,
        cleanOutcomes: clean.outcomes[level].length,
        complete: true,
        schedules: before + first,
        rarity: { failing, explored: explored.schedules, complete: explored.complete },
        deviations: plainest.deviations,
        needs: plainest.needs,
      };
      let holds = true;
      for (let replay = 0; replay < REPLAYS && holds; replay++)
        holds = (await replaySchedule(witness, sides)) === null;
      if (!holds) continue;
      pure = await looksAlikeInTurn(scenario, sides);
      return {
        evidence: { schedules, exposed: true, pure },
        witness,
        density: null,
        reason: '',
        detail: '',
      };
    }
    const detail =
      skipped.length > 0
        ? `${schedules} schedules end alike; not explored to the end: ${skipped.join('; ')}`
        : `${schedules} schedules end alike`;
    return {
      evidence: { schedules, exposed: false, pure },
      witness: null,
      density: null,
      reason: found.length > 0 ? 'flaky subject' : 'no witness',
      detail,
    };
  } catch (error) {
    if (!(error instanceof Breach)) throw error;
    return {
      evidence: { schedules, exposed: false, pure },
      witness: null,
      density: null,
      reason: 'sandbox breach',
      detail: `${error.kind}: ${error.message}`,
    };
  } finally {
    mutated.close();
  }
}

async function looksAlikeInTurn(scenario: string, { pool, cleanCode, mutatedCode }: Sides): Promise<boolean> {
  const [clean, mutated] = [new Side(pool, cleanCode), new Side(pool, mutatedCode)];
  try {
    const [before, after] = await Promise.all([
      clean.inTurn(scenario, FULL_FUEL),
      mutated.inTurn(scenario, FULL_FUEL),
    ]);
    return before.verdict === after.verdict;
  } finally {
    clean.close();
    mutated.close();
  }
}
