import { randomUUID } from 'node:crypto';
import type { Act, Deed, Draft, Place } from '../src/acts.ts';

/** A finding that can be submitted. */
export function draft(place: Place, change: Partial<Draft> = {}): Draft {
  return {
    place,
    category: 'boundary',
    cwe: null,
    severity: null,
    confidence: 3,
    explanation: 'The last one is left out.',
    trigger: '',
    fix: '',
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
