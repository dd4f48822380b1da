/**
 * How fast `bebug mutants` finds candidates in about 20,000 lines, beside StrykerJS's instrumenter in the same run; where the
 * time goes, and below what it cannot come; and whether memory grows with the number of mutants.
 * Usage: node benchmarks/candidates/measure-speed.ts [--package data-structure-typed] [--rounds 3] [--repeats 2] [--operators ID,…]
 */
import { loadavg } from 'node:os';
import { parseArgs } from 'node:util';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import type { Mutant } from '@bebug/core';
import { openProject, readCorpus, scan, type Project } from '@bebug/engine';
import { CATALOGUE, type Operator } from '@bebug/operators';
import { markdownTable, percent } from '../markdown.ts';
import { developerPackages } from '../packages.ts';
import { instrument } from '../stryker.ts';
import { count, mostFirst } from '../tally.ts';
import { standInsFor } from './floors.ts';
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

/** What one way of making mutants took, over all its runs. */
interface Effort {
  runs: number;
  mutants: number;
  cpuSeconds: number;
  wallSeconds: number;
}
type Efforts = Map<string, Effort>;
const HOT = 'a new project, in a process that has scanned before';
const efforts: Efforts = new Map();
for (let round = 0; round < Number(values.rounds); round++) {
  let project: Project | null = null;
  await spend(efforts, 'bebug: read, parse, bind, check the clean code', () => {
    project = openProject(corpus, { allowTypeErrors: true });
    return 0;
  });
  await spend(efforts, '**bebug: scan**', () => scanned(project!));
  await spend(efforts, '**Stryker: instrument**', () => instrument(corpus.sources, true));
  await spend(efforts, 'Stryker: parse and print only', () => instrument(corpus.sources, false));
}
process.stdout.write(`${speeds(efforts)}\n`);
const floors = await measureFloors();
const project = openProject(corpus, { allowTypeErrors: true });
const candidates = new Map<string, number>();
const profile = await profileScan(() => {
  for (const { operator } of scan(project, operators)) count(candidates, operator);
});
floors.set('type queries of such a new project, by the profile', inCheckerOf(profile));
process.stdout.write(`${speeds(floors)}\n`);
process.stdout.write(`${byOperator(profile)}\n${byEntry(profile)}\n${memory(project)}\nload ${load()}\n`);

/** As many lines as the command would write. */
function scanned(of: Project, by: readonly Operator[] = operators): number {
  let mutants = 0;
  for (const { operator, family, tier, file, edits } of scan(of, by)) {
    const mutant: Mutant = { operator, family, tier, file, edits };
    if (JSON.stringify(mutant).length > 0) mutants++;
  }
  return mutants;
}

/** What a scan takes when less and less of it is left. */
async function measureFloors(): Promise<Efforts> {
  const found: Efforts = new Map();
  const { silent, recording, repeating } = standInsFor(operators);
  const fresh = openProject(corpus, { allowTypeErrors: true });
  await spend(found, HOT, () => scanned(fresh));
  await spend(found, 'the same project again: its types and what the kit asks are kept', () =>
    scanned(fresh),
  );
  scanned(fresh, recording);
  for (const standIns of [silent, repeating]) scanned(fresh, standIns);
  await spend(found, 'operators that repeat what was found: candidates and their lines', () =>
    scanned(fresh, repeating),
  );
  await spend(found, 'operators that find nothing: the walk, and calling them', () => {
    scanned(fresh, silent);
    return 0;
  });
  return found;
}

/** The checker's share of the samples, of a scan like the one that is profiled. */
function inCheckerOf({ inChecker, samples }: ScanProfile): Effort {
  const hot = floors.get(HOT)!;
  const share = inChecker / samples;
  return { runs: 1, mutants: 0, cpuSeconds: hot.cpuSeconds * share, wallSeconds: hot.wallSeconds * share };
}

/** CPU time is the process's own, the collector's threads included: what a busy machine does to the clock is left out. */
async function spend(kept: Efforts, name: string, action: () => number | Promise<number>): Promise<void> {
  const cpu = process.cpuUsage();
  const start = performance.now();
  const mutants = await action();
  const { user, system } = process.cpuUsage(cpu);
  const effort = kept.get(name) ?? { runs: 0, mutants: 0, cpuSeconds: 0, wallSeconds: 0 };
  kept.set(name, effort);
  effort.runs++;
  effort.mutants += mutants;
  effort.cpuSeconds += (user + system) / 1e6;
  effort.wallSeconds += (performance.now() - start) / 1000;
}

function speeds(of: Efforts): string {
  return markdownTable(
    ['', 'mutants', 'CPU s', 'wall s', 'mutants a CPU second', 'a thousand lines'],
    [...of].map(([name, { runs, mutants, cpuSeconds, wallSeconds }]) => [
      name,
      mutants === 0 ? '–' : mutants / runs,
      (cpuSeconds / runs).toFixed(1),
      (wallSeconds / runs).toFixed(1),
      mutants === 0 ? '–' : (mutants / cpuSeconds).toFixed(0),
      mutants === 0 ? '–' : ((1000 * mutants) / runs / lines).toFixed(0),
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
