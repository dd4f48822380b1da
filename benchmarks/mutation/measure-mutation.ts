/**
 * How many mutants of the scorer do its own tests kill? StrykerJS makes and plans them; `in-process-runner.ts` runs the tests. What
 * becomes of a mutant is kept in `.bebug/mutation/` until its file changes, so that a run that is stopped goes on with the next files. Prints a Markdown
 * table and what survived.
 *
 *     node_modules/.bin/node benchmarks/mutation/measure-mutation.ts [FILE.ts…]   # names under packages/scorer/src; all by default
 *         --survivors   test again only what survived, against tests that were added since
 *         --table       print what is kept
 */
import { globSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { Stryker } from '@stryker-mutator/core';
import { markdownTable, percent } from '../markdown.ts';
import { readOutcomes, SOURCES, writeComplete, type Outcome } from './outcome-log.ts';

const HERE = import.meta.dirname;
/** Text and types: nothing in them is computed. */
const TEXT = ['index.ts', 'definitions.ts'];
/** With mutants in them all tests take longer, or theirs do anyway: each is measured alone. Of the others so many share a clean run. */
const HOT = [
  'cluster-bootstrap.ts',
  'cluster-resampling.ts',
  'random-placement.ts',
  'chance-baseline.ts',
  'item-response.ts',
  'leak-audit/audit-leaks.ts',
  'marginal-likelihood.ts',
];
const TOGETHER = 80;

const { values: options, positionals: named } = parseArgs({
  options: { survivors: { type: 'boolean', default: false }, table: { type: 'boolean', default: false } },
  allowPositionals: true,
});
const sources = globSync('**/*.ts', { cwd: SOURCES })
  .filter((path) => !path.endsWith('.test.ts'))
  .filter((file) => (named.length > 0 ? named.includes(file) : !TEXT.includes(file)))
  .sort();

const isAlive = ({ status }: Outcome): boolean => status === 'Survived' || status === 'NoCoverage';
/** What is to be tested of a file: all of it, its survivors, or nothing. */
function placesIn(file: string): string[] {
  const known = readOutcomes().get(file);
  if (!options.survivors) return known?.isComplete === true ? [] : [`src/${file}`];
  return [...(known?.outcomes.values() ?? [])]
    .filter(isAlive)
    .map(({ place }) => `src/${file}:${rangeOf(place)}`);
}

/** StrykerJS counts lines from 1 and columns from 0. */
function rangeOf(place: string): string {
  return place.replaceAll(/:(\d+)/gu, (_, column) => `:${Number(column) - 1}`);
}

async function measure(files: readonly string[]): Promise<void> {
  process.env['MUTATION_FILES'] = files.join(' ');
  if (options.survivors) process.env['MUTATION_RETEST'] = 'yes';
  process.chdir(join(SOURCES, '..'));
  await new Stryker({
    testRunner: 'in-process',
    plugins: ['in-process-runner.ts', 'outcome-log.ts'].map((file) => join(HERE, file)),
    mutate: files.flatMap(placesIn),
    coverageAnalysis: 'perTest',
    ignoreStatic: true,
    concurrency: 1,
    dryRunTimeoutMinutes: 30,
    // What a mutant is shown takes no longer than the runner's budget, whatever all tests take that reach it.
    timeoutMS: 5_000,
    timeoutFactor: 0.1,
    // It extends a file that the copy has not; nothing in it matters when types are stripped.
    ignorePatterns: ['tsconfig.json'],
    // In the package: its tests find what the workspace has installed.
    tempDirName: '.mutation',
    reporters: ['outcome-log', 'progress-append-only'],
    disableTypeChecks: false,
    allowConsoleColors: false,
  }).runMutationTest();
  if (!options.survivors) files.forEach(writeComplete);
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

const known = readOutcomes();
const measured = sources.flatMap((file) => {
  const outcomes = [...(known.get(file)?.outcomes.values() ?? [])];
  return outcomes.length === 0 ? [] : [{ file, mutants: outcomes }];
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
