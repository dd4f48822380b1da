/**
 * Mutants of this project's own statistics (`packages/scorer`), decided by the oracle, and by the project's own vitest run once for each of
 * them; both in one run, one after the other, so that neither has the machine to itself for longer.
 * Usage: node benchmarks/oracle/measure-speed.ts [mutants, default 24] [seed]
 */
import { spawn } from 'node:child_process';
import { cp, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { randomStream } from '@bebug/core';
import { openProject, readCorpus, scan, Screen, type ScreenedMutant } from '@bebug/engine';
import { CATALOGUE } from '@bebug/operators';
import { createOracle } from '@bebug/oracle';

const root = new URL('../..', import.meta.url).pathname;
const count = Number(process.argv[2] ?? 24);
const seed = Number(process.argv[3] ?? 1);
const scorer = join(root, 'packages/scorer');
const copy = await mkdtemp(join(tmpdir(), 'bebug-speed-'));
await cp(join(scorer, 'src'), join(copy, 'src'), { recursive: true });
await symlink(join(scorer, 'node_modules'), join(copy, 'node_modules'));
await writeFile(join(copy, 'package.json'), '{ "name": "scorer", "private": true, "type": "module" }\n');

const project = openProject(await readCorpus({ path: join(scorer, 'src') }), { allowTypeErrors: true });
const mutants = sample();
const oracle = await createOracle({ workers: 1, seed });
const rows: Row[] = [];
try {
  await suite();
  for (const mutant of mutants) rows.push(await both(mutant));
} finally {
  await oracle.close();
  await rm(copy, { recursive: true });
}
report();

interface Row {
  readonly proved: boolean;
  readonly killed: boolean;
  readonly cases: number;
  readonly oracleSeconds: number;
  readonly vitestSeconds: number;
}

function sample(): ScreenedMutant[] {
  const screen = new Screen();
  const passed: ScreenedMutant[] = [];
  const candidates = [...scan(project, CATALOGUE)].filter(({ family }) => family !== 'syntax');
  for (const candidate of randomStream(seed, 'speed').shuffle(candidates)) {
    if (passed.length === count) break;
    const verdict = screen.check(project, candidate);
    if (verdict.status === 'passed' && verdict.mutant.types?.length === 0) passed.push(verdict.mutant);
  }
  return passed;
}

async function both(mutant: ScreenedMutant): Promise<Row> {
  const start = performance.now();
  const proof = await oracle.prove(mutant);
  const oracleSeconds = (performance.now() - start) / 1000;
  const { file } = mutant.candidate;
  const path = join(copy, file.slice(file.indexOf('src/')));
  await writeFile(path, mutant.mutatedText);
  const again = performance.now();
  const killed = (await suite()) !== 0;
  const vitestSeconds = (performance.now() - again) / 1000;
  await writeFile(path, project.text(file));
  const cases = proof.evidence.input?.executions ?? 0;
  return { proved: proof.status === 'proved', killed, cases, oracleSeconds, vitestSeconds };
}

/** Exit code of one run of the suite. */
function suite(): Promise<number> {
  const vitest = join(root, 'node_modules/vitest/vitest.mjs');
  const child = spawn(process.execPath, [vitest, 'run', '--root', copy, '--bail', '1'], { stdio: 'ignore' });
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('exit', (code) => resolve(code ?? 1));
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
