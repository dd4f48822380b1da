import type { AttackRecord } from '../attack/record.ts';
import { Agenda } from './agenda.ts';
import type { AloneChannel } from './alone.ts';
import { Journal } from './journal.ts';
import { Tally } from './tally.ts';

/**
 * What belongs to the running case; the virtual environment looks here. Replaced before every case.
 * `held` keeps the case's subject alive until what it retains has been counted. `records` are kept while an outsider is served.
 * Every `installation` has secure random numbers and a configured secret of its own; all else is the same.
 */
export const session = {
  agenda: new Agenda(),
  journal: new Journal(),
  tally: new Tally(),
  held: [] as unknown[],
  records: null as AttackRecord[] | null,
  installation: 0,
  random: 0,
  /** The channels that are open. */
  channels: new Set<AloneChannel>(),
  /** How many threads it has started. */
  threads: 0,
  /** To whoever has started this thread. */
  parentPort: null as object | null,
  /** What of the outside world the case asked for first: it has no outcome then. */
  refused: null as string | null,
};

let firstRandom = 0;

/** `chance`: another one draws other random numbers. */
export function openSession(chance: number): void {
  session.agenda = new Agenda();
  session.journal = new Journal();
  session.tally = new Tally();
  session.held = [];
  session.records = null;
  session.installation = 0;
  session.channels = new Set();
  session.threads = 0;
  session.parentPort = null;
  firstRandom = Math.imul(0x9e37_79b9, chance + 1);
  session.random = firstRandom;
  session.refused = null;
}

/** True when the case has drawn a random number. */
export function hasDrawn(): boolean {
  return session.random !== firstRandom;
}

/** A number in [0, 1) from the case's own stream (mulberry32). */
export function seededRandom(): number {
  session.random = (session.random + 0x6d2b_79f5) | 0;
  let t = Math.imul(session.random ^ (session.random >>> 15), 1 | session.random);
  t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
  return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
}

/** As `seededRandom`, for what must not be guessed: another installation draws others, in step with it. */
export function secureRandom(): number {
  return (seededRandom() + session.installation * Math.SQRT1_2) % 1;
}
