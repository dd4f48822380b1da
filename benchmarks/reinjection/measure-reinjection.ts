/**
 * Which real bugs the catalogue makes again: each fix is taken back by every operator and by StrykerJS's mutators, and a
 * mutant counts when it is the code as it was before the fix.
 * Usage: node benchmarks/reinjection/measure-reinjection.ts FILE.jsonl [--only ID,…] [--out FILE.jsonl]
 */
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { parseArgs } from 'node:util';
import { applyEdits, BebugError, formatJsonLines, parseJsonLines, type Edit } from '@bebug/core';
import { openProject, readCorpus, scan } from '@bebug/engine';
import { CATALOGUE } from '@bebug/operators';
import { strykerMutants } from '../stryker.ts';
import { changedStretch, realBugSchema, unitName, withoutPrivateNames, type RealBug } from './real-bug.ts';
import { missing, shares, totals, type Attempt, type Row } from './tables.ts';
import { tokenForm, type Slack } from './tokens.ts';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    only: { type: 'string' },
    out: { type: 'string', default: '.bebug/reinjection/rows.jsonl' },
  },
});
const [source] = positionals;
if (source === undefined) throw new Error('name the file with the real bugs');
const root = new URL('../..', import.meta.url).pathname;
const only = values.only?.split(',');
const bugs = parseJsonLines(realBugSchema, await readFile(source, 'utf8'), source).filter(
  ({ id }) => only?.includes(id) ?? true,
);
const workshop = await mkdtemp(join(tmpdir(), 'bebug-reinjection-'));
const rows: Row[] = [];
try {
  for (const bug of bugs) rows.push(await measure(bug));
} finally {
  await rm(workshop, { recursive: true });
}
await mkdir(dirname(join(root, values.out)), { recursive: true });
await writeFile(join(root, values.out), formatJsonLines(rows));
const exact = rows.filter(({ reach }) => reach === 'exact');
process.stdout.write(
  [
    totals([
      ['all', rows],
      ['`reach: exact`', exact],
    ]),
    shares('reach', rows, ({ reach }) => reach),
    shares('category', rows, ({ category }) => category),
    shares('rewrite', rows, ({ rewrite }) => rewrite),
    shares('rewrite, exact only', exact, ({ rewrite }) => rewrite),
    missing(exact),
  ].join('\n'),
);

async function measure(bug: RealBug): Promise<Row> {
  const { id, reach, category } = bug;
  return {
    id,
    reach,
    rewrite: bug.rewrite ?? 'none',
    category,
    bebug: await attempt(bug, operatorEdits),
    stryker: await attempt(withoutPrivateNames(bug), strykerEdits),
  };
}

interface NamedEdits {
  readonly by: string;
  readonly edits: readonly Edit[];
}

async function attempt(
  bug: RealBug,
  editsOf: (bug: RealBug) => Promise<readonly NamedEdits[]>,
): Promise<Attempt> {
  let candidates: readonly NamedEdits[];
  try {
    candidates = await editsOf(bug);
  } catch (error) {
    const failure = (error as Error).message.split('\n')[0]!;
    return { candidates: 0, space: [], layout: [], there: [], failure };
  }
  const name = unitName(bug);
  const change = changedStretch(bug.fixed, bug.buggy);
  const by = (holds: (candidate: NamedEdits) => boolean): string[] => [
    ...new Set(candidates.filter(holds).map((candidate) => candidate.by)),
  ];
  const makes = (slack: Slack): string[] => {
    const wanted = tokenForm(bug.buggy, name, slack);
    return by(({ edits }) => tokenForm(applyEdits(bug.fixed, edits), name, slack) === wanted);
  };
  return {
    candidates: candidates.length,
    space: makes('space'),
    layout: makes('layout'),
    there: by(({ edits }) => edits.some(({ start, end }) => start <= change.end && end >= change.start)),
    failure: null,
  };
}

async function strykerEdits(bug: RealBug): Promise<NamedEdits[]> {
  const mutants = await strykerMutants(unitName(bug), bug.fixed);
  return mutants.map(({ mutator, edit }) => ({ by: mutator, edits: [edit] }));
}

/** What `bebug mutants FILE --allow-type-errors` gives for the file alone, with the nursery. */
async function operatorEdits(bug: RealBug): Promise<NamedEdits[]> {
  const folder = join(workshop, bug.id);
  const path = join(folder, unitName(bug));
  await mkdir(folder);
  await writeFile(path, bug.fixed);
  const project = openProject(await readCorpus({ path, root: folder }), { allowTypeErrors: true });
  if (project.text(unitName(bug)) !== bug.fixed)
    throw new BebugError('internal', `${bug.id} is read otherwise.`);
  return [...scan(project, CATALOGUE)].map(({ operator, edits }) => ({ by: operator, edits }));
}
