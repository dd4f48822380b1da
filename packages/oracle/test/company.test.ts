import { combine, grade, type ScreenedMutant } from '@bebug/engine';
import { afterAll, expect, test } from 'vitest';
import { createOracle } from '../src/index.ts';
import { mutantOf, smallProject } from './small-project.ts';

const project = await smallProject({
  'prices.ts': `
    function rate(country: string): number { return country === 'de' ? 19 : 20; }
    export function gross(net: number, country: string): number { return net * 100 + net * rate(country); }
    export function discount(net: number, percent: number): number { return percent > 50 ? net / 2 : net - (net * percent) / 100; }
  `,
});
const oracle = await createOracle({ workers: 2, seed: 5 });
afterAll(() => oracle.close());

async function together(...mutants: readonly ScreenedMutant[]) {
  const accepted = [];
  for (const mutant of mutants) {
    const proof = await oracle.prove(mutant);
    if (proof.status !== 'proved') throw new Error(proof.reason);
    const { witness, density, kills } = proof;
    const evidence = { parser: null, types: null, lint: null, ...proof.evidence };
    accepted.push({ mutant, witness, density, kills, evidence, tier: grade(evidence, witness, density) });
  }
  const { plantings, refused } = await combine(accepted, { bugsPerTask: 2, replayer: oracle });
  return { sizes: plantings.map(({ bugs }) => bugs.length), refused };
}

const addition = mutantOf(project, 'prices.ts', 'net * 100 + net', 'net * 100 - net');
const limit = mutantOf(project, 'prices.ts', 'percent > 50', 'percent > 40');
const noRate = mutantOf(project, 'prices.ts', '? 19 : 20', '? 0 : 0');

test('bugs that do not meet share a task: each witness tells all bugs from all but its own', async () => {
  expect(await together(addition, limit)).toEqual({ sizes: [2], refused: {} });
});

test('a bug that makes the other one invisible masks it, and both go alone', async () => {
  expect(await together(addition, noRate)).toEqual({
    sizes: [1, 1],
    refused: { 'prove: one bug masks another': 1 },
  });
});
