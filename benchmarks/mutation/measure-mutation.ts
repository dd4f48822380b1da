/**
 * How many mutants of the scorer do its own tests kill? StrykerJS makes and plans them, file by file; `in-process-runner.ts` runs the tests. Each
 * file's outcome is kept under `.bebug/mutation/` until the file changes, so that a run that is stopped goes on with the next file. Prints a Markdown
 * table and what survived.
 *
 *     node_modules/.bin/node benchmarks/mutation/measure-mutation.ts [FILE.ts…]   # names under packages/scorer/src; all by default
 *         --survivors   test again only what survived, against tests that were added since
 *         --table       print what is kept
 */
import { createHash } from 'node:crypto';
import { existsSync, globSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { parseArgs } from 'node:util';
import { Stryker } from '@stryker-mutator/core';
import { markdownTable, percent } from '../markdown.ts';

const HERE = import.meta.dirname;
const SCORER = join(HERE, '../../packages/scorer');
const KEPT = join(HERE, '../../.bebug/mutation');
/** Text and types: nothing in them is computed. */
const TEXT = ['index.ts', 'definitions.ts'];
/** Inner loops: with mutants in them every test takes longer, so that each is measured alone. Of the others so many share a clean run. */
const HOT = ['cluster-bootstrap.ts', 'cluster-resampling.ts', 'random-placement.ts', 'chance-baseline.ts'];
const TOGETHER = 14;

interface Outcome {
  readonly file: string;
  /** `line:column-line:column`, from 1. */
  readonly place: string;
  readonly mutator: string;
  readonly replacement: string;
  readonly status: string;
}
interface Kept {
  readonly source: string;
  readonly mutants: readonly Outcome[];
}

const { values: options, positionals: named } = parseArgs({
  options: { survivors: { type: 'boolean', default: false }, table: { type: 'boolean', default: false } },
  allowPositionals: true,
});
const sources = globSync('src/**/*.ts', { cwd: SCORER })
  .filter((path) => !path.endsWith('.test.ts'))
  .map((path) => relative('src', path))
  .filter((file) => (named.length > 0 ? named.includes(file) : !TEXT.includes(file)))
  .sort();

const hashOf = (file: string): string =>
  createHash('sha256')
    .update(readFileSync(join(SCORER, 'src', file)))
    .digest('hex');
const pathOf = (file: string): string => join(KEPT, `${file}.json`);

function keptOf(file: string): Kept | null {
  if (!existsSync(pathOf(file))) return null;
  const kept = JSON.parse(readFileSync(pathOf(file), 'utf8')) as Kept;
  return kept.source === hashOf(file) ? kept : null;
}

function keep(file: string, mutants: readonly Outcome[]): void {
  mkdirSync(dirname(pathOf(file)), { recursive: true });
  writeFileSync(pathOf(file), JSON.stringify({ source: hashOf(file), mutants } satisfies Kept));
}

const isAlive = ({ status }: Outcome): boolean => status === 'Survived' || status === 'NoCoverage';
const keyOf = ({ place, mutator, replacement }: Outcome): string => [place, mutator, replacement].join(' ');

/** `mutate`: paths in the package, or ranges of them. */
async function outcomesOf(mutate: readonly string[]): Promise<Outcome[]> {
  process.chdir(SCORER);
  const mutants = await new Stryker({
    testRunner: 'in-process',
    plugins: [join(HERE, 'in-process-runner.ts')],
    mutate: [...mutate],
    coverageAnalysis: 'perTest',
    ignoreStatic: true,
    concurrency: 1,
    dryRunTimeoutMinutes: 30,
    timeoutMS: 10_000,
    // It extends a file that the copy has not; nothing in it matters when types are stripped.
    ignorePatterns: ['tsconfig.json'],
    // In the package: its tests find what the workspace has installed.
    tempDirName: '.mutation',
    reporters: [],
    disableTypeChecks: false,
    allowConsoleColors: false,
  }).runMutationTest();
  return mutants.map(({ fileName, location: { start, end }, mutatorName, replacement, status }) => ({
    file: relative(join(SCORER, 'src'), fileName),
    place: `${start.line + 1}:${start.column + 1}-${end.line + 1}:${end.column + 1}`,
    mutator: mutatorName,
    replacement,
    status,
  }));
}

/** What is to be tested of a file: all of it, its survivors, or nothing. */
function placesIn(file: string): string[] {
  const kept = keptOf(file);
  if (!options.survivors) return kept === null ? [`src/${file}`] : [];
  return (kept?.mutants ?? []).filter(isAlive).map(({ place }) => `src/${file}:${rangeOf(place)}`);
}

/** StrykerJS counts lines from 1 and columns from 0. */
function rangeOf(place: string): string {
  return place.replaceAll(/:(\d+)/gu, (_, column) => `:${Number(column) - 1}`);
}

async function measure(files: readonly string[]): Promise<void> {
  const tested = await outcomesOf(files.flatMap(placesIn));
  for (const file of files) {
    const now = tested.filter((one) => one.file === file);
    const statuses = new Map(now.map((one) => [keyOf(one), one.status]));
    const before = keptOf(file)?.mutants.map((one) =>
      isAlive(one) ? { ...one, status: statuses.get(keyOf(one)) ?? one.status } : one,
    );
    keep(file, before ?? now);
  }
}

const SHOWN = ['Killed', 'Timeout', 'Survived', 'NoCoverage', 'Ignored'] as const;
function rowOf(name: string, mutants: readonly Outcome[]): string[] {
  const counts = SHOWN.map((status) => mutants.filter((mutant) => mutant.status === status).length);
  const [killed, timedOut, survived, uncovered] = counts as [number, number, number, number];
  return [
    name,
    ...counts.map(String),
    percent(killed + timedOut, killed + timedOut + survived + uncovered, 1),
  ];
}

const open = options.table ? [] : sources.filter((file) => placesIn(file).length > 0);
const cool = open.filter((file) => !HOT.includes(file));
const groups = [
  ...Array.from({ length: Math.ceil(cool.length / TOGETHER) }, (_, at) =>
    cool.slice(at * TOGETHER, (at + 1) * TOGETHER),
  ),
  ...open.filter((file) => HOT.includes(file)).map((file) => [file]),
];
for (const files of groups) {
  const start = performance.now();
  await measure(files);
  const seconds = ((performance.now() - start) / 1000).toFixed(0);
  process.stderr.write(`${new Date().toISOString()} ${seconds} s: ${files.join(' ')}\n`);
}

const measured = sources.flatMap((file) => {
  const kept = keptOf(file);
  return kept === null ? [] : [{ file, mutants: kept.mutants }];
});
const rows = measured.map(({ file, mutants }) => rowOf(file, mutants));
const total = rowOf(
  '**all**',
  measured.flatMap(({ mutants }) => mutants),
);
process.stdout.write(
  `${markdownTable(['file', ...SHOWN.map((status) => status.toLowerCase()), 'killed'], [...rows, total])}\n`,
);
for (const { file, mutants } of measured)
  for (const { place, mutator, replacement, status } of mutants.filter(isAlive))
    process.stdout.write(
      `${status} src/${file}:${place} ${mutator}: ${replacement.replaceAll(/\s+/gu, ' ').slice(0, 100)}\n`,
    );
