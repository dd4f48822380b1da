import { afterAll, expect, test } from 'vitest';
import { createOracle } from '../src/index.ts';
import { mutantOf, smallProject } from './small-project.ts';

const project = await smallProject({
  'span.ts':
    'export function span(low: number, high: number): number {\n  if (low > high) return -1;\n  return high - low;\n}\n',
});
const oracle = await createOracle({ workers: 1, seed: 3 });
afterAll(() => oracle.close());

async function killsOf(from: string, to: string) {
  const proof = await oracle.prove(mutantOf(project, 'span.ts', from, to));
  if (proof.status !== 'proved') throw new Error(proof.reason);
  return proof;
}

test('a proof says which generated cases expose the mutant: as many as its density counts', async () => {
  const { kills, evidence } = await killsOf('high - low', 'high - low + 1');
  expect(kills).toMatchObject([{ target: 'function span', generation: 'sane', from: 0, to: 200 }]);
  const bits = BigInt(`0x${kills[0]!.hits}`).toString(2).replaceAll('0', '').length;
  expect(bits).toBe(evidence.input!.density!.hits);
  expect(bits).toBeGreaterThan(0);
});

test('two spellings of one mutant end alike on all of them; another mutant does not', async () => {
  const [one, other, third] = [
    await killsOf('high - low', 'high - low + 1'),
    await killsOf('high - low', '1 + high - low'),
    await killsOf('high - low', 'high - low + 2'),
  ];
  expect(other.kills).toEqual(one.kills);
  expect(third.kills[0]!.hits).toBe(one.kills[0]!.hits);
  expect(third.kills[0]!.outcomes).not.toBe(one.kills[0]!.outcomes);
});
