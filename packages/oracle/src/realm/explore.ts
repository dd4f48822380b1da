import type { Explored, KnownOutcomes, ScheduleRun } from '../sandbox/protocol.ts';
import type { Scenario } from '../driver.ts';
import { digest } from './outcome.ts';
import { runSchedule } from './schedule.ts';

const LEVELS = ['L1', 'L2', 'L3'] as const;

/**
 * Every schedule of a scenario, depth first, at most `cap`. Complete means: no schedule was left out, cut off or ran into
 * a bound. Without `known` it collects outcomes, with `known` it counts and keeps what is not among them.
 */
export async function explore(
  scenario: Scenario,
  cap: number,
  fuel: number,
  known: KnownOutcomes | null,
): Promise<Explored> {
  const outcomes = { L1: new Set(known?.L1), L2: new Set(known?.L2), L3: new Set(known?.L3) };
  const unknown = new Map<(typeof LEVELS)[number], Explored['unknown'][number]>();
  let prefix: number[] = [];
  let schedules = 0;
  let complete = true;
  for (;;) {
    if (schedules >= cap) {
      complete = false;
      break;
    }
    const run = await runSchedule(scenario, (_options, step) => prefix[step] ?? 0, fuel);
    schedules++;
    if (!run.sound) complete = false;
    for (const level of LEVELS) {
      const key = digest(run[level]);
      if (known === null) outcomes[level].add(key);
      else if (!outcomes[level].has(key) && run.sound) record(unknown, level, run, schedules);
    }
    // The clean code must be explored to the end; a run that does not come to rest has spoilt that already.
    if (known === null && !complete) break;
    const last = run.widths.findLastIndex((width, step) => run.picks[step]! + 1 < width);
    if (last < 0) break;
    prefix = [...run.picks.slice(0, last), run.picks[last]! + 1];
  }
  const found = known === null ? outcomes : { L1: [], L2: [], L3: [] };
  return {
    schedules,
    complete,
    outcomes: { L1: [...found.L1], L2: [...found.L2], L3: [...found.L3] },
    unknown: LEVELS.flatMap((level) => unknown.get(level) ?? []),
  };
}

function record(
  unknown: Map<string, Explored['unknown'][number]>,
  level: (typeof LEVELS)[number],
  run: ScheduleRun,
  index: number,
): void {
  const { L1, L2, L3, events, deviations, needs, sound } = run;
  const before = unknown.get(level);
  const plainer = !before || deviations < before.plainest.deviations;
  unknown.set(level, {
    level,
    failing: (before?.failing ?? 0) + 1,
    first: before?.first ?? index,
    plainest: plainer ? { L1, L2, L3, events, deviations, needs, sound } : before.plainest,
  });
}
