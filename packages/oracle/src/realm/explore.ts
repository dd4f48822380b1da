import type { Explored, Request, ScheduleRun } from '../sandbox/protocol.ts';
import { runSchedule } from './schedule.ts';
import { hasDrawn } from './session.ts';
import { strategyNamed } from './strategy.ts';
import { digest } from './verdict.ts';

const LEVELS = ['L1', 'L2', 'L3'] as const;

/** Schedules that run into a bound before the rest is given up: each of them is long. */
const UNSOUND_LIMIT = 100;

/**
 * Schedules of a script in the order of the strategy, at most `cap`. Complete means: no schedule was left out, cut off or ran
 * into a bound. Without `known` it collects outcomes, with `known` it counts and keeps what is not among them.
 */
export async function explore({
  script,
  strategy: name,
  cap,
  fuel,
  known,
  chance,
}: Extract<Request, { do: 'explore' }>): Promise<Explored> {
  const outcomes = { L1: new Set(known?.L1), L2: new Set(known?.L2), L3: new Set(known?.L3) };
  const unknown = new Map<(typeof LEVELS)[number], Explored['unknown'][number]>();
  const strategy = strategyNamed(name);
  let schedules = 0;
  let unsound = 0;
  let drew = false;
  while (schedules < cap && unsound < UNSOUND_LIMIT) {
    const run = await runSchedule(script, strategy, fuel, chance);
    schedules++;
    if (hasDrawn()) drew = true;
    if (!run.sound) unsound++;
    for (const level of LEVELS) {
      const key = digest(run[level]);
      if (known === null) outcomes[level].add(key);
      else if (!outcomes[level].has(key) && run.sound) record(unknown, level, run, schedules);
    }
    // The clean code must be explored to the end; a run that does not come to rest has spoilt that already.
    if (known === null && unsound > 0) break;
    if (!strategy.advance(run)) break;
  }
  const found = known === null ? outcomes : { L1: [], L2: [], L3: [] };
  return {
    schedules,
    complete: strategy.exhaustive && unsound === 0,
    drew,
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
