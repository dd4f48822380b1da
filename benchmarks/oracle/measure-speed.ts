/**
 * Mutants of this project's own statistics (`packages/scorer`), each decided by the oracle and by one run of the project's own vitest, in
 * turn, one worker each: whatever else the machine does, both have it. Rows go to stderr as they come.
 * Usage: node benchmarks/oracle/measure-speed.ts [mutants, default 12] [seed]
 */
import { spawn } from 'node:child_process';
import { cp, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { randomStream } from '@bebug/core';
import { openProject, readCorpus, scan, type ScreenedMutant } from '@bebug/engine';
import { createOracle } from '@bebug/oracle';
import { firstCompiling, STABLE } from '../compiling.ts';

interface Row {
  readonly proved: boolean;
  readonly killed: boolean;
  readonly cases: number;
  readonly oracleSeconds: number;
  readonly vitestSeconds: number;
}

/** A run that takes so many times the clean one (and five seconds) hangs: what StrykerJS allows by default. */
const SLOWER = 1.5;

const root = new URL('../..', import.meta.url).pathname;
const count = Number(process.argv[2] ?? 12);
const seed = Number(process.argv[3] ?? 1);
const scorer = join(root, 'packages/scorer');
const project = openProject(await readCorpus({ path: join(scorer, 'src') }), { allowTypeErrors: true });
const mutants = sample();
const workspace = await copyOfWorkspace();
const copy = join(workspace, 'packages/scorer');
const oracle = await createOracle({ workers: 1, seed });
const rows: Row[] = [];
/** Milliseconds for one run of the suite: a mutant that hangs counts as failed then. */
let patience = Infinity;
try {
  const start = performance.now();
  if ((await suite(Infinity)) !== 0) throw new Error(`the tests of the clean copy fail: see ${copy}`);
  patience = SLOWER * (performance.now() - start) + 5_000;
  for (const mutant of mutants) rows.push(await both(mutant));
  report();
} finally {
  await oracle.close();
  await rm(workspace, { recursive: true });
}

function sample(): ScreenedMutant[] {
  const candidates = [...scan(project, STABLE)].filter(
    ({ family, file }) => family !== 'syntax' && !file.endsWith('.test.ts'),
  );
  return firstCompiling(project, randomStream(seed, 'speed').shuffle(candidates), count);
}

/** The package where its imports find what they find here. */
async function copyOfWorkspace(): Promise<string> {
  const made = await mkdtemp(join(tmpdir(), 'bebug-speed-'));
  await cp(scorer, join(made, 'packages/scorer'), {
    recursive: true,
    filter: (path) => !path.startsWith(join(scorer, 'node_modules')),
  });
  await symlink(join(scorer, 'node_modules'), join(made, 'packages/scorer/node_modules'));
  await symlink(join(root, 'node_modules'), join(made, 'node_modules'));
  await cp(join(root, 'tsconfig.base.json'), join(made, 'tsconfig.base.json'));
  return made;
}

async function both(mutant: ScreenedMutant): Promise<Row> {
  const { file, operator } = mutant.candidate;
  const start = performance.now();
  const proof = await oracle.prove(mutant);
  const oracleSeconds = (performance.now() - start) / 1000;
  const path = join(copy, file);
  await writeFile(path, mutant.mutatedText);
  const again = performance.now();
  const killed = (await suite(patience)) !== 0;
  const vitestSeconds = (performance.now() - again) / 1000;
  await writeFile(path, project.text(file));
  const cases = proof.evidence.input?.executions ?? 0;
  const row = { proved: proof.status === 'proved', killed, cases, oracleSeconds, vitestSeconds };
  process.stderr.write(`${JSON.stringify({ file, operator, ...row })}\n`);
  return row;
}

/** Exit code of one run of the suite, which ends at the first failure, or when `milliseconds` are over. */
function suite(milliseconds: number): Promise<number> {
  const vitest = join(root, 'node_modules/vitest/vitest.mjs');
  const options = ['run', '--root', copy, '--bail', '1', '--maxWorkers', '1', '--testTimeout', '60000'];
  // A group of its own: a worker that hangs does not end with its parent.
  const child = spawn(process.execPath, [vitest, ...options], { stdio: 'ignore', detached: true });
  const watch = Number.isFinite(milliseconds)
    ? setTimeout(() => process.kill(-child.pid!, 'SIGKILL'), milliseconds)
    : undefined;
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('exit', (code) => {
      clearTimeout(watch);
      resolve(code ?? 1);
    });
  });
}

function report(): void {
  const sum = (of: (row: Row) => number): number => rows.reduce((total, row) => total + of(row), 0);
  const [byOracle, byVitest] = [sum((row) => row.oracleSeconds), sum((row) => row.vitestSeconds)];
  const proved = rows.filter((row) => row.proved);
  console.log({
    mutants: rows.length,
    'proved by the oracle': proved.length,
    'failed by vitest': rows.filter(({ killed }) => killed).length,
    'proved and not failed': proved.filter(({ killed }) => !killed).length,
    'failed and not proved': rows.filter((row) => row.killed && !row.proved).length,
    'cases decided a second': Math.round(sum(({ cases }) => cases) / byOracle),
    'mutants a minute and core, oracle': Number(((60 * rows.length) / byOracle).toFixed(1)),
    'mutants a minute and core, vitest': Number(((60 * rows.length) / byVitest).toFixed(1)),
    'vitest : oracle': Number((byVitest / byOracle).toFixed(2)),
  });
}
