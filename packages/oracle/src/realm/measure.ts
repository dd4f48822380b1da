import type { MeasuredLoad, Ran } from '../sandbox/protocol.ts';
import type { Counts } from '../resource/counter.ts';
import { refuel } from './fuel.ts';
import { Journal } from './journal.ts';
import { listenersOf, watchListeners } from './listeners.ts';
import { Outcome } from './outcome.ts';
import { runCase } from './run-case.ts';
import { session } from './session.ts';
import { instantiate } from './subject.ts';
import { comeToRest, settle, turn } from './turn.ts';
import { watchDatabases } from './watched-database.ts';
import { makeWorld } from './world.ts';

// Captured before the environment takes it away.
const collectGarbage = globalThis.gc!;

/** Run one load on a fresh subject and count what it took and what it left. */
export async function measure(load: MeasuredLoad, fuel: number): Promise<Ran> {
  watchListeners();
  watchDatabases();
  if ('given' in load) {
    const ran = await runCase(load.given, fuel);
    return { ...ran, counts: await counts(ran.steps, session.journal.calls) };
  }
  const { ran, calls } = await runLoad(load.load, load.size, fuel);
  return { ...ran, counts: await counts(ran.steps, calls) };
}

async function runLoad(name: string, size: number, fuel: number): Promise<{ ran: Ran; calls: number }> {
  const { driver } = instantiate();
  refuel(fuel);
  const outcome = new Outcome();
  const created = await settle(() => driver!.create(makeWorld()));
  if (created.how !== 'value') {
    outcome.settled(created, []);
    return { ran: outcome.close(), calls: 0 };
  }
  session.held.push(created.value);
  // Only the load is measured: what stands there from the start is on both sides alike.
  refuel(fuel);
  session.tally.restart();
  outcome.settled(await settle(() => driver!.loads![name]!.run(created.value, size)), [
    ['this', created.value],
  ]);
  await comeToRest();
  const { calls } = session.journal;
  // The same work for the same result: how often the outside is called is counted, and no difference of its own.
  const { uncaught } = session.journal;
  session.journal = new Journal();
  session.journal.uncaught.push(...uncaught);
  return { ran: outcome.close(), calls };
}

async function counts(steps: number, calls: number): Promise<Counts> {
  const { tally } = session;
  // What is to be kept is held by the session; promises and frames of the run are not.
  for (let round = 0; round < 2 && tally.hasNoted; round++) {
    await turn();
    collectGarbage();
  }
  const { collections, entries } = tally.retained();
  return {
    steps,
    'longest turn': tally.longestTurn,
    calls,
    'calls at once': tally.peak,
    queries: tally.queries,
    'rows returned': tally.rows,
    'rows scanned': tally.scanned,
    timers: tally.timers,
    listeners: listenersOf(tally.emitters),
    handles: Math.max(0, tally.handles),
    retained: entries,
    'live collections': collections,
    'unknown native calls': tally.unknown,
    'unknown plans': tally.unknownPlans,
  };
}
