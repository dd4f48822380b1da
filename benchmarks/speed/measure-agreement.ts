/**
 * Whether the fast checker and the exact reference say the same, mutant by mutant.
 * Usage: node benchmarks/speed/measure-agreement.ts [--ours 200] [--stryker 100] [--only NAME,…] [--seed 1] [--runs 5]
 * A run is one with one native compiler, and one with two that share the mutants: each gets other company for them.
 * The reference's verdicts are kept in `.bebug/speed/`, since they do not change; remove the folder to take them again.
 */
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { sha256, type Mutant } from '@bebug/core';
import { NativeChecker, openProject, readCorpus, type Project, type TypeStanding } from '@bebug/engine';
import { developerPackages } from '../packages.ts';
import { referenceStanding } from '../../packages/engine/test/reference-standing.ts';
import { SAMPLE_OPTIONS, sampleOf } from './mutants.ts';

const { values } = parseArgs({
  options: {
    ...SAMPLE_OPTIONS,
    only: { type: 'string' },
    runs: { type: 'string', default: '5' },
  },
});
const folder = join(new URL('../..', import.meta.url).pathname, '.bebug/speed');
await mkdir(folder, { recursive: true });
const WORKERS = [1, 2];
const rows = [];
for (const source of await developerPackages(values.only?.split(','))) {
  const project = openProject(await readCorpus(source), { allowTypeErrors: true });
  const sample = await sampleOf(project, values);
  const reference = await referenceOf(project, sample);
  for (let run = 1; run <= Number(values.runs); run++)
    for (const workers of WORKERS) rows.push(await compare(project, sample, reference, run, workers));
  console.table(rows.slice(-Number(values.runs) * WORKERS.length));
}
console.table(rows);

async function compare(
  project: Project,
  sample: readonly Mutant[],
  reference: ReadonlyMap<Mutant, TypeStanding>,
  run: number,
  workers: number,
): Promise<object> {
  const checkers = Array.from({ length: workers }, () => new NativeChecker());
  const start = performance.now();
  const shares = await Promise.all(
    checkers.map((checker, worker) =>
      checker.check(
        project,
        sample.filter((_, index) => index % workers === worker),
      ),
    ),
  );
  const seconds = (performance.now() - start) / 1000;
  for (const checker of checkers) checker.close();
  const verdicts = new Map(shares.flatMap((share) => [...share]));
  const known = sample.filter((mutant) => verdicts.get(mutant) !== 'unknown');
  const wrong = known.filter((mutant) => verdicts.get(mutant) !== reference.get(mutant));
  for (const mutant of wrong.slice(0, 5)) {
    const { start: from, end, text } = mutant.edits[0]!;
    console.log(
      `${mutant.file} ${mutant.operator}: the reference says ${reference.get(mutant)!}: ${project.text(mutant.file).slice(from, end)} => ${text}`,
    );
  }
  return {
    corpus: project.corpus.name,
    run,
    workers,
    mutants: sample.length,
    flagged: sample.filter((mutant) => reference.get(mutant) === 'flagged').length,
    unknown: sample.length - known.length,
    wrong: wrong.length,
    'falsely clean': wrong.filter((mutant) => verdicts.get(mutant) === 'clean').length,
    'per second': Math.round(sample.length / seconds),
  };
}

async function referenceOf(project: Project, sample: readonly Mutant[]): Promise<Map<Mutant, TypeStanding>> {
  const key = sha256(JSON.stringify([project.corpus.pin, sample.map(({ file, edits }) => [file, edits])]));
  const path = join(folder, `${key}.json`);
  const kept = await readFile(path, 'utf8').catch(() => null);
  const standings =
    kept === null
      ? sample.map((mutant) => referenceStanding(project, mutant))
      : (JSON.parse(kept) as TypeStanding[]);
  if (kept === null) await writeFile(path, JSON.stringify(standings));
  return new Map(sample.map((mutant, index) => [mutant, standings[index]!]));
}
