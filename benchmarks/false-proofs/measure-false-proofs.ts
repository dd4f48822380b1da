/**
 * Clean code against clean code and against decoys, with the oracle of production: every witness is a false proof.
 * Usage: node benchmarks/false-proofs/measure-false-proofs.ts [--limit 200] [--seed 1] [--pins FILE] [--results FILE]
 * Goes on where the results file ends; a decoy that is in it is not tried again.
 */
import { appendFileSync, existsSync, mkdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { parseArgs } from 'node:util';
import { applyEdits, groupBy, keyedHex } from '@bebug/core';
import { decoyCandidate, type Project, type ScreenedMutant } from '@bebug/engine';
import { createOracle } from '@bebug/oracle';
import { openCorpora } from '../packages.ts';
import { decoysOf, type Decoy } from './decoys.ts';

const root = new URL('../..', import.meta.url).pathname;
const { values } = parseArgs({
  options: {
    limit: { type: 'string', default: '200' },
    seed: { type: 'string', default: '1' },
    pins: { type: 'string' },
    results: { type: 'string', default: join(root, '.bebug/false-proofs.jsonl') },
  },
});
const seed = Number(values.seed);

interface Row {
  readonly key: string;
  readonly corpus: string;
  readonly rule: string;
  readonly status: string;
  readonly executions: number;
  readonly schedules: number;
  readonly witness: unknown;
}

interface Work {
  readonly key: string;
  readonly project: Project;
  readonly file: string;
  readonly decoy: Decoy;
}

const rows: Row[] = existsSync(values.results)
  ? readFileSync(values.results, 'utf8')
      .trim()
      .split('\n')
      .filter(Boolean)
      .map((line) => JSON.parse(line) as Row)
  : [];
const done = new Set(rows.map(({ key }) => key));
const work = (await openCorpora(values.pins === undefined ? [] : [values.pins]))
  .flatMap(workOf)
  .filter(({ key }) => !done.has(key));
const oracle = await createOracle({ workers: 1, seed });
mkdirSync(dirname(values.results), { recursive: true });
for (const { key, project, file, decoy } of inTurns(work).slice(0, Number(values.limit))) {
  const mutant = mutantOf(project, file, decoy);
  const proof = await oracle.prove(mutant);
  const witness = proof.status === 'proved' ? proof.witness : null;
  const row: Row = {
    key,
    corpus: project.corpus.name,
    rule: decoy.rule,
    status: proof.status === 'proved' ? 'proved' : proof.reason,
    executions: proof.evidence.input?.executions ?? 0,
    schedules: proof.evidence.schedule?.schedules ?? 0,
    witness,
  };
  if (witness) console.log(`WITNESS ${key}\n`, decoy.edits, JSON.stringify(witness, null, 2));
  rows.push(row);
  appendFileSync(values.results, `${JSON.stringify(row)}\n`);
}
await oracle.close();
report();

function workOf(project: Project): Work[] {
  return [...project.corpus.sources.keys()].flatMap((file) =>
    decoysOf(project, file).map((decoy) => ({
      key: [seed, project.corpus.name, file, decoy.rule, decoy.edits[0]?.start ?? 0].join(' '),
      project,
      file,
      decoy,
    })),
  );
}

/** Corpora and rules take turns, in an order that the seed fixes: a short run sees all of them. */
function inTurns(all: readonly Work[]): Work[] {
  const groups = [
    ...groupBy(all, ({ project, decoy }) => `${project.corpus.name} ${decoy.rule}`).values(),
  ].map((group) =>
    group.map((item) => ({ item, rank: keyedHex(12, item.key) })).sort((a, b) => (a.rank < b.rank ? -1 : 1)),
  );
  return groups
    .flatMap((group) => group.map(({ item, rank }, turn) => ({ item, turn, rank })))
    .sort((a, b) => a.turn - b.turn || (a.rank < b.rank ? -1 : 1))
    .map(({ item }) => item);
}

function mutantOf(project: Project, file: string, { rule, edits }: Decoy): ScreenedMutant {
  return {
    candidate: { ...decoyCandidate(project, file, edits), operator: rule, title: rule },
    project,
    mutatedText: applyEdits(project.text(file), edits),
    parser: [],
    types: [],
    lint: [],
  };
}

function report(): void {
  const sum = (of: readonly Row[], field: 'executions' | 'schedules'): number =>
    of.reduce((total, row) => total + row[field], 0);
  const line = (of: readonly Row[]) => ({
    climbs: of.length,
    'climbs that compared': of.filter((row) => row.executions + row.schedules > 0).length,
    'cases compared': sum(of, 'executions'),
    'schedules compared': sum(of, 'schedules'),
    witnesses: of.filter((row) => row.status === 'proved').length,
  });
  const by = (field: 'corpus' | 'rule' | 'status') =>
    Object.fromEntries([...groupBy(rows, (row) => row[field])].map(([name, of]) => [name, line(of)]));
  console.table({ ...by('corpus'), all: line(rows) });
  console.table(by('rule'));
  console.table(by('status'));
}
