import { Agenda } from './agenda.ts';
import { Journal } from './journal.ts';

/** What belongs to the running case; the virtual environment looks here. Replaced before every case. */
export const session = {
  agenda: new Agenda(),
  journal: new Journal(),
  random: 0,
  /** What of the outside world the case asked for first: it has no outcome then. */
  refused: null as string | null,
};

export function openSession(): void {
  session.agenda = new Agenda();
  session.journal = new Journal();
  session.random = 0x9e37_79b9;
  session.refused = null;
}

/** A number in [0, 1) from the case's own stream (mulberry32). */
export function seededRandom(): number {
  session.random = (session.random + 0x6d2b_79f5) | 0;
  let t = Math.imul(session.random ^ (session.random >>> 15), 1 | session.random);
  t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
  return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
}
