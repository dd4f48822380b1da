/**
 * Which share of the candidates compiles and is no duplicate before anything is screened, and how often each operator applies,
 * on packages that nobody prepared.
 * Usage: node benchmarks/candidates/measure-compiling.ts [--per-package 50] [--per-operator 8] [--duplicates 800] [--only NAME,…] [--seed 1]
 *   [--out FILE.jsonl]
 */
import { appendFile, mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { parseArgs } from 'node:util';
import { applyEdits, groupBy, randomStream } from '@bebug/core';
import {
  NativeChecker,
  openProject,
  readCorpus,
  scan,
  type Candidate,
  type Corpus,
  type Project,
} from '@bebug/engine';
import { CATALOGUE } from '@bebug/operators';
import { checkTypes } from '../../packages/engine/src/screen/mutated-program.ts';
import { developerPackages } from '../packages.ts';
import { count } from '../tally.ts';
import { countDuplicates } from './duplicates.ts';
import { byOperator, byPackage, byPair, byRule, type PackageDuplicates, type Row } from './tables.ts';

const { values } = parseArgs({
  options: {
    'per-package': { type: 'string', default: '50' },
    'per-operator': { type: 'string', default: '8' },
    duplicates: { type: 'string', default: '800' },
    only: { type: 'string' },
    seed: { type: 'string', default: '1' },
    out: { type: 'string', default: '.bebug/candidates/rows.jsonl' },
  },
});
const seed = Number(values.seed);
/** Tables go to the file beside it, after each package. */
const out = join(new URL('../..', import.meta.url).pathname, values.out);
const rows: Row[] = [];
/** Operator → candidates in all packages. */
const fired = new Map<string, number>(CATALOGUE.map(({ id }) => [id, 0]));
/** Operator → how many of it are judged, whatever they were drawn for. */
const judged = new Map<string, number>();
const duplicates: PackageDuplicates[] = [];
/** Says at once of nearly all that they compile; the reference says what is wrong with the others. */
const checker = new NativeChecker();
await mkdir(dirname(out), { recursive: true });
await writeFile(out, '');
for (const source of await smallestFirst()) {
  const project = openProject(source, { allowTypeErrors: true });
  const corpus = source.name;
  const candidates = [...scan(project, CATALOGUE)];
  for (const { operator } of candidates) count(fired, operator);
  const queue = randomStream(seed, 'compiling', corpus).shuffle(
    candidates.filter(({ family }) => family !== 'syntax'),
  );
  const drawn = queue.slice(0, Number(values['per-package']));
  for (const { operator } of drawn) count(judged, operator);
  const further = queue.slice(drawn.length).filter(isToBeJudged);
  const wanted = [...drawn, ...further];
  const standings = await checker.check(project, wanted);
  for (const [index, candidate] of wanted.entries()) {
    const isClean = standings.get(candidate) === 'clean';
    await judge(project, candidate, isClean ? [] : complaints(project, candidate), index < drawn.length);
  }
  duplicates.push({ corpus, ...countDuplicates(project, inWholeFiles(project, queue)) });
  process.stderr.write(`${corpus}: ${queue.length} candidates, ${rows.length} judged so far\n`);
  await writeFile(`${out}.md`, tables());
}
checker.close();
process.stdout.write(tables());

function tables(): string {
  return [byPackage(rows, duplicates), byOperator(rows, fired), byRule(rows), byPair(duplicates)].join('\n');
}

/** A run that is cut short has seen most packages. */
async function smallestFirst(): Promise<Corpus[]> {
  const corpora = await Promise.all((await developerPackages(values.only?.split(','))).map(readCorpus));
  const size = ({ sources }: Corpus): number =>
    [...sources.values()].reduce((sum, text) => sum + text.length, 0);
  return corpora.sort((a, b) => size(a) - size(b));
}

/** Counts those that it lets through: an operator gets no more than `--per-operator` of them. */
function isToBeJudged({ operator }: Candidate): boolean {
  const isWanted = (judged.get(operator) ?? 0) < Number(values['per-operator']);
  if (isWanted) count(judged, operator);
  return isWanted;
}

/** What the reference compiler says of the mutant and not of the clean project. */
function complaints(project: Project, { file, edits }: Candidate): string[] {
  const { parser, types } = checkTypes(project, file, applyEdits(project.text(file), edits));
  return [...parser, ...(types ?? [])].map(({ rule, message }) => `${rule} ${message}`);
}

async function judge(
  project: Project,
  { corpus, file, operator, edits }: Candidate,
  diagnostics: readonly string[],
  isDrawn: boolean,
): Promise<void> {
  const clean = project.text(file);
  const row: Row = {
    corpus,
    operator,
    isDrawn,
    file,
    line: clean.slice(0, edits[0]!.start).split('\n').length,
    diff: edits.map(({ start, end, text }) => `${clean.slice(start, end)} => ${text}`).join(' ; '),
    diagnostics,
  };
  rows.push(row);
  // As it comes: a long run may be cut short.
  await appendFile(out, `${JSON.stringify(row)}\n`);
}

/** All candidates of random files, until there are enough: a duplicate is only found beside its twin. */
function inWholeFiles(project: Project, candidates: readonly Candidate[]): Candidate[] {
  const files = groupBy(candidates, ({ file }) => file);
  const taken: Candidate[] = [];
  for (const file of randomStream(seed, 'duplicates', project.corpus.name).shuffle([...files.keys()])) {
    if (taken.length >= Number(values.duplicates)) break;
    taken.push(...files.get(file)!);
  }
  return taken;
}
