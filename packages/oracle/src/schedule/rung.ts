import type { ScheduleWitness } from '@bebug/core/truth';
import type { Climb, Rung } from '../rung.ts';
import { evaluatedAnew } from '../lasting.ts';
import { DRAWS } from '../luck.ts';
import { Breach } from '../sandbox/breach.ts';
import type { Script } from '../sandbox/plan.ts';
import { Side, type Sides } from '../sandbox/side.ts';
import { plansFor } from './derived.ts';
import { printPlan } from './print-plan.ts';
import { replaySchedule } from './replay.ts';
import { search, type Hit, type Searched } from './search.ts';
import { bounds } from './spaces.ts';

const REPLAYS = 2;

/** Rung 7: is there an order of external completions whose outcome the clean code cannot show? */
export const scheduleRung: Rung<'schedule'> = {
  name: 'schedule',
  async climb({ mutant, module: { subject, described, spaces, derived }, sides }) {
    const { driver } = subject;
    const scripts = driver === null ? plansFor(derived, mutant) : described.scenarios;
    if (scripts.length === 0) return null;
    const [clean, mutated] = [new Side(sides.pool, sides.cleanCode), new Side(sides.pool, sides.mutatedCode)];
    try {
      const searched = await search(scripts, spaces, clean, mutated);
      return await verdict(searched, driver, sides, (script) => looksAlikeInTurn(script, clean, mutated));
    } catch (error) {
      if (!(error instanceof Breach)) throw error;
      return {
        evidence: { schedules: 0, scenarios: 0, skipped: 0, exposed: false, pure: true },
        witness: null,
        density: null,
        reason: 'sandbox breach',
        detail: error.inWords,
      };
    } finally {
      clean.close();
      mutated.close();
    }
  },
};

async function verdict(
  { hits, schedules, scenarios, skipped }: Searched,
  driver: string | null,
  sides: Sides,
  isPure: (script: Script) => Promise<boolean>,
): Promise<Climb<'schedule'>> {
  const evidence = { schedules, scenarios, skipped: skipped.length, exposed: false, pure: true };
  let lucky = 0;
  for (const hit of hits) {
    const witness = witnessOf(hit, driver);
    if (!(await holds(witness, hit, sides))) continue;
    if (hit.clean.drew && (await isLuck(hit, sides))) {
      lucky++;
      continue;
    }
    const pure = await isPure(hit.script);
    return { evidence: { ...evidence, exposed: true, pure }, witness, density: null, reason: '', detail: '' };
  }
  const passedOver = skipped.length > 0 ? `; not explored to the end: ${skipped.map(nameOf).join('; ')}` : '';
  return {
    evidence,
    witness: null,
    density: null,
    reason: hits.length > lucky ? 'flaky subject' : 'no witness',
    detail: `${schedules} schedules of ${scenarios} scenarios end alike${passedOver}`,
  };
}

function witnessOf({ script, level, clean, explored, before }: Hit, driver: string | null): ScheduleWitness {
  const { plainest, failing, first } = explored.unknown.find((unknown) => unknown.level === level)!;
  return {
    kind: 'schedule',
    driver,
    scenario: nameOf(script),
    // A plan is JSON by its schema.
    plan: typeof script === 'string' ? null : (script as unknown as ScheduleWitness['plan']),
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
}

function nameOf(script: Script): string {
  return typeof script === 'string' ? script : printPlan(script);
}

/** In fresh processes the clean code shows the same outcomes again, and the mutant the same one. */
async function holds(witness: ScheduleWitness, { clean }: Hit, sides: Sides): Promise<boolean> {
  for (let replay = 0; replay < REPLAYS; replay++)
    if ((await replaySchedule(witness, sides, clean.outcomes)) !== null) return false;
  return true;
}

/** Of clean code that draws random numbers: true unless the mutant shows, whatever is drawn, what the clean code cannot with these numbers. */
async function isLuck({ script, level }: Hit, { pool, cleanCode, mutatedCode }: Sides): Promise<boolean> {
  const [clean, mutated] = [cleanCode, mutatedCode].map((code) => new Side(pool, evaluatedAnew(code)));
  const asked = { script, strategy: 'depth-first', ...bounds(script) } as const;
  try {
    for (let chance = 1; chance <= DRAWS; chance++) {
      const space = await clean!.explore({ ...asked, known: null }, chance);
      if (!space.complete) return true;
      const { unknown } = await mutated!.explore({ ...asked, known: space.outcomes }, chance);
      if (unknown.every((one) => one.level > level)) return true;
    }
    return false;
  } finally {
    clean!.close();
    mutated!.close();
  }
}

async function looksAlikeInTurn(script: Script, clean: Side, mutated: Side): Promise<boolean> {
  const { fuel } = bounds(script);
  const [before, after] = await Promise.all([clean.inTurn(script, fuel), mutated.inTurn(script, fuel)]);
  return before.verdict === after.verdict;
}
