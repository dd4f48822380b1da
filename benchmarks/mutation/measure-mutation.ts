/**
 * How many mutants of the scorer do its own tests kill? Prints a Markdown table, file by file, and the survivors.
 *
 *     node_modules/.bin/node benchmarks/mutation/measure-mutation.ts [FILE.ts…]   # names under packages/scorer/src; all by default
 */
import { createRequire } from 'node:module';
import { join, relative } from 'node:path';
import { Stryker } from '@stryker-mutator/core';
import { markdownTable } from '../markdown.ts';

const HERE = import.meta.dirname;
const SCORER = join(HERE, '../../packages/scorer');

const named = process.argv.slice(2).map((file) => `src/${file}`);
// Text and types: nothing in them is computed.
const all = ['src/**/*.ts', '!src/**/*.test.ts', '!src/index.ts', '!src/definitions.ts'];

process.chdir(SCORER);
const mutants = await new Stryker({
  testRunner: 'vitest',
  plugins: [createRequire(import.meta.url).resolve('@stryker-mutator/vitest-runner')],
  vitest: { configFile: join(HERE, 'vitest.config.ts'), related: false },
  mutate: named.length > 0 ? named : all,
  coverageAnalysis: 'perTest',
  ignoreStatic: true,
  concurrency: 1,
  dryRunTimeoutMinutes: 30,
  // It extends a file that the copy has not; nothing in it matters when types are stripped.
  ignorePatterns: ['tsconfig.json'],
  // In the package: its tests find what the workspace has installed.
  tempDirName: '.mutation',
  reporters: ['progress-append-only'],
  disableTypeChecks: false,
}).runMutationTest();

const SHOWN = ['Killed', 'Timeout', 'Survived', 'NoCoverage', 'Ignored'] as const;
const files = [...new Set(mutants.map(({ fileName }) => fileName))].sort();
const rowOf = (name: string, some: typeof mutants): string[] => {
  const counts = SHOWN.map((status) => some.filter((mutant) => mutant.status === status).length);
  const [killed, timedOut, survived, uncovered] = counts as [number, number, number, number];
  const share = (100 * (killed + timedOut)) / (killed + timedOut + survived + uncovered);
  return [name, ...counts.map(String), Number.isNaN(share) ? '–' : `${share.toFixed(1)} %`];
};
const rows = files.map((file) =>
  rowOf(
    relative(join(SCORER, 'src'), file),
    mutants.filter(({ fileName }) => fileName === file),
  ),
);
process.stdout.write(
  `${markdownTable(['file', ...SHOWN.map((status) => status.toLowerCase()), 'killed'], [...rows, rowOf('**all**', mutants)])}\n`,
);
for (const { fileName, location, mutatorName, replacement, status } of mutants) {
  if (status !== 'Survived' && status !== 'NoCoverage') continue;
  const place = `${relative(SCORER, fileName)}:${location.start.line + 1}:${location.start.column + 1}`;
  process.stdout.write(
    `\n${status} ${place} ${mutatorName}: ${replacement.replaceAll(/\s+/gu, ' ').slice(0, 100)}`,
  );
}
process.stdout.write('\n');
