/**
 * How often each operator applies in packages that nobody prepared and in the embedded corpus, and whether the oracle proves what it makes: what decides
 * when an operator leaves the nursery, and what its page says.
 * Usage: node benchmarks/operators/measure-operators.ts [--status nursery] [--operators ID,…] [--tries 2] [--most 8] [--only NAME,…] [--out FILE.jsonl]
 * Of every package, `--tries` candidates an operator are examined, the smallest packages first, until it is proved in two packages or `--most` were tried.
 * A run goes on where the last one ended; what was measured of an operator counts as long as its file does not change.
 */
import { appendFile, mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { groupBy, randomStream, sha256 } from '@bebug/core';
import { examine, openProject, readCorpus, scan, Screen, type Candidate, type Project } from '@bebug/engine';
import { CATALOGUE, type Operator } from '@bebug/operators';
import { createOracle } from '@bebug/oracle';
import { developerPackages } from '../packages.ts';
import { EMBEDDED, proofsOf, type OperatorRow, type Row, type Try } from './proofs.ts';

const { values } = parseArgs({
  options: {
    status: { type: 'string' },
    operators: { type: 'string' },
    tries: { type: 'string', default: '2' },
    most: { type: 'string', default: '8' },
    only: { type: 'string' },
    seed: { type: 'string', default: '1' },
    out: { type: 'string', default: '.bebug/operators/rows.jsonl' },
  },
});
const root = new URL('../..', import.meta.url).pathname;
const out = resolve(root, values.out);
const seed = Number(values.seed);
const ENOUGH = 2;
/** Operators under way together. */
const LANES = 2;
const wanted = CATALOGUE.filter(
  ({ id, status }) =>
    (values.operators?.split(',').includes(id) ?? true) &&
    (values.status === undefined || status === values.status),
);
const versions = new Map(
  await Promise.all(CATALOGUE.map(async (one) => [one.id, await versionOf(one)] as const)),
);
await mkdir(dirname(out), { recursive: true });
const rows: Row[] = await recorded();
const oracle = await createOracle({ workers: LANES, seed });
try {
  for (const source of [
    ...(await developerPackages(values.only?.split(','))),
    { path: join(root, 'corpora/embedded/src') },
  ])
    await measure(openProject(await readCorpus(source), { allowTypeErrors: true }));
} finally {
  await oracle.close();
}
const summary: OperatorRow[] = CATALOGUE.map((operator) => proofsOf(operator.id, rows));
await writeFile(join(root, 'benchmarks/operators/proofs.json'), `${JSON.stringify(summary, null, 2)}\n`);
const proved = summary.filter(({ provedIn }) => provedIn.length >= ENOUGH);
process.stdout.write(
  `${summary.length} operators: ${proved.length} are proved in two packages or more; ` +
    `${CATALOGUE.filter(({ id, status }) => status === 'nursery' && proved.some((one) => one.operator === id)).length} of them are in the nursery.\n`,
);

async function measure(project: Project): Promise<void> {
  const corpus = project.corpus.name;
  const isKnown = (id: string): boolean =>
    rows.some((row) => row.kind === 'scan' && row.operator === id && row.corpus === corpus);
  const open = wanted.filter(({ id }) => !isKnown(id) || triesLeft(id, corpus) > 0);
  if (open.length === 0) return;
  const found = groupBy([...scan(project, open)], ({ operator }) => operator);
  for (const { id } of open)
    if (!isKnown(id))
      await record({ kind: 'scan', operator: id, corpus, candidates: found.get(id)?.length ?? 0 });
  const screen = new Screen();
  const queue = [...found];
  const lane = async (): Promise<void> => {
    for (let next = queue.shift(); next; next = queue.shift()) await tryAll(project, ...next, screen);
  };
  await Promise.all(Array.from({ length: LANES }, lane));
  process.stderr.write(`${corpus}: ${rows.filter(({ kind }) => kind === 'try').length} tries so far\n`);
}

/** Until one is proved: the next package has others. */
async function tryAll(
  project: Project,
  id: string,
  candidates: readonly Candidate[],
  screen: Screen,
): Promise<void> {
  const shuffled = randomStream(seed, 'operators', id, project.corpus.name).shuffle([...candidates]);
  for (const candidate of shuffled.slice(0, triesLeft(id, project.corpus.name))) {
    const row = await tried(project, candidate, screen);
    await record(row);
    if (row.proof !== null) break;
  }
}

/** The embedded corpus is no package: it has tries of its own. */
function triesLeft(id: string, corpus: string): number {
  const mine = rows.filter((row) => row.kind === 'try' && row.operator === id);
  if (mine.some((row) => row.corpus === corpus)) return 0;
  if (corpus === EMBEDDED) return Number(values.tries);
  const { provedIn, tried: tries } = proofsOf(id, rows);
  if (provedIn.length >= ENOUGH) return 0;
  return Math.max(0, Math.min(Number(values.tries), Number(values.most) - tries));
}

async function tried(project: Project, candidate: Candidate, screen: Screen): Promise<Try> {
  const start = performance.now();
  const verdict = await examine(project, candidate, screen, oracle);
  const clean = project.text(candidate.file);
  const isProved = verdict.status === 'proved';
  return {
    kind: 'try',
    operator: candidate.operator,
    corpus: project.corpus.name,
    file: candidate.file,
    line: clean.slice(0, candidate.edits[0]!.start).split('\n').length,
    diff: candidate.edits
      .map(({ start: from, end, text }) => `${clean.slice(from, end)} => ${text}`)
      .join(' ; '),
    proof: isProved ? verdict.witness.kind : null,
    reason: isProved ? '' : verdict.reason,
    density: isProved ? verdict.density : null,
    witness: isProved ? verdict.witness : null,
    seconds: Math.round((performance.now() - start) / 100) / 10,
  };
}

async function record(row: Row): Promise<void> {
  rows.push(row);
  await appendFile(out, `${JSON.stringify({ ...row, version: versions.get(row.operator) })}\n`);
}

async function recorded(): Promise<Row[]> {
  const text = await readFile(out, 'utf8').catch(() => '');
  return text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Row & { version: string })
    .filter((row) => versions.get(row.operator) === row.version);
}

/** Hash of the operator's file, whatever its status. */
async function versionOf({ id, family }: Operator): Promise<string> {
  const text = await readFile(join(root, 'packages/operators/src', family, `${id}.ts`), 'utf8');
  return sha256(text.replace(/^ {2}status: .*\n/mu, '')).slice(0, 12);
}
