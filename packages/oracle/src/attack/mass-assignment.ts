import { oneByOne, type AttackKit } from './kit.ts';
import { answersOf } from './seen.ts';

/** A field that no outsider may set, set by a request that carries it (CWE-915). Requests are JSON objects; `send` gives back what is stored, as JSON. */
export const massAssignment: AttackKit = {
  covers: ['mass-assignment'],
  attempts({ benign, requests, fields }) {
    const objects = benign.map(parsed).filter((value) => value !== null);
    const bodies = [...objects, {}].flatMap((body) => [
      ...Object.entries(fields).map(([key, value]) => ({ ...body, [key]: value })),
      { ...body, ...fields },
    ]);
    return oneByOne([...requests, ...bodies.map((body) => JSON.stringify(body))]);
  },
  effect(answers, { fields }) {
    for (const answer of answersOf(answers)) {
      const stored = answer === null ? null : parsed(answer);
      const set = stored && Object.keys(fields).find((key) => stored[key] === fields[key]);
      if (set) return `an outsider has set ${set} to ${JSON.stringify(fields[set])}`;
    }
    return null;
  },
};

function parsed(text: string): Record<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? (value as Record<string, unknown>)
      : null;
  } catch {
    // A refusal in words is no stored object.
    return null;
  }
}
