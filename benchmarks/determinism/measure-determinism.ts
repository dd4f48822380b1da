/**
 * The same mutants, again and again: 1 and 2 workers, the machine idle and loaded by busy processes. All proofs must be equal.
 * Usage: node benchmarks/determinism/measure-determinism.ts [runs of each setting, default 10] [busy processes, default 4]
 */
import { spawn, type ChildProcess } from 'node:child_process';
import { createOracle } from '@bebug/oracle';
import type { Proof } from '@bebug/engine';
import { proofSample } from '../../packages/oracle/test/proof-sample.ts';

const runs = Number(process.argv[2] ?? 10);
const busy = Number(process.argv[3] ?? 4);
/** They end by themselves, whatever happens to this process. */
const BUSY_SECONDS = 3_600;
const sample = await proofSample({ breaches: true });
const seen = new Map<string, Map<string, string[]>>();

for (let run = 0; run < runs; run++)
  for (const workers of [1, 2])
    for (const load of [0, busy])
      await once(`run ${run + 1}, ${workers} workers, ${load} busy`, workers, load);

console.table(
  sample.map(({ name }) => {
    const proofs = [...seen.get(name)!.keys()].map((text) => JSON.parse(text) as Proof);
    const [first] = proofs;
    return {
      mutant: name,
      verdict: first!.status === 'proved' ? first!.witness.kind : first!.reason,
      runs: [...seen.get(name)!.values()].flat().length,
      'different proofs': proofs.length,
    };
  }),
);
for (const [name, proofs] of seen)
  if (proofs.size > 1)
    console.log(
      `${name} differs:`,
      [...proofs].map(([text, where]) => [where.join('; '), text.slice(0, 600)]),
    );

async function once(setting: string, workers: number, load: number): Promise<void> {
  const children = Array.from({ length: load }, occupy);
  const oracle = await createOracle({ workers, seed: 7 });
  try {
    const made = await Promise.all(
      sample.map(async ({ name, mutant }) => [name, await oracle.prove(mutant)] as const),
    );
    for (const [name, proof] of made) {
      const proofs = seen.get(name) ?? new Map<string, string[]>();
      seen.set(name, proofs);
      const text = JSON.stringify(proof);
      proofs.set(text, [...(proofs.get(text) ?? []), setting]);
    }
    const different = [...seen.values()].filter(({ size }) => size > 1).length;
    process.stderr.write(
      `${setting}: ${made.length} proofs, ${different} mutants with more than one so far\n`,
    );
  } finally {
    await oracle.close();
    for (const child of children) child.kill('SIGKILL');
  }
}

function occupy(): ChildProcess {
  const script = `const end = Date.now() + ${BUSY_SECONDS * 1000}; while (Date.now() < end && process.ppid === ${process.pid}) for (let i = 0; i < 1e7; i++);`;
  return spawn(process.execPath, ['-e', script], { stdio: 'ignore' });
}
