import type { Ran } from '../sandbox/protocol.ts';
import { refuel } from './fuel.ts';
import { Outcome } from './outcome.ts';
import { instantiate } from './subject.ts';
import { comeToRest, settle } from './turn.ts';
import { makeWorld } from './world.ts';

/** Send one outsider's request to a fresh subject. `steps` of the answer are those of serving it, not of building the subject. */
export async function serve(attack: string, request: string, steps: number): Promise<Ran> {
  const { driver } = instantiate();
  refuel(steps);
  const outcome = new Outcome();
  const created = await settle(() => driver!.create(makeWorld()));
  if (created.how !== 'value') {
    outcome.settled(created, []);
    return outcome.close();
  }
  refuel(steps);
  outcome.settled(await settle(() => driver!.attacks![attack]!.send(created.value, request)), []);
  await comeToRest();
  return outcome.close();
}
