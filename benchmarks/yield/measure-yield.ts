/**
 * Share of compile-clean mutants that end proved, on packages that nobody prepared: by package, by family, and why the rest did not.
 * Usage: node benchmarks/yield/measure-yield.ts [--per-package 60] [--only NAME,…] [--embedded] [--seed 1] [--out FILE.jsonl]
 */
import { appendFile, mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { parseArgs } from 'node:util';
import { groupBy, randomStream } from '@bebug/core';
import {
  isConspicuous,
  openProject,
  readCorpus,
  scan,
  type Candidate,
  type CorpusSource,
  type Project,
  type ScreenedMutant,
} from '@bebug/engine';
import { createOracle } from '@bebug/oracle';
import { firstCompiling, STABLE } from '../compiling.ts';
import { developerPackages, EMBEDDED_SOURCE } from '../packages.ts';
import { byFamily, byPackage, byReason, type Row } from './tables.ts';

const { values } = parseArgs({
  options: {
    'per-package': { type: 'string', default: '60' },
    only: { type: 'string' },
    embedded: { type: 'boolean', default: false },
    seed: { type: 'string', default: '1' },
    workers: { type: 'string', default: '2' },
    out: { type: 'string', default: '.bebug/yield/rows.jsonl' },
  },
});
const root = new URL('../..', import.meta.url).pathname;
const seed = Number(values.seed);
const oracle = await createOracle({ workers: Number(values.workers), seed });
const rows: Row[] = [];
await mkdir(dirname(join(root, values.out)), { recursive: true });
await writeFile(join(root, values.out), '');
for (const source of await sources()) {
  const project = openProject(await readCorpus(source), { allowTypeErrors: true });
  const start = performance.now();
  const passed = screened(project);
  const screenSeconds = (performance.now() - start) / 1000;
  const proofStart = performance.now();
  const ended = await inTurn(passed);
  rows.push(...ended);
  const proofSeconds = (performance.now() - proofStart) / 1000;
  process.stderr.write(
    `${project.corpus.name}: ${passed.length} mutants, screened in ${screenSeconds.toFixed(0)} s, proved in ${proofSeconds.toFixed(0)} s\n`,
  );
}
await oracle.close();
process.stdout.write(`${byPackage(rows)}\n${byFamily(rows)}\n${byReason(rows)}\n`);

async function sources(): Promise<CorpusSource[]> {
  if (values.embedded) return [EMBEDDED_SOURCE];
  return developerPackages(values.only?.split(','));
}

/** A random sample of the candidates that compile, the same for one seed: what a user of the package would be given to prove. */
function screened(project: Project): ScreenedMutant[] {
  const candidates = [...scan(project, STABLE)].filter(({ family }) => family !== 'syntax');
  const queue = randomStream(seed, 'yield', project.corpus.name).shuffle(mixed(candidates));
  return firstCompiling(project, queue, Number(values['per-package']));
}

/** Operators weigh alike up to a cap, so that one that applies everywhere does not decide the figure alone. */
function mixed(candidates: readonly Candidate[]): Candidate[] {
  const cap = Math.max(4, Math.ceil(Number(values['per-package']) / 8));
  return [...groupBy(candidates, ({ operator }) => operator)].flatMap(([operator, group]) =>
    randomStream(seed, 'yield', operator, group[0]!.corpus).shuffle(group).slice(0, cap),
  );
}

/** As many at a time as there are workers, so that the time of one does not hold the wait for others. */
async function inTurn(mutants: readonly ScreenedMutant[]): Promise<Row[]> {
  const ended: Row[] = [];
  const queue = [...mutants.entries()];
  const work = async (): Promise<void> => {
    for (let next = queue.shift(); next; next = queue.shift()) {
      const row = await prove(next[1]);
      ended[next[0]] = row;
      // As it comes: a run of an hour may be cut short.
      await appendFile(join(root, values.out), `${JSON.stringify(row)}\n`);
    }
  };
  await Promise.all(Array.from({ length: Number(values.workers) }, work));
  return ended;
}

async function prove(mutant: ScreenedMutant): Promise<Row> {
  const { corpus, file, operator, family, edits, enclosing } = mutant.candidate;
  const start = performance.now();
  const proof = await oracle.prove(mutant);
  const clean = mutant.project.text(file);
  return {
    corpus,
    file,
    line: clean.slice(0, edits[0]!.start).split('\n').length,
    function: enclosing?.name ?? null,
    operator,
    family,
    diff: edits.map(({ start: from, end, text }) => `${clean.slice(from, end)} => ${text}`).join(' ; '),
    isConspicuous: isConspicuous(mutant.candidate, mutant.project.sourceFile(file)),
    outcome: proof.status === 'proved' ? `proved (${proof.witness.kind})` : proof.reason,
    detail: proof.status === 'proved' ? '' : proof.detail,
    density: proof.status === 'proved' ? proof.density : null,
    witness: proof.status === 'proved' ? proof.witness : null,
    milliseconds: Math.round(performance.now() - start),
  };
}
