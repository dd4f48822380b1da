import type { Script } from '../sandbox/plan.ts';
import type { ScheduleRun } from '../sandbox/protocol.ts';
import type { AgendaEvent } from './agenda.ts';
import { encode, Encoder, encodeThrown } from './encode.ts';
import { isExhausted, refuel } from './fuel.ts';
import { playOf } from './play.ts';
import { session } from './session.ts';
import type { Offer, Strategy, Walked } from './strategy.ts';
import { instantiate } from './subject.ts';
import { requireIdle, settle, turn, type Settled } from './turn.ts';
import { makeWorld, noTraffic } from './world.ts';

/** Events of one run; a run that needs more does not come to rest. */
const STEP_LIMIT = 80;

/** A burst start fires without letting anything run before the next start. */
interface Option extends Offer {
  readonly event: AgendaEvent;
  readonly burst: boolean;
}

interface CallRecord {
  readonly tag: string;
  text: string | null;
  told: boolean;
}

/** One run of a script: the strategy decides in which order clients start, externals complete and timers fire. */
export async function runSchedule(
  script: Script,
  strategy: Strategy,
  steps: number,
  chance = 0,
): Promise<ScheduleRun & Walked & { externals: string[] }> {
  const play = playOf(instantiate({ keepsLasting: true, chance }), script);
  refuel(steps);
  const traffic = noTraffic();
  const world = makeWorld(play.rejects, traffic);
  const created = await settle(() => play.create(world, traffic));
  if (created.how !== 'value') {
    if (play.mustBeMade) throw new Error('the driver cannot create its subject');
    return UNSOUND;
  }
  const gaveBefore: unknown[] = [];
  for (const call of play.before) {
    const settled = await settle(() => call.run(created.value, gaveBefore));
    gaveBefore.push(settled.how === 'value' ? settled.value : undefined);
  }

  const records: CallRecord[] = [];
  const history: string[] = [];
  const events: string[] = [];
  const widths: number[] = [];
  const picks: number[] = [];
  const needs = new Set<ScheduleRun['needs'][number]>();
  const position = play.clients.map(() => 0);
  const offered = play.clients.map(() => false);
  const current = play.clients.map((): CallRecord | null => null);
  const gave = play.clients.map((): unknown[] => []);

  const offerStarts = (): void => {
    for (const [client, calls] of play.clients.entries()) {
      const call = calls[position[client]!];
      if (!call || offered[client] || current[client]?.text === null) continue;
      offered[client] = true;
      const tag = `client ${client + 1}: ${call.text}`;
      session.agenda.add('start', `start ${tag}`, () => {
        offered[client] = false;
        const place = position[client]!++;
        const record: CallRecord = { tag, text: null, told: false };
        current[client] = record;
        records.push(record);
        history.push(`> ${tag} at ${session.agenda.now}`);
        follow(
          record,
          () => call.run(created.value, gave[client]!),
          (value) => {
            gave[client]![place] = value;
            return resultText(created.value, value);
          },
        );
      });
    }
  };

  let sound = true;
  let bursting = false;
  for (let step = 0; ; step++) {
    if (!bursting) {
      await turn();
      // Within a turn nobody outside can tell what came first.
      if (traffic.fresh.length > 0)
        history.push(`! ${traffic.fresh.sort().join(' & ')} at ${session.agenda.now}`);
      traffic.fresh = [];
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
    const index = step < STEP_LIMIT ? strategy.choose(options, step) : null;
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
  const isPending = (): boolean => records.some((record) => record.text === null);
  if (sound && isPending()) await requireIdle(isPending);
  // Before anything else is done: later calls may cover up what the clients left.
  const { observe } = play;
  const seen = observe ? await settle(() => observe(created.value)) : null;
  const observed =
    seen === null ? '' : seen.how === 'value' ? `observed ${encode(seen.value)}` : `observing ${seen.how}`;
  const left: string[] = [];
  if (sound) {
    const gaveAfter: unknown[] = [];
    for (const call of play.after) {
      const settled = await settle(() => call.run(created.value, gaveAfter));
      gaveAfter.push(settled.how === 'value' ? settled.value : undefined);
      left.push(`after: ${call.text} ${textOf(settled, created.value)}`);
    }
  }
  // The last event may have used up the steps: what came of it is cut off.
  if (isExhausted() || session.refused !== null) sound = false;

  const results = scenarioOrder(records).map((record) => `${record.tag} ${record.text ?? 'never settled'}`);
  const L1 = [...results, ...left, observed, ...session.journal.uncaught.map((error) => `uncaught ${error}`)]
    .filter((line) => line !== '')
    .join('\n');
  const peaks = [...traffic.peak]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, peak]) => `${name} at most ${peak} at once`);
  const told = [...traffic.told]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, calls]) => `${name} told ${calls.join(' ')}`);
  const stored = play.stored();
  const L2 = [L1, ...[...traffic.calls].sort(), ...peaks, ...told, ...(stored === '' ? [] : [stored])].join(
    '\n',
  );
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

const UNSOUND: Awaited<ReturnType<typeof runSchedule>> = {
  L1: '',
  L2: '',
  L3: '',
  events: [],
  deviations: 0,
  needs: [],
  sound: false,
  widths: [],
  picks: [],
  externals: [],
};

/** Every enabled event; starts also as bursts while another start could follow in the same tick. */
function optionsOf(enabled: readonly AgendaEvent[], bursting: boolean): Option[] {
  const starts = enabled.filter((event) => event.kind === 'start');
  const plain = (bursting ? starts : enabled).map((event) => ({ label: event.label, event, burst: false }));
  if (starts.length < 2) return plain;
  return [...plain, ...starts.map((event) => ({ label: `${event.label} &`, event, burst: true }))];
}

/** `keep` is told the result and gives its text. */
function follow(record: CallRecord, action: () => unknown, keep: (value: unknown) => string): void {
  const fail = (error: unknown): void => {
    record.text = `threw ${encodeThrown(error).bare}`;
  };
  try {
    const result = action();
    if (typeof (result as PromiseLike<unknown> | null | undefined)?.then !== 'function') {
      record.text = `returned ${keep(result)}`;
      return;
    }
    Promise.resolve(result).then((value) => {
      record.text = `returned ${keep(value)}`;
    }, fail);
  } catch (error) {
    fail(error);
  }
}

/** The subject itself, handed back, is only that: what it keeps to itself is not seen. */
function resultText(subject: unknown, result: unknown): string {
  const encoder = new Encoder();
  encoder.label(subject, 'this');
  return encoder.encode(result);
}

function textOf(settled: Settled, subject: unknown): string {
  if (settled.how === 'pending') return 'never settled';
  return settled.how === 'value'
    ? `returned ${resultText(subject, settled.value)}`
    : `threw ${encodeThrown(settled.error).bare}`;
}

/** Results stand in the order of clients and calls, not in the order of starts: that order is the history's. */
function scenarioOrder(records: readonly CallRecord[]): CallRecord[] {
  return [...records].sort((a, b) => (a.tag < b.tag ? -1 : a.tag > b.tag ? 1 : 0));
}
