import type { InputWitness, Place } from '@bebug/core/truth';
import { afterAll, expect, test } from 'vitest';
import { createOracle } from '../src/oracle.ts';
import { mutantOf, replayOf, smallProject } from './small-project.ts';

const oracle = await createOracle({ workers: 1, seed: 7 });
afterAll(() => oracle.close());

const LOCKS = `import cluster from 'node:cluster';
import { isMainThread } from 'node:worker_threads';

/** Whoever has the locks: this process, or the one that is asked. */
export function release(name: string): string {
  if (cluster.isWorker) {
    process.send?.({ release: name });
    return 'asked';
  }
  if (!isMainThread) {
    new BroadcastChannel('locks').postMessage({ name });
    return 'told';
  }
  return 'released';
}
`;
const ECHO = `import { parentPort } from 'node:worker_threads';

if (parentPort === null) throw new Error('a thread only');
const port = parentPort;

export function answer(id: number, text: string): void {
  port.postMessage({ id, text });
}
`;
const FRONT = `import { release } from './locks.ts';

export const free = (name: string): string => release(name);
`;

interface Proved {
  readonly witness: InputWitness;
  readonly holds: boolean;
}

async function proved(files: Record<string, string>, from: string, to: string): Promise<Proved> {
  const mutant = mutantOf(await smallProject(files), Object.keys(files)[0]!, from, to);
  const proof = await oracle.prove(mutant);
  if (proof.status !== 'proved' || proof.witness.kind !== 'input') throw new Error(JSON.stringify(proof));
  return {
    witness: proof.witness,
    holds: (await oracle.replay(await replayOf(mutant, proof.witness))).holds,
  };
}

test.for([
  ['in the usual place', "return 'released'", "return 'told'", undefined, 'returned "told"'],
  [
    'in a cluster worker',
    'release: name',
    "release: ''",
    'cluster worker',
    'posts to the primary: {release: ""}',
  ],
  ['in a thread', '{ name }', '{ name: name + name }', 'worker thread', 'posts to locks'],
] as const)('what code does %s shows there alone', async ([, from, to, place, told]) => {
  const { witness, holds } = await proved({ 'locks.ts': LOCKS }, from, to);
  expect(witness.target.place).toBe(place satisfies Place | undefined);
  expect(witness.mutated.detail).toContain(told);
  expect(holds).toBe(true);
});

test('a module that loads in a thread only is run there', async () => {
  const { witness, holds } = await proved({ 'echo.ts': ECHO }, '{ id, text }', '{ id: id + 1, text }');
  expect(witness.target.place).toBe('worker thread');
  expect(witness.clean.detail).toContain('posts to the parent');
  expect(holds).toBe(true);
});

test('a module that imports one is looked at in the same places', async () => {
  const files = {
    'locks.ts': LOCKS,
    'front.ts': FRONT,
    'package.json': '{ "name": "small", "exports": "./front.ts" }',
  };
  const { witness, holds } = await proved(files, "return 'asked'", "return 'told'");
  expect(witness.target).toMatchObject({ module: 'front.ts', place: 'cluster worker' });
  expect(holds).toBe(true);
});
