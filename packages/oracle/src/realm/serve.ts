import type { Driver } from '../driver.ts';
import type { Ran } from '../sandbox/protocol.ts';
import { encode, encodeThrown } from './encode.ts';
import { refuel } from './fuel.ts';
import { foreignKeys } from './intrinsics.ts';
import { Journal } from './journal.ts';
import { Outcome } from './outcome.ts';
import { record } from './records.ts';
import { session } from './session.ts';
import { instantiate } from './subject.ts';
import { setTraps } from './traps.ts';
import { comeToRest, settle, type Settled } from './turn.ts';
import { makeWorld } from './world.ts';

/** Characters of an answer that the parent gets to read: a page, not a flood. */
const ANSWER_LIMIT = 100_000;

/** Send one outsider's request to a fresh subject. `steps` of the answer are those of serving it, not of building the subject. */
export async function serve(attack: string, request: string, steps: number): Promise<Ran> {
  const [ran] = await serveSession(attack, [request], steps, 0);
  return ran!;
}

/** Send an outsider's requests to one subject of an installation, one after the other. */
export async function serveSession(
  attack: string,
  requests: readonly string[],
  steps: number,
  installation: number,
): Promise<Ran[]> {
  const { driver } = instantiate();
  session.installation = installation;
  const { kit, send } = driver!.attacks![attack]!;
  const endWatch = setTraps(kit);
  refuel(steps);
  const created = await settle(() => driver!.create(makeWorld()));
  const answers: Ran[] = [];
  for (const request of requests) {
    if (created.how === 'value') answers.push(await serveOne(send, created.value, request, steps));
    else {
      const outcome = new Outcome();
      outcome.settled(created, []);
      answers.push(outcome.close());
    }
  }
  endWatch();
  return answers;
}

type Send = NonNullable<Driver<unknown>['attacks']>[string]['send'];

async function serveOne(send: Send, subject: unknown, request: string, steps: number): Promise<Ran> {
  const outcome = new Outcome();
  session.journal = new Journal();
  session.records = [];
  refuel(steps);
  const settled = await settle(() => send(subject, request));
  await comeToRest();
  const { records } = session;
  for (const key of foreignKeys()) record('polluted', key);
  session.records = null;
  outcome.settled(settled, []);
  return { ...outcome.close(), answer: answerOf(settled).slice(0, ANSWER_LIMIT), records };
}

/** What the outsider sees: a text as it is, anything else in its canonical form. */
function answerOf(settled: Settled): string {
  if (settled.how === 'pending') return '';
  if (settled.how === 'error') return encodeThrown(settled.error).full;
  return typeof settled.value === 'string' ? settled.value : encode(settled.value);
}
