/**
 * What the screen costs in a first run, with nothing kept, and in a second one over the same project.
 * Usage: node benchmarks/speed/measure-kept-verdicts.ts [--only NAME,…] [--candidates 200]
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import {
  NativeChecker,
  openProject,
  readCorpus,
  sampleOf,
  scan,
  Screen,
  VerdictCache,
  type CorpusSource,
} from '@bebug/engine';
import { STABLE } from '../compiling.ts';
import { embeddedAndPackages } from '../packages.ts';
import { cpuMilliseconds } from './process-figures.ts';

const { values } = parseArgs({
  options: { only: { type: 'string' }, candidates: { type: 'string', default: '200' } },
});
const rows = [];
for (const source of await embeddedAndPackages(values.only?.split(','))) {
  const folder = await mkdtemp(join(tmpdir(), 'bebug-kept-'));
  const first = await run(source, folder);
  const second = await run(source, folder);
  await rm(folder, { recursive: true });
  if (first.said !== second.said) throw new Error('The second run says something else.');
  const { candidates, name } = first;
  const [before, after] = [first.screening / candidates, second.screening / candidates];
  rows.push({
    corpus: name,
    candidates,
    'ms, first run': before.toFixed(1),
    'ms, second run': after.toFixed(2),
    ratio: Math.round(before / after),
    'ms to open the cache, once': Math.round(second.opening),
  });
}
console.table(rows);

async function run(source: CorpusSource, folder: string) {
  const project = openProject(await readCorpus(source), { allowTypeErrors: true });
  const candidates = sampleOf([...scan(project, STABLE)], Number(values.candidates), 1);
  const kept = new VerdictCache(folder);
  const checker = new NativeChecker();
  const screen = new Screen(checker, kept);
  // Hashes of the project and of the tools are made when the first mutant is asked about.
  const start = cpuMilliseconds();
  screen.check(project, candidates[0]!);
  const opened = cpuMilliseconds();
  await screen.announce(project, candidates);
  const verdicts = candidates.slice(1).map((candidate) => {
    const verdict = screen.check(project, candidate);
    return verdict.status === 'passed' ? [verdict.mutant.types, verdict.mutant.lint] : verdict;
  });
  await kept.save();
  const done = cpuMilliseconds();
  checker.close();
  return {
    name: project.corpus.name,
    candidates: verdicts.length,
    said: JSON.stringify(verdicts),
    opening: opened - start,
    screening: done - opened,
  };
}
