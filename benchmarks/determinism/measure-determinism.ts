/**
 * The same mutants, again and again: 1 and 2 workers, the machine idle and loaded by busy processes. All proofs must be equal.
 * Usage: node benchmarks/determinism/measure-determinism.ts [runs of each setting, default 10] [busy processes, default 4; 0: none at all]
 * Every run adds to `.bebug/determinism.jsonl`; all runs on record of the same commit are compared, so that they may be made at different times.
 */
import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { createHash } from 'node:crypto';
import { appendFile, mkdir, readFile } from 'node:fs/promises';
import { loadavg } from 'node:os';
import { groupBy } from '@bebug/core';
import { createOracle } from '@bebug/oracle';
import type { Proof } from '@bebug/engine';
import { proofSample } from '../../packages/oracle/test/proof-sample.ts';

/** One proof of one run. */
interface Row {
  readonly commit: string;
  readonly mutant: string;
  readonly verdict: string;
  /** SHA-256 of verdict, witness, evidence and reason. */
  readonly proof: string;
  readonly workers: number;
  readonly busy: number;
  /** Load average of the last minute when the run ended. */
  readonly load: number;
}

const runs = Number(process.argv[2] ?? 10);
const busy = Number(process.argv[3] ?? 4);
/** They end by themselves, whatever happens to this process. */
const BUSY_SECONDS = 3_600;
const root = new URL('../..', import.meta.url).pathname;
const record = `${root}.bebug/determinism.jsonl`;
const commit = execFileSync('git', ['rev-parse', '--short', 'HEAD'], { cwd: root, encoding: 'utf8' }).trim();
const sample = await proofSample({ breaches: true });
await mkdir(`${root}.bebug`, { recursive: true });

for (let run = 0; run < runs; run++)
  for (const workers of [1, 2]) for (const load of new Set([0, busy])) await once(run + 1, workers, load);

const rows = (await recorded()).filter((row) => row.commit === commit);
console.table(
  [...groupBy(rows, ({ mutant }) => mutant)].map(([mutant, proofs]) => ({
    mutant,
    verdict: proofs[0]!.verdict,
    runs: proofs.length,
    'different proofs': new Set(proofs.map(({ proof }) => proof)).size,
  })),
);
console.table(
  [...groupBy(rows, ({ workers, busy: processes }) => `${workers} workers, ${processes} busy`)].map(
    ([setting, all]) => ({
      setting,
      runs: all.length / sample.length,
      'load, least': Math.min(...all.map(({ load }) => load)),
      'load, most': Math.max(...all.map(({ load }) => load)),
    }),
  ),
);

async function recorded(): Promise<Row[]> {
  const lines = (await readFile(record, 'utf8')).trim().split('\n');
  return lines.map((line) => JSON.parse(line) as Row);
}

async function once(run: number, workers: number, load: number): Promise<void> {
  const children = Array.from({ length: load }, occupy);
  const oracle = await createOracle({ workers, seed: 7 });
  try {
    const made = await Promise.all(
      sample.map(async ({ name, mutant }): Promise<Row> => {
        const proof = await oracle.prove(mutant);
        return {
          commit,
          mutant: name,
          verdict: verdictOf(proof),
          proof: createHash('sha256').update(JSON.stringify(proof)).digest('hex'),
          workers,
          busy: load,
          load: Math.round(loadavg()[0]!),
        };
      }),
    );
    await appendFile(record, made.map((row) => `${JSON.stringify(row)}\n`).join(''));
    process.stderr.write(`run ${run}, ${workers} workers, ${load} busy: ${made.length} proofs\n`);
  } finally {
    await oracle.close();
    for (const child of children) child.kill('SIGKILL');
  }
}

function verdictOf(proof: Proof): string {
  return proof.status === 'proved' ? proof.witness.kind : proof.reason;
}

function occupy(): ChildProcess {
  const script = `const end = Date.now() + ${BUSY_SECONDS * 1000}; while (Date.now() < end && process.ppid === ${process.pid}) for (let i = 0; i < 1e7; i++);`;
  return spawn(process.execPath, ['-e', script], { stdio: 'ignore' });
}
