/**
 * How fast `bebug mutants` finds candidates in about 20,000 lines, beside StrykerJS's instrumenter in the same run; where the
 * time goes; and whether memory grows with the number of mutants.
 * Usage: node benchmarks/candidates/measure-speed.ts [--package data-structure-typed] [--rounds 3] [--repeats 2] [--operators ID,…]
 */
import { loadavg } from 'node:os';
import { parseArgs } from 'node:util';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import type { Mutant } from '@bebug/core';
import { openProject, readCorpus, scan, type Project } from '@bebug/engine';
import { CATALOGUE } from '@bebug/operators';
import { markdownTable, percent } from '../markdown.ts';
import { developerPackages } from '../packages.ts';
import { instrument } from '../stryker.ts';
import { count, mostFirst } from '../tally.ts';
import { profileScan, type ScanProfile } from './profile.ts';

const { values } = parseArgs({
  options: {
    package: { type: 'string', default: 'data-structure-typed' },
    rounds: { type: 'string', default: '3' },
    repeats: { type: 'string', default: '2' },
    operators: { type: 'string' },
  },
});
const wanted = values.operators?.split(',');
const operators = CATALOGUE.filter(({ id }) => wanted?.includes(id) ?? true);
const [source] = await developerPackages([values.package]);
if (!source) throw new Error(`${values.package} is not in benchmarks/yield/packages.json`);
const corpus = await readCorpus(source);
const lines = [...corpus.sources.values()].reduce((sum, text) => sum + text.split('\n').length, 0);
process.stdout.write(`${corpus.name}: ${corpus.sources.size} files, ${lines} lines; load ${load()}\n\n`);

/** What one way of making mutants took, over all rounds. */
interface Effort {
  mutants: number;
  cpuSeconds: number;
  wallSeconds: number;
}
const efforts = new Map<string, Effort>();
for (let round = 0; round < Number(values.rounds); round++) {
  let project: Project | null = null;
  await spend('bebug: read, parse, bind, check the clean code', () => {
    project = openProject(corpus, { allowTypeErrors: true });
    return 0;
  });
  await spend('**bebug: scan**', () => scanned(project!));
  await spend('**Stryker: instrument**', () => instrument(corpus.sources, true));
  await spend('Stryker: parse and print only', () => instrument(corpus.sources, false));
}
process.stdout.write(`${speeds()}\n`);
const project = openProject(corpus, { allowTypeErrors: true });
const candidates = new Map<string, number>();
const profile = await profileScan(() => {
  for (const { operator } of scan(project, operators)) count(candidates, operator);
});
process.stdout.write(`${byOperator(profile)}\n${byEntry(profile)}\n${memory(project)}\nload ${load()}\n`);

/** As many lines as the command would write. */
function scanned(of: Project): number {
  let mutants = 0;
  for (const { operator, family, tier, file, edits } of scan(of, operators)) {
    const mutant: Mutant = { operator, family, tier, file, edits };
    if (JSON.stringify(mutant).length > 0) mutants++;
  }
  return mutants;
}

/** CPU time is the process's own, the collector's threads included: what a busy machine does to the clock is left out. */
async function spend(name: string, action: () => number | Promise<number>): Promise<void> {
  const cpu = process.cpuUsage();
  const start = performance.now();
  const mutants = await action();
  const { user, system } = process.cpuUsage(cpu);
  const effort = efforts.get(name) ?? { mutants: 0, cpuSeconds: 0, wallSeconds: 0 };
  efforts.set(name, effort);
  effort.mutants += mutants;
  effort.cpuSeconds += (user + system) / 1e6;
  effort.wallSeconds += (performance.now() - start) / 1000;
}

function speeds(): string {
  const rounds = Number(values.rounds);
  return markdownTable(
    ['', 'mutants', 'CPU s', 'wall s', 'mutants a CPU second', 'a thousand lines'],
    [...efforts].map(([name, { mutants, cpuSeconds, wallSeconds }]) => [
      name,
      mutants / rounds,
      (cpuSeconds / rounds).toFixed(1),
      (wallSeconds / rounds).toFixed(1),
      mutants === 0 ? '–' : (mutants / cpuSeconds).toFixed(0),
      mutants === 0 ? '–' : ((1000 * mutants) / rounds / lines).toFixed(0),
    ]),
  );
}

function byOperator({ samples, inChecker, operators: each }: ScanProfile): string {
  const rows = [...each]
    .sort(([, a], [, b]) => b.samples - a.samples)
    .map(([id, own]) => [
      id,
      candidates.get(id) ?? 0,
      percent(own.samples, samples, 1),
      percent(own.inChecker, samples, 1),
      candidates.has(id) ? (own.samples / candidates.get(id)!).toFixed(2) : '–',
      mostFirst(own.callers)
        .slice(0, 3)
        .map(([caller, number]) => `${caller} ${percent(number, samples, 1)}`)
        .join(', '),
    ]);
  const total = [...candidates.values()].reduce((sum, number) => sum + number, 0);
  return markdownTable(
    ['operator', 'candidates', 'of the time', 'of it in the checker', 'ms a candidate', 'most of it in'],
    [...rows, ['**all**', total, '100 %', percent(inChecker, samples, 1), (samples / total).toFixed(2), '']],
  );
}

function byEntry({ samples, entries }: ScanProfile): string {
  return markdownTable(
    ['asked of the checker', 'of the time'],
    mostFirst(entries)
      .slice(0, 15)
      .map(([entry, number]) => [entry, percent(number, samples, 1)]),
  );
}

/** The heap after a collection, at every half of a scan of the same project. */
function memory(of: Project): string {
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc') as () => void;
  const total = [...candidates.values()].reduce((sum, number) => sum + number, 0);
  const rows: (string | number)[][] = [];
  let mutants = 0;
  for (let repeat = 0; repeat < Number(values.repeats); repeat++) {
    for (const candidate of scan(of, operators)) {
      if (candidate.edits.length === 0 || ++mutants % Math.max(1, Math.floor(total / 2)) !== 0) continue;
      collect();
      rows.push([mutants, (process.memoryUsage().heapUsed / 1e6).toFixed(1)]);
    }
  }
  return markdownTable(['mutants of the same files so far', 'heap in MB'], rows);
}

function load(): string {
  return loadavg()
    .map((one) => one.toFixed(0))
    .join(', ');
}
