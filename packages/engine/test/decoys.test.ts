import { join } from 'node:path';
import { applyEdits, groupBy, taskSchema, TIERS, type Task } from '@bebug/core';
import { bugSchema, plantedDecoySchema, type Bug, type PlantedDecoy } from '@bebug/core/truth';
import { applyPatch, createTwoFilesPatch } from 'diff';
import { describe, expect, test } from 'vitest';
import { readCorpus } from '../src/1-read-corpus.ts';
import { openProject } from '../src/2-open-project.ts';
import { inject, type BugSet, type InjectOptions } from '../src/inject.ts';
import { checkIntegrity, checkProofs } from '../src/verify-set.ts';
import { writeSet } from '../src/write-set.ts';
import { PROFILES } from '../src/profile/named-profiles.ts';
import { CannedProver, provedAt } from './canned-prover.ts';
import { braceDrop, lessToLessOrEqual } from './sample-operators.ts';
import { temporaryFolder } from './temporary-project.ts';

/** Three bugs find a home in each, and decoys on both sides of them. */
function moduleText(index: number): string {
  return `/** Module ${index}. */
export function area(width: number, height: number): number {
  return width * height;
}

export function cut(all: string[], most: number): string[] {
  const size = all.length;
  if (size < most) return all;

  const start = size - most;

  const end = start + most;

  return all.slice(start, end);
}

export function describe(name: string, count: number): string {
  if (count === 0) {
    return 'no ' + name;
  } else {
    return count + ' ' + name;
  }
}
`;
}

async function setOf(
  options: Partial<InjectOptions> = {},
  prover = new CannedProver(provedAt(0.02)),
): Promise<BugSet> {
  const files: Record<string, string> = {
    'package.json': '{"name":"decoys"}',
    'tsconfig.json': '{"compilerOptions":{"strict":true,"target":"ES2022"}}',
  };
  for (let index = 0; index < 6; index++) files[`src/m${index}.ts`] = moduleText(index);
  const project = openProject(await readCorpus({ path: await temporaryFolder(files) }), {
    allowTypeErrors: false,
  });
  return inject([project], prover, {
    operators: [braceDrop, lessToLessOrEqual],
    families: ['syntax', 'boundary'],
    tiers: TIERS,
    seed: 3,
    count: 6,
    controls: 0.4,
    bugsPerTask: 1,
    decoys: 2,
    as: 'file',
    disguise: false,
    profile: { name: 'balanced', profile: PROFILES.balanced },
    replayer: prover,
    allowTypeErrors: false,
    sandbox: [],
    ...options,
  });
}

function linesOf<T>(set: BugSet, path: string, schema: { parse: (value: unknown) => T }): T[] {
  const lines = set.files.get(path)!.split('\n').filter(Boolean);
  return lines.map((line) => schema.parse(JSON.parse(line)));
}
const bugsOf = (set: BugSet): Bug[] => linesOf(set, 'truth/bugs.jsonl', bugSchema);
const decoysOf = (set: BugSet): PlantedDecoy[] => linesOf(set, 'truth/decoys.jsonl', plantedDecoySchema);

/** Hunks of the change, or of what a task is against upstream. */
function placesIn(set: BugSet, { id, files, change }: Task): number {
  const read = (path: string): string => set.files.get(path) ?? '';
  const patch = change
    ? read(`tasks/${id}/${change.diff}`)
    : createTwoFilesPatch(
        'a',
        'b',
        read(`truth/upstream/${id}/${files[0]!}`),
        read(`tasks/${id}/${files[0]!}`),
        '',
        '',
        {
          context: 3,
        },
      );
  return patch.match(/^@@ /gmu)?.length ?? 0;
}

describe('decoys', () => {
  test('stand in bug tasks and in controls; the manifest counts them', async () => {
    const set = await setOf();
    const { decoys, options } = set.manifest;
    const byTask = groupBy(decoysOf(set), ({ task }) => task);
    const bugTasks = bugsOf(set).map(({ task }) => task);
    expect(options.decoys).toBe(2);
    expect(decoys.inBugTasks).toBe(2 * bugTasks.length);
    expect(decoys.inControls).toBeGreaterThan(0);
    for (const task of bugTasks) expect(byTask.get(task)?.length).toBe(2);
    expect(Object.values(decoys.kinds).reduce((sum, number) => sum + number, 0)).toBe(decoysOf(set).length);
  });

  test.for(['file', 'diff'] as const)('by the places that differ, a %s tells nothing of bugs', async (as) => {
    const set = await setOf({ as, decoys: 2, count: 12 });
    const bugTasks = new Set(bugsOf(set).map(({ task }) => task));
    const places = (isBug: boolean): number[] =>
      linesOf(set, 'tasks.jsonl', taskSchema).flatMap((task) =>
        bugTasks.has(task.id) === isBug ? [placesIn(set, task)] : [],
      );
    const [withBug, controls] = [places(true), places(false)];
    for (const number of controls) expect(number).toBeGreaterThanOrEqual(Math.min(...withBug));
    for (const number of controls) expect(number).toBeLessThanOrEqual(Math.max(...withBug));
  });

  test('lead from the upstream file to the clean one, and back, and keep clear of bugs', async () => {
    const set = await setOf();
    for (const [task, decoys] of groupBy(decoysOf(set), (decoy) => decoy.task)) {
      const { file } = decoys[0]!;
      const upstream = set.files.get(`truth/upstream/${task}/${file}`)!;
      const clean = set.files.get(`truth/clean/${task}/${file}`)!;
      expect(upstream).toBe(moduleText(Number(/\d/u.exec(file)![0])));
      expect(
        applyEdits(
          upstream,
          decoys.flatMap(({ edits }) => edits),
        ),
      ).toBe(clean);
      expect(
        applyEdits(
          clean,
          decoys.flatMap(({ undo }) => undo),
        ),
      ).toBe(upstream);
      const lines = set.files.get(`tasks/${task}/${file}`)!.split('\n');
      const bug = bugsOf(set).find((one) => one.task === task);
      for (const { spans, undo } of decoys)
        for (const [index, span] of spans.entries()) {
          const written = clean.slice(undo[index]!.start, undo[index]!.end).split('\n')[0]!;
          expect(lines[span.startLine - 1]!.slice(span.startColumn - 1)).toContain(written);
          if (!bug) continue;
          expect(span.endLine + 1 < bug.mutated.startLine || bug.mutated.endLine + 1 < span.startLine).toBe(
            true,
          );
        }
    }
  });

  test('leave edits, fix and spans of the bugs right', async () => {
    const set = await setOf();
    for (const bug of bugsOf(set)) {
      const clean = set.files.get(`truth/clean/${bug.task}/${bug.file}`)!;
      const text = set.files.get(`tasks/${bug.task}/${bug.file}`)!;
      expect(applyEdits(clean, bug.edits)).toBe(text);
      expect(applyEdits(text, bug.fix)).toBe(clean);
      if (bug.operator !== lessToLessOrEqual.id) continue;
      expect(text.split('\n')[bug.mutated.startLine - 1]!.slice(bug.mutated.startColumn - 2)).toMatch(
        /^<= most/u,
      );
    }
  });

  test('a diff task holds the file before and after, and the diff between them', async () => {
    const set = await setOf({ as: 'diff', decoys: 3 });
    const sides = new Set(decoysOf(set).map((decoy) => decoy.in));
    expect([...sides].sort()).toEqual(['before', 'file']);
    for (const task of linesOf(set, 'tasks.jsonl', taskSchema)) {
      const [file] = task.files;
      expect(task.kind).toBe('diff');
      expect(task.change).toEqual({ diff: 'change.diff', before: [`before/${file!}`] });
      for (const path of ['change.diff', `before/${file!}`]) expect(task.context).toContain(path);
      const before = set.files.get(`tasks/${task.id}/before/${file!}`)!;
      const diff = set.files.get(`tasks/${task.id}/change.diff`)!;
      expect(applyPatch(before, diff)).toBe(set.files.get(`tasks/${task.id}/${file!}`));
    }
    const folder = join(await temporaryFolder(), 'set');
    await writeSet(set, folder);
    expect(await checkProofs(folder, new CannedProver(), { workers: 2 })).toEqual([]);
  });

  test('a change that would be nothing but a bug is left out', async () => {
    const prover = new CannedProver(provedAt(0.02));
    prover.decoy = provedAt(0.5);
    await expect(setOf({ as: 'diff', count: 2 }, prover)).rejects.toMatchObject({ code: 'set-empty' });
  });

  test('a share plants one decoy in some of the tasks', async () => {
    const set = await setOf({ decoys: 0.5 });
    const tasks = new Set(decoysOf(set).map(({ task }) => task));
    expect(tasks.size).toBeGreaterThan(0);
    expect(tasks.size).toBeLessThan(set.manifest.tasks);
  });

  test('what has a witness is no decoy', async () => {
    const prover = new CannedProver(provedAt(0.02));
    prover.decoy = provedAt(0.5);
    const set = await setOf({}, prover);
    expect(decoysOf(set)).toEqual([]);
    expect(set.manifest.decoys.refused['prove: it is no decoy, there is a witness']).toBeGreaterThan(0);
  });

  test('none is planted beside which a bug shows no longer', async () => {
    const replayer = { replay: () => Promise.resolve({ holds: false, why: 'masked' }) };
    const set = await setOf({ replayer, operators: [lessToLessOrEqual] });
    expect(set.manifest.decoys.inBugTasks).toBe(0);
    expect(set.manifest.decoys.inControls).toBeGreaterThan(0);
  });

  test('verify asks for a witness again, and names what it finds', async () => {
    const folder = join(await temporaryFolder(), 'set');
    const set = await setOf();
    await writeSet(set, folder);
    const oracle = new CannedProver();
    expect(await checkIntegrity(folder)).toEqual([]);
    expect(await checkProofs(folder, oracle, { workers: 2 })).toEqual([]);
    oracle.decoy = provedAt(0.5);
    const problems = await checkProofs(folder, oracle, { workers: 2 });
    const open = new Set(decoysOf(set).flatMap(({ task, keepsForm }) => (keepsForm ? [] : [task])));
    expect(problems.length).toBe(open.size);
    expect(problems[0]!.what).toBe('its decoys are not equivalent: there is a witness');
  });
});
