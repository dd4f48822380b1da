import type { Script } from '../sandbox/plan.ts';
import type { Ran, ScheduleRun } from '../sandbox/protocol.ts';
import { refuel } from './fuel.ts';
import { Outcome } from './outcome.ts';
import { playOf } from './play.ts';
import { consumed } from './run-case.ts';
import { runSchedule } from './schedule.ts';
import { following } from './strategy.ts';
import { instantiate } from './subject.ts';
import { comeToRest, settle } from './turn.ts';
import { makeWorld, noTraffic } from './world.ts';

/** Repeat a schedule by its labels, exactly: a label that is not on offer, or events left over, make it unsound. */
export async function follow(script: Script, events: readonly string[], fuel: number): Promise<ScheduleRun> {
  const run = await runSchedule(script, following(events), fuel);
  const { L1, L2, L3, deviations, needs } = run;
  return {
    L1,
    L2,
    L3,
    events: run.events,
    deviations,
    needs,
    sound: run.sound && run.events.length === events.length,
  };
}

/** The script's calls one at a time, client after client: a race that this shows is not a pure one. */
export async function inTurn(script: Script, fuel: number): Promise<Ran> {
  const play = playOf(instantiate(), script);
  refuel(fuel);
  const outcome = new Outcome();
  const traffic = noTraffic();
  const created = await settle(() => play.create(makeWorld(play.rejects, traffic), traffic));
  if (created.how !== 'value') {
    outcome.settled(created, []);
    return outcome.close();
  }
  for (const calls of [play.before, ...play.clients, play.after]) {
    const gave: unknown[] = [];
    for (const call of calls) {
      outcome.resume();
      const settled = await settle(() => call.run(created.value, gave));
      gave.push(settled.how === 'value' ? settled.value : undefined);
      outcome.settled(await consumed(settled), [['this', created.value]]);
    }
  }
  await comeToRest();
  const { observe } = play;
  if (observe) outcome.settled(await settle(() => observe(created.value)), []);
  const stored = play.stored();
  if (stored !== '') outcome.line(stored);
  return outcome.close();
}
