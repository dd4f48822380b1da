import type { PlannedCall, Scenario } from '../driver.ts';
import type { ScheduleRun } from '../sandbox/protocol.ts';
import type { AgendaEvent } from './agenda.ts';
import { encode, encodeThrown } from './encode.ts';
import { isExhausted, refuel } from './fuel.ts';
import { session } from './session.ts';
import { instantiate, type Instance } from './subject.ts';
import { requireIdle, settle, turn } from './turn.ts';
import { makeWorld, type Traffic } from './world.ts';

/** Events of one run; a run that needs more does not come to rest. */
const STEP_LIMIT = 80;

/** One thing on offer at a step. A burst start fires without letting anything run before the next start. */
interface Option {
  readonly label: string;
  readonly event: AgendaEvent;
  readonly burst: boolean;
}

/** Picks by index among the options of a step; `null` ends the run as unsound. */
export type Choice = (options: readonly Option[], step: number) => number | null;

interface CallRecord {
  readonly tag: string;
  text: string | null;
  told: boolean;
}

/** One run of a scenario: the choices decide in which order clients start, externals complete and timers fire. */
export async function runSchedule(
  scenario: Scenario,
  choose: Choice,
  steps: number,
): Promise<ScheduleRun & { widths: number[]; picks: number[]; externals: string[] }> {
  const instance = instantiate();
  refuel(steps);
  const traffic: Traffic = { calls: [], inFlight: new Map(), peak: new Map() };
  const driver = instance.driver!;
  const world = makeWorld(scenario.rejects, traffic);
  const created = await settle(() => driver.create(world));
  if (created.how !== 'value') throw new Error('the driver cannot create its subject');
  for (const call of scenario.before ?? []) await settle(() => perform(instance, created.value, call));

  const records: CallRecord[] = [];
  const history: string[] = [];
  const events: string[] = [];
  const widths: number[] = [];
  const picks: number[] = [];
  const needs = new Set<ScheduleRun['needs'][number]>();
  const position = scenario.clients.map(() => 0);
  const offered = scenario.clients.map(() => false);
  const current = scenario.clients.map((): CallRecord | null => null);

  const offerStarts = (): void => {
    for (const [client, calls] of scenario.clients.entries()) {
      const call = calls[position[client]!];
      if (!call || offered[client] || current[client]?.text === null) continue;
      offered[client] = true;
      const tag = `client ${client + 1}: ${call[0]}(${call.slice(1).map(encode).join(', ')})`;
      session.agenda.add('start', `start ${tag}`, () => {
        offered[client] = false;
        position[client]!++;
        const record: CallRecord = { tag, text: null, told: false };
        current[client] = record;
        records.push(record);
        history.push(`> ${tag}`);
        follow(record, () => perform(instance, created.value, call));
      });
    }
  };

  let sound = true;
  let bursting = false;
  for (let step = 0; ; step++) {
    if (!bursting) {
      await turn();
      const fresh = records.filter((record) => record.text !== null && !record.told);
      for (const record of fresh) record.told = true;
      if (fresh.length > 0)
        history.push(
          `< ${fresh
            .map((record) => record.tag)
            .sort()
            .join(' & ')} at ${session.agenda.now}`,
        );
      offerStarts();
    }
    const options = optionsOf(session.agenda.enabled(), bursting);
    if (options.length === 0) break;
    const index = step < STEP_LIMIT ? choose(options, step) : null;
    if (index === null || isExhausted()) {
      sound = false;
      break;
    }
    const option = options[index]!;
    widths.push(options.length);
    picks.push(index);
    events.push(option.label);
    if (option.burst) needs.add('burst');
    if (option.label.startsWith('reject ')) needs.add('rejection');
    if (option.event.kind === 'timer') needs.add('time');
    bursting = option.burst;
    session.agenda.fire(option.event);
  }
  // The last event may have used up the steps: what came of it is cut off.
  if (isExhausted() || session.refused !== null) sound = false;
  const isPending = (): boolean => records.some((record) => record.text === null);
  if (sound && isPending()) await requireIdle(isPending);

  const seen = driver.observe ? await settle(() => driver.observe!(created.value)) : null;
  const observed =
    seen === null ? '' : seen.how === 'value' ? `observed ${encode(seen.value)}` : `observing ${seen.how}`;
  const results = scenarioOrder(records).map((record) => `${record.tag} ${record.text ?? 'never settled'}`);
  const L1 = [...results, observed, ...session.journal.uncaught.map((error) => `uncaught ${error}`)]
    .filter((line) => line !== '')
    .join('\n');
  const peaks = [...traffic.peak]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, peak]) => `${name} at most ${peak} at once`);
  const L2 = [L1, ...[...traffic.calls].sort(), ...peaks].join('\n');
  const L3 = [L2, ...history].join('\n');
  return {
    L1,
    L2,
    L3,
    events,
    deviations: picks.filter((pick) => pick > 0).length,
    needs: [...needs].sort(),
    sound,
    widths,
    picks,
    externals: [...traffic.peak.keys()],
  };
}

/** Every enabled event; starts also as bursts while another start could follow in the same tick. */
function optionsOf(enabled: readonly AgendaEvent[], bursting: boolean): Option[] {
  const starts = enabled.filter((event) => event.kind === 'start');
  const plain = (bursting ? starts : enabled).map((event) => ({ label: event.label, event, burst: false }));
  if (starts.length < 2) return plain;
  return [...plain, ...starts.map((event) => ({ label: `${event.label} &`, event, burst: true }))];
}

function follow(record: CallRecord, action: () => unknown): void {
  const fail = (error: unknown): void => {
    record.text = `threw ${encodeThrown(error).bare}`;
  };
  try {
    const result = action();
    if (typeof (result as PromiseLike<unknown> | null | undefined)?.then !== 'function') {
      record.text = `returned ${encode(result)}`;
      return;
    }
    Promise.resolve(result).then((value) => {
      record.text = `returned ${encode(value)}`;
    }, fail);
  } catch (error) {
    fail(error);
  }
}

/** Results stand in the order of clients and calls, not in the order of starts: that order is the history's. */
function scenarioOrder(records: readonly CallRecord[]): CallRecord[] {
  return [...records].sort((a, b) => (a.tag < b.tag ? -1 : a.tag > b.tag ? 1 : 0));
}

function perform(instance: Instance, subject: unknown, [name, ...args]: PlannedCall): unknown {
  const call = instance.driver!.calls?.[name];
  if (!call) throw new Error(`the driver has no call ${name}`);
  return (call.run as (subject: unknown, ...args: unknown[]) => unknown)(subject, ...structuredClone(args));
}
