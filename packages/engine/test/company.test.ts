import { join } from 'node:path';
import { readFile, writeFile } from 'node:fs/promises';
import { applyEdits, LineMap, TIERS } from '@bebug/core';
import { bugSchema, type Bug } from '@bebug/core/truth';
import type { Operator } from '@bebug/operators';
import ts from 'typescript';
import { expect, test } from 'vitest';
import { readCorpus } from '../src/1-read-corpus.ts';
import { openProject } from '../src/2-open-project.ts';
import { inject, type BugSet } from '../src/inject.ts';
import type { Proof, ScreenedMutant } from '../src/mutants.ts';
import type { ReplayRequest } from '../src/verify-set.ts';
import { checkIntegrity, checkProofs } from '../src/verify-set.ts';
import { writeSet } from '../src/write-set.ts';
import { PROFILES } from '../src/profile/named-profiles.ts';
import { CannedProver } from './canned-prover.ts';
import { braceDrop, lessToLessOrEqual } from './sample-operators.ts';
import { temporaryFolder } from './temporary-project.ts';

/** Four functions with one `<` each, and one with two. */
const SOURCE = `export const a = (x: number): boolean => x < 1;
export function b(x: number): boolean {
  return x < 2;
}
export function c(x: number): boolean {
  return x < 3;
}
export function d(x: number): boolean {
  return x < 4 || 5 < x * 2;
}
`;

interface Options {
  readonly bugsPerTask?: number;
  readonly operators?: readonly Operator[];
  readonly source?: string;
  readonly replay?: (request: ReplayRequest) => boolean;
}

async function setOf({
  bugsPerTask = 3,
  operators = [lessToLessOrEqual],
  source = SOURCE,
  replay = () => true,
}: Options): Promise<BugSet> {
  const folder = await temporaryFolder({
    'a.ts': source,
    // The order of the bugs is keyed by the corpus: with the folder's own random name it would be another in every run.
    'package.json': '{"name":"company"}',
    'tsconfig.json': '{"compilerOptions":{"strict":true}}',
  });
  const replayer = {
    replay: (request: ReplayRequest) => Promise.resolve({ holds: replay(request), why: 'canned' }),
  };
  return inject(
    [openProject(await readCorpus({ path: folder }), { allowTypeErrors: false })],
    new CannedProver(),
    {
      operators,
      families: ['boundary', 'syntax', 'flow'],
      tiers: TIERS,
      seed: 7,
      count: 20,
      controls: 0,
      bugsPerTask,
      decoys: 0,
      as: 'file',
      disguise: false,
      profile: { name: 'balanced', profile: PROFILES.balanced },
      replayer,
      allowTypeErrors: false,
      sandbox: [],
    },
  );
}

function bugsOf(set: BugSet): Bug[] {
  const lines = set.files.get('truth/bugs.jsonl')!.trim().split('\n');
  return lines.map((line) => bugSchema.parse(JSON.parse(line)));
}

function tasksOf(set: BugSet): Bug[][] {
  return [...Map.groupBy(bugsOf(set), ({ task }) => task).values()];
}

const bugsIn = (text: string): number => text.split('<=').length - 1;
const sizes = (set: BugSet): number[] =>
  tasksOf(set)
    .map(({ length }) => length)
    .sort();
const functions = (bugs: readonly Bug[]): (string | undefined)[] => bugs.map((bug) => bug.enclosing?.name);

test('bugs of one file share tasks, in functions of their own while there are any', async () => {
  const set = await setOf({});
  expect(sizes(set)).toEqual([2, 3]);
  for (const bugs of tasksOf(set)) expect(new Set(functions(bugs)).size).toBe(bugs.length);
  expect(set.manifest).toMatchObject({ tasks: 2, funnel: { accepted: 5, refused: {} } });
  expect(sizes(await setOf({ bugsPerTask: 9 }))).toEqual([5]);
  expect(sizes(await setOf({ bugsPerTask: 1 }))).toEqual([1, 1, 1, 1, 1]);
});

test('edits make the task together, and each fix takes its bug away and nothing else', async () => {
  const set = await setOf({ bugsPerTask: 9 });
  const bugs = bugsOf(set);
  const task = set.files.get(`tasks/${bugs[0]!.task}/a.ts`)!;
  expect(
    applyEdits(
      SOURCE,
      bugs.flatMap(({ edits }) => edits),
    ),
  ).toBe(task);
  expect(
    applyEdits(
      task,
      bugs.flatMap(({ fix }) => fix),
    ),
  ).toBe(SOURCE);
  for (const bug of bugs) {
    const others = bugs.filter((other) => other !== bug).flatMap(({ edits }) => edits);
    expect(applyEdits(task, bug.fix)).toBe(applyEdits(SOURCE, others));
    const { startLine, startColumn, endLine, endColumn } = bug.mutated;
    const [fix] = bug.fix;
    expect(new LineMap(task).position(fix!.start)).toEqual({ line: startLine, column: startColumn });
    expect(new LineMap(task).position(fix!.end)).toEqual({ line: endLine, column: endColumn });
  }
});

test('a bug that is masked in company goes back alone, and the combination is counted', async () => {
  // The witness of `c` fails as soon as another bug is in the text beside it.
  const set = await setOf({
    bugsPerTask: 9,
    replay: ({ mutatedText }) => !mutatedText.includes('x <= 3') || bugsIn(mutatedText) === 1,
  });
  expect(sizes(set)).toEqual([1, 4]);
  expect(functions(tasksOf(set).find((bugs) => bugs.length === 1)!)).toEqual(['c']);
  expect(set.manifest.funnel.refused).toEqual({ 'prove: one bug masks another': expect.any(Number) });
  expect(bugsOf(set).length).toBe(set.manifest.funnel.accepted);
});

test('every witness is asked about all bugs against all but its own', async () => {
  const asked: string[] = [];
  await setOf({
    bugsPerTask: 2,
    replay: ({ files, file, mutatedText }) => {
      asked.push(`${bugsIn(mutatedText)} against ${bugsIn(files.get(file)!)}`);
      return true;
    },
  });
  expect(new Set(asked)).toEqual(new Set(['2 against 1']));
  expect(asked.length).toBe(4);
});

test('a syntax slip never shares its task', async () => {
  const set = await setOf({ bugsPerTask: 9, operators: [lessToLessOrEqual, braceDrop] });
  const slips = bugsOf(set).filter(({ family }) => family === 'syntax');
  expect(slips.length).toBeGreaterThan(1);
  for (const { task } of slips) expect(bugsOf(set).filter((bug) => bug.task === task).length).toBe(1);
});

test('bugs that only together leave a name unused do not share a task', async () => {
  const limitDrop: Operator = {
    ...lessToLessOrEqual,
    id: 'limit-drop',
    kinds: [ts.SyntaxKind.Identifier],
    *mutate(node) {
      if ((node as ts.Identifier).text !== 'LIMIT' || !ts.isBinaryExpression(node.parent)) return;
      const explanation = { mechanism: 'm', trigger: 't', consequence: 'c', fix: 'f' };
      yield { edits: [{ start: node.getStart(), end: node.end, text: '0' }], explanation };
    },
  };
  const source =
    'const LIMIT = 3;\nexport function e(x: number): boolean {\n  return x < LIMIT;\n}\nexport function f(x: number): boolean {\n  return x < LIMIT;\n}\n';
  const set = await setOf({ operators: [limitDrop], source });
  expect(sizes(set)).toEqual([1, 1]);
  expect(set.manifest.funnel.refused).toEqual({ 'screen: leaves something unused': 1 });
});

test('on disk, verify runs each witness alone and in company, and names all bugs of a damaged task', async () => {
  const set = await setOf({ bugsPerTask: 9 });
  const folder = join(await temporaryFolder(), 'set');
  await writeSet(set, folder);
  const asked: number[] = [];
  const prove = (mutant: ScreenedMutant): Promise<Proof> => new CannedProver().prove(mutant);
  const holds = {
    prove,
    replay: ({ files, file, mutatedText }: ReplayRequest) => {
      asked.push(bugsIn(files.get(file)!), bugsIn(mutatedText));
      return Promise.resolve({ holds: true, why: '' });
    },
  };
  expect(await checkProofs(folder, holds, { workers: 1 })).toEqual([]);
  expect(asked).toEqual(bugsOf(set).flatMap(() => [0, 1, 4, 5]));

  const ids = bugsOf(set).map(({ id }) => id);
  const masked = {
    prove,
    replay: ({ mutatedText }: ReplayRequest) =>
      Promise.resolve({ holds: bugsIn(mutatedText) === 1, why: 'both end alike' }),
  };
  const problems = await checkProofs(folder, masked, { workers: 1 });
  expect(problems.map(({ id }) => id)).toEqual(ids);
  expect(problems[0]!.what).toBe('in company of 4 other bugs: both end alike');

  const path = join(folder, `tasks/${bugsOf(set)[0]!.task}/a.ts`);
  await writeFile(path, (await readFile(path, 'utf8')).replace('x <= 1', 'x <= 9'));
  expect((await checkIntegrity(folder)).map(({ id }) => id).sort()).toEqual(ids);
});
