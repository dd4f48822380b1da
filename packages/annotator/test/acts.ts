import { randomUUID } from 'node:crypto';
import type { Act, Deed, Draft, Place } from '../src/acts.ts';
import { emptyDraft } from '../src/answer.ts';

/** A finding that can be submitted. */
export function draft(place: Place, change: Partial<Draft> = {}): Draft {
  return {
    ...emptyDraft(place),
    category: 'boundary',
    confidence: 3,
    explanation: 'The last one is left out.',
    ...change,
  };
}

/** Acts of one load of the page, a second apart. */
export function actsFor(task: string, deeds: readonly Deed[], first = 1): Act[] {
  const page = randomUUID();
  return deeds.map((deed, index) => ({
    id: randomUUID(),
    sequence: first + index,
    task,
    page,
    at: 1000 * (index + 1),
    deed,
  }));
}
