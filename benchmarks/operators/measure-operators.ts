/**
 * How often each operator applies in packages that nobody prepared and in the embedded corpus, and whether the oracle proves what it makes: what decides
 * when an operator leaves the nursery, and what its page says.
 * Usage: node benchmarks/operators/measure-operators.ts [--status nursery] [--operators ID,…] [--tries 2] [--most 8] [--only NAME,…,embedded] [--scan] [--out FILE.jsonl]
 * Of every package, in the order of `--only` or of the lists, `--tries` candidates an operator are examined, until it is proved in two packages or `--most`
 * were tried. With `--scan` candidates are only counted, which is cheap; when all packages are, no time goes to an operator that cannot come to two.
 * A proof that a reader doubts (`doubted.json`) does not count.
 * A run goes on where the last one ended, from the rows or, where these are gone, from `proofs.json`; what was measured of an operator counts as long as its
 * file does not change.
 */
import { appendFile, mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { compareText, groupBy, randomStream, sha256 } from '@bebug/core';
import {
  examine,
  openProject,
  readCorpus,
  scan,
  Screen,
  type Candidate,
  type CorpusSource,
  type Project,
} from '@bebug/engine';
import { CATALOGUE, type Operator } from '@bebug/operators';
import { createOracle } from '@bebug/oracle';
import { developerPackages, EMBEDDED_SOURCE } from '../packages.ts';
import {
  corpusRows,
  EMBEDDED,
  printProofs,
  proofsOf,
  type Doubt,
  type OperatorRow,
  type Row,
  type Try,
} from './proofs.ts';

const { values } = parseArgs({
  options: {
    status: { type: 'string' },
    operators: { type: 'string' },
    tries: { type: 'string', default: '2' },
    most: { type: 'string', default: '8' },
    only: { type: 'string' },
    scan: { type: 'boolean', default: false },
    seed: { type: 'string', default: '1' },
    out: { type: 'string', default: '.bebug/operators/rows.jsonl' },
  },
});
const root = new URL('../..', import.meta.url).pathname;
const out = resolve(root, values.out);
const proofsFile = join(root, 'benchmarks/operators/proofs.json');
const seed = Number(values.seed);
/** Packages in which an operator must be proved to leave the nursery. */
const TO_LEAVE = 2;
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
const doubted = JSON.parse(
  await readFile(join(root, 'benchmarks/operators/doubted.json'), 'utf8'),
) as readonly Doubt[];
const earlier = await measuredEarlier();
/** By operator. */
const rows = new Map<string, Row[]>(CATALOGUE.map(({ id }) => [id, []]));
for (const row of await recorded()) rows.get(row.operator)!.push(row);
const names = values.only?.split(',');
const sources = await developerPackages(names, ['yield', 'operators']);
if (names?.includes('embedded') ?? true) sources.push(EMBEDDED_SOURCE);
if (values.scan) for (const source of sources) await scanned(source);
else await proveAll();
const summary = CATALOGUE.map(({ id }) => rowOf(id));
await writeFile(proofsFile, printProofs(summary));
const proved = summary.filter(({ provedIn }) => provedIn.length >= TO_LEAVE);
process.stdout.write(
  `${summary.length} operators: ${proved.length} are proved in two packages or more; ` +
    `${CATALOGUE.filter(({ id, status }) => status === 'nursery' && proved.some((one) => one.operator === id)).length} of them are in the nursery.\n`,
);

/** Scans what was not scanned there yet. The project, where it had to be opened for that. */
async function scanned(source: CorpusSource): Promise<Project | null> {
  const corpus = nameOf(source);
  const unknown = wanted.filter(({ id }) => !isScanned(id, corpus));
  if (unknown.length === 0) return null;
  const project = await opened(source);
  const found = groupBy([...scan(project, unknown)], ({ operator }) => operator);
  for (const { id } of unknown)
    await record({ kind: 'scan', operator: id, corpus, candidates: found.get(id)?.length ?? 0 });
  process.stderr.write(`${corpus}: candidates of ${found.size} operators\n`);
  return project;
}

function isScanned(id: string, corpus: string): boolean {
  return rows.get(id)!.some((row) => row.kind === 'scan' && row.corpus === corpus);
}

async function proveAll(): Promise<void> {
  const oracle = await createOracle({ workers: LANES, seed });
  try {
    for (const source of sources) await measure(source, (...site) => examine(...site, oracle));
  } finally {
    await oracle.close();
  }
}

type Examine = (project: Project, candidate: Candidate, screen: Screen) => ReturnType<typeof examine>;

async function measure(source: CorpusSource, examined: Examine): Promise<void> {
  const corpus = nameOf(source);
  const known = await scanned(source);
  const open = wanted.filter(({ id }) => triesLeft(id, corpus) > 0);
  if (open.length === 0) return;
  const project = known ?? (await opened(source));
  const queue = [...groupBy([...scan(project, open)], ({ operator }) => operator)]
    .map(([id, candidates]) => [id, drawn(id, candidates)] as const)
    .sort(([, [a]], [, [b]]) => compareText(a!.file, b!.file));
  const screen = new Screen();
  const lane = async (): Promise<void> => {
    for (let next = queue.shift(); next; next = queue.shift())
      await tryAll(project, ...next, (candidate) => examined(project, candidate, screen));
  };
  await Promise.all(Array.from({ length: LANES }, lane));
  const tries = [...rows.values()].flat().filter(({ kind }) => kind === 'try').length;
  process.stderr.write(`${corpus}: ${tries} tries so far\n`);
}

/** Until one is proved: the next package has others. */
async function tryAll(
  project: Project,
  id: string,
  candidates: readonly Candidate[],
  examined: (candidate: Candidate) => ReturnType<typeof examine>,
): Promise<void> {
  for (const candidate of candidates) {
    const row = await tried(project, candidate, examined);
    await record(row);
    if (row.proof !== null) break;
  }
}

/** What is to be tried: those behind the ones that were. */
function drawn(id: string, candidates: readonly Candidate[]): Candidate[] {
  const { corpus } = candidates[0]!;
  const shuffled = randomStream(seed, 'operators', id, corpus).shuffle([...candidates]);
  const start = rowOf(id).tries.find((row) => row.corpus === corpus)?.tried ?? 0;
  return shuffled.slice(start, start + triesLeft(id, corpus));
}

/** The embedded corpus is no package: it has tries of its own. */
function triesLeft(id: string, corpus: string): number {
  const { untried, tries: triedIn, provedIn, tried: tries } = rowOf(id);
  const here = triedIn.find((row) => row.corpus === corpus) ?? {
    candidates: untried[corpus] ?? 0,
    tried: 0,
    proved: 0,
  };
  if (here.proved > 0) return 0;
  const left = Math.min(Number(values.tries), here.candidates) - here.tried;
  if (corpus === EMBEDDED) return Math.max(0, left);
  if (provedIn.length >= TO_LEAVE || cannotReachTwo(id)) return 0;
  return Math.max(0, Math.min(left, Number(values.most) - tries));
}

/** All packages were scanned, and candidates are in one. Of those that are not named nothing is known. */
function cannotReachTwo(id: string): boolean {
  if (names !== undefined || rowOf(id).packages >= TO_LEAVE) return false;
  return sources.every((source) => isScanned(id, nameOf(source)));
}

/** Of a changed operator that was not measured since, what was known stands, with its version. */
function rowOf(id: string): OperatorRow {
  const known = earlier.get(id);
  const mine = rows.get(id)!;
  const version = versions.get(id)!;
  if (known && known.version !== version && mine.length === 0) return known;
  const corpora = corpusRows(known?.version === version ? known : undefined, mine);
  const doubts = doubted.filter(({ operator }) => operator === id).map(({ corpus }) => corpus);
  return proofsOf(id, version, corpora, doubts);
}

async function tried(
  project: Project,
  candidate: Candidate,
  examined: (candidate: Candidate) => ReturnType<typeof examine>,
): Promise<Try> {
  const start = performance.now();
  const verdict = await examined(candidate);
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
  rows.get(row.operator)!.push(row);
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

async function measuredEarlier(): Promise<ReadonlyMap<string, OperatorRow>> {
  const known = JSON.parse(await readFile(proofsFile, 'utf8')) as OperatorRow[];
  return new Map(known.map((row) => [row.operator, row]));
}

async function opened(source: CorpusSource): Promise<Project> {
  return openProject(await readCorpus(source), { allowTypeErrors: true });
}

function nameOf(source: CorpusSource): string {
  return source.package?.name ?? EMBEDDED;
}

/** Hash of the operator's file, whatever its status. */
async function versionOf({ id, family }: Operator): Promise<string> {
  const text = await readFile(join(root, 'packages/operators/src', family, `${id}.ts`), 'utf8');
  return sha256(text.replace(/^ {2}status: .*\n/mu, '')).slice(0, 12);
}
