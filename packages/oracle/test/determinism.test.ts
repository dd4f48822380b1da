import type { Proof } from '@bebug/engine';
import { expect, test } from 'vitest';
import { createOracle } from '../src/index.ts';
import { proofSample } from './proof-sample.ts';

/** A whole search each, twice, that ends like that of `another way to double`; `benchmarks/determinism` has them all. */
const MORE_OF_THE_SAME = [
  'a tie of two zeros',
  'a negative zero',
  'an equivalent comparison',
  'an equivalent start',
  'a message alone',
  'a class of errors',
];

async function proofs(workers: number, isReversed: boolean): Promise<Record<string, Proof>> {
  const all = await proofSample({ breaches: false });
  const sample = all.filter(({ name }) => !MORE_OF_THE_SAME.includes(name));
  const oracle = await createOracle({ workers, seed: 7 });
  try {
    const ordered = isReversed ? sample.toReversed() : sample;
    const made = await Promise.all(
      ordered.map(async ({ name, mutant }) => [name, await oracle.prove(mutant)] as const),
    );
    return Object.fromEntries(made);
  } finally {
    await oracle.close();
  }
}

test('one worker or two, in either order: the same verdicts, witnesses and evidence', async () => {
  const alone = await proofs(1, false);
  expect(await proofs(2, true)).toEqual(alone);
  const kinds = Object.values(alone).map((proof) =>
    proof.status === 'proved' ? proof.witness.kind : proof.reason,
  );
  expect([...new Set(kinds)].sort()).toEqual([
    'attack',
    'input',
    'needs the outside world',
    'no witness',
    'schedule',
  ]);
});
