import { expect, test } from 'vitest';
import { CandidateQueue } from './candidate-queue.ts';
import type { Candidate } from './mutants.ts';
import { Mix } from './profile/mix.ts';
import { PROFILES } from './profile/named-profiles.ts';

const OPERATORS = [
  { id: 'a', family: 'boundary' },
  { id: 'b', family: 'boundary' },
] as const;

test('what is conspicuous comes behind all others of its operator, and does come', () => {
  const candidates = OPERATORS.flatMap(({ id }) =>
    [1, 2, 3, 4].map(
      (start) => ({ operator: id, corpus: 'c', file: 'f.ts', edits: [{ start }] }) as unknown as Candidate,
    ),
  );
  const isConspicuous = ({ operator, edits }: Candidate): boolean => operator === 'a' && edits[0]!.start < 3;
  const queue = new CandidateQueue(candidates, 1, new Mix(PROFILES.balanced, OPERATORS), isConspicuous);
  const taken = queue.take(8, () => 0);
  const order = taken.filter(({ operator }) => operator === 'a').map(isConspicuous);
  expect(order).toEqual([false, false, true, true]);
  expect(new Set(taken.slice(0, 4).map(({ operator }) => operator)).size).toBe(2);
  expect([taken.length, queue.isEmpty]).toEqual([8, true]);
});
