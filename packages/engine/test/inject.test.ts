import { readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { applyEdits, SETTLED_TIME, TIERS } from '@bebug/core';
import { bugSchema, type Bug } from '@bebug/core/truth';
import { describe, expect, onTestFinished, test } from 'vitest';
import { readCorpus } from '../src/1-read-corpus.ts';
import { openProject, type Project } from '../src/2-open-project.ts';
import { inject, type BugSet, type InjectOptions } from '../src/inject.ts';
import { ProofJournal } from '../src/proof-journal.ts';
import { checkIntegrity, checkProofs } from '../src/verify-set.ts';
import { NativeChecker } from '../src/screen/native/native-checker.ts';
import { writeSet } from '../src/write-set.ts';
import { PROFILES } from '../src/profile/named-profiles.ts';
import { CannedProver, provedAt, unproved } from './canned-prover.ts';
import { braceDrop, lessToLessOrEqual } from './sample-operators.ts';
import { temporaryFolder } from './temporary-project.ts';

const OPTIONS: InjectOptions = {
  operators: [braceDrop, lessToLessOrEqual],
  families: ['syntax', 'boundary'],
  tiers: TIERS,
  seed: 7,
  count: 8,
  controls: 0.35,
  bugsPerTask: 1,
  decoys: 0,
  as: 'file',
  disguise: false,
  profile: { name: 'balanced', profile: PROFILES.balanced },
  replayer: new CannedProver(),
  allowTypeErrors: false,
  sandbox: ['none: canned'],
};

/** Six modules, each with other line ends, a byte-order mark, tabs or astral characters. */
function sources(): Record<string, string> {
  const files: Record<string, string> = {
    'package.json': '{"name":"sample"}',
    'tsconfig.json': '{"compilerOptions":{"strict":true,"target":"ES2022"}}',
  };
  for (const [index, newline] of ['\n', '\r\n', '\n', '\r\n', '\n', '\r\n'].entries()) {
    const lines = [
      'export function small(a: number, b: number): string {',
      "\tif (a < b) return '😀';",
      `  return b < ${index} ? 'x' : 'y';`,
      '}',
      '',
    ];
    files[`src/m${index}.ts`] = (index % 3 === 0 ? '\uFEFF' : '') + lines.join(newline);
  }
  return files;
}

async function openSample(): Promise<Project> {
  return openProject(await readCorpus({ path: await temporaryFolder(sources()) }), {
    allowTypeErrors: false,
  });
}

function bugsOf(set: BugSet): Bug[] {
  return set.files
    .get('truth/bugs.jsonl')!
    .trim()
    .split('\n')
    .map((line) => bugSchema.parse(JSON.parse(line)));
}

describe('inject', () => {
  test('twice with one seed gives the same bytes; with another seed other bugs', async () => {
    const run = async (seed: number) =>
      inject([await openSample()], new CannedProver(), { ...OPTIONS, seed });
    const [one, same, other] = [await run(7), await run(7), await run(8)];
    expect([...one.files]).toEqual([...same.files]);
    expect(one.manifest).toEqual(same.manifest);
    expect(bugsOf(one).map((bug) => bug.edits)).not.toEqual(bugsOf(other).map((bug) => bug.edits));
  });

  test('with types checked many at a time gives the same bytes', async () => {
    const checker = new NativeChecker();
    onTestFinished(() => checker.close());
    const slow = await inject([await openSample()], new CannedProver(), OPTIONS);
    const fast = await inject([await openSample()], new CannedProver(), { ...OPTIONS, checker });
    expect([...fast.files]).toEqual([...slow.files]);
    expect(fast.manifest).toEqual(slow.manifest);
  });

  test('outside the recorded edit a task equals its clean file byte for byte', async () => {
    const set = await inject([await openSample()], new CannedProver(), OPTIONS);
    for (const bug of bugsOf(set)) {
      const clean = set.files.get(`truth/clean/${bug.task}/${bug.file}`)!;
      const mutated = set.files.get(`tasks/${bug.task}/${bug.file}`)!;
      expect(applyEdits(clean, bug.edits)).toBe(mutated);
      expect(applyEdits(mutated, bug.fix)).toBe(clean);
      expect(clean).toBe(sources()[bug.file]);
    }
  });

  test('counts where candidates fell, and accounts for each', async () => {
    const prover = new CannedProver((mutant) =>
      mutant.candidate.file === 'src/m0.ts' ? unproved() : provedAt(0.02)(),
    );
    const { manifest } = await inject([await openSample()], prover, OPTIONS);
    const { funnel } = manifest;
    expect(funnel.dropped['prove: no witness']).toBe(2);
    const fell = Object.values(funnel.dropped).reduce((sum, number) => sum + number, 0);
    expect(fell + funnel.accepted).toBe(funnel.examined);
    expect(manifest.bugs).toEqual({ easy: 4, moderate: 0, hard: 4, expert: 0 });
  });

  test('what cannot be proved is not in the set; when nothing can, there is no set', async () => {
    const project = await openSample();
    await expect(
      inject([project], new CannedProver(unproved), { ...OPTIONS, operators: [lessToLessOrEqual] }),
    ).rejects.toMatchObject({ code: 'set-empty', exitCode: 1 });
  });

  test('tasks and manifest carry nothing of the truth', async () => {
    const set = await inject([await openSample()], new CannedProver(), OPTIONS);
    const canary = set.manifest.canary;
    const publicFiles = [...set.files].filter(([path]) => !path.startsWith('truth/'));
    expect(publicFiles.length).toBeGreaterThan(8);
    for (const [, text] of publicFiles) expect(text).not.toContain(canary);
    expect(set.files.get('truth/bugs.jsonl')).toContain(canary);
    const paths = (prefix: string) =>
      new Set(
        [...set.files.keys()].flatMap((path) =>
          path.startsWith(prefix) ? [path.slice(prefix.length).split('/')[0]] : [],
        ),
      );
    expect(paths('truth/clean/')).toEqual(paths('tasks/'));
  });

  test('at least the asked share of the tasks carries no bug, each file once', async () => {
    const { manifest, files } = await inject([await openSample()], new CannedProver(), OPTIONS);
    expect(manifest.controls / manifest.tasks).toBeGreaterThanOrEqual(0.35);
    const controls = files
      .get('truth/controls.jsonl')!
      .trim()
      .split('\n')
      .map((line) => (JSON.parse(line) as { task: string }).task);
    const texts = controls.map((task) =>
      [...files]
        .filter(([path]) => path.startsWith(`tasks/${task}/src/`))
        .map(([path]) => path.split('/').at(-1)),
    );
    expect(new Set(texts.map(String)).size).toBe(controls.length);
  });
});

describe('a set on disk', () => {
  const write = async (): Promise<{ folder: string; set: BugSet }> => {
    const set = await inject([await openSample()], new CannedProver(), OPTIONS);
    const folder = join(await temporaryFolder(), 'set');
    await writeSet(set, folder);
    return { folder, set };
  };

  test('is as it was written', async () => {
    const { folder } = await write();
    expect(await checkIntegrity(folder)).toEqual([]);
    expect(await checkProofs(folder, new CannedProver(), { workers: 2 })).toEqual([]);
  });

  test('tells nothing by the times of its files', async () => {
    const { folder } = await write();
    const entries = await readdir(folder, { recursive: true, withFileTypes: true });
    const files = entries.filter((entry) => entry.isFile());
    const times = await Promise.all(
      files.map(async ({ parentPath, name }) => (await stat(join(parentPath, name))).mtimeMs),
    );
    expect(new Set(times)).toEqual(new Set([SETTLED_TIME.getTime()]));
  });

  test('names the bug after one edited byte in a task, a record or a clean file', async () => {
    const { folder, set } = await write();
    const bug = bugsOf(set)[3]!;
    const places = [`tasks/${bug.task}/${bug.file}`, `truth/clean/${bug.task}/${bug.file}`];
    for (const place of places) {
      const path = join(folder, place);
      const bytes = await readFile(path);
      const changed = Buffer.from(bytes);
      changed[changed.length - 3] = changed[changed.length - 3]! ^ 1;
      await writeFile(path, changed);
      expect((await checkIntegrity(folder)).map(({ id }) => id)).toEqual([bug.id]);
      await writeFile(path, bytes);
    }
    const path = join(folder, 'truth/bugs.jsonl');
    const text = await readFile(path, 'utf8');
    await writeFile(path, text.replace(`"${bug.id}","task"`, `"${bug.id}","tusk"`));
    expect(await checkIntegrity(folder)).toContainEqual({
      id: bug.id,
      path: 'truth/bugs.jsonl',
      what: 'its record was changed',
    });
  });

  test('names the bug whose task was replaced by its clean twin', async () => {
    const { folder, set } = await write();
    const bug = bugsOf(set)[0]!;
    await writeFile(
      join(folder, `tasks/${bug.task}/${bug.file}`),
      set.files.get(`truth/clean/${bug.task}/${bug.file}`)!,
    );
    expect(await checkIntegrity(folder)).toEqual([
      { id: bug.id, path: `tasks/${bug.task}/${bug.file}`, what: 'is not the file that was written' },
    ]);
  });

  test('says so when its manifest was edited', async () => {
    const { folder } = await write();
    const path = join(folder, 'bugset.json');
    await writeFile(path, (await readFile(path, 'utf8')).replace('"seed": 7', '"seed": 8'));
    expect(await checkIntegrity(folder)).toEqual([
      { id: null, path: 'bugset.json', what: 'is not the manifest that was written' },
    ]);
  });

  test('names a file that does not belong to it', async () => {
    const { folder } = await write();
    await writeFile(join(folder, 'tasks.jsonl.orig'), '');
    expect(await checkIntegrity(folder)).toEqual([
      { id: null, path: 'tasks.jsonl.orig', what: 'does not belong to the set' },
    ]);
  });

  test('names a bug whose proof does not hold any more', async () => {
    const { folder, set } = await write();
    const failing = new CannedProver();
    failing.replay = () => Promise.resolve({ holds: false, why: 'both sides end alike' });
    const expected = bugsOf(set)
      .filter((bug) => bug.witness.kind === 'input')
      .map((bug) => bug.id);
    expect((await checkProofs(folder, failing, { workers: 2 })).map(({ id }) => id)).toEqual(expected);
  });

  test('is not written over something that is there', async () => {
    const { folder, set } = await write();
    await expect(writeSet(set, folder)).rejects.toMatchObject({ code: 'output-exists', exitCode: 2 });
  });
});

describe('the journal of proofs', () => {
  test('lets an interrupted run go on without proving twice, to the same bytes', async () => {
    const path = join(await temporaryFolder(), 'journal.jsonl');
    const stop = new AbortController();
    const first: CannedProver = new CannedProver(() => {
      if (first.calls === 3) stop.abort();
      return provedAt(0.5)();
    });
    const interrupted = inject([await openSample()], await ProofJournal.open(first, path, 7), {
      ...OPTIONS,
      signal: stop.signal,
    });
    await expect(interrupted).rejects.toThrow('aborted');
    const left = (await readFile(path, 'utf8')).split('\n').length - 1;
    await writeFile(path, `${await readFile(path, 'utf8')}{"key":"torn`);

    const second = new CannedProver();
    const resumed = await inject([await openSample()], await ProofJournal.open(second, path, 7), OPTIONS);
    const fresh = new CannedProver();
    const whole = await inject([await openSample()], fresh, OPTIONS);
    expect([...resumed.files]).toEqual([...whole.files]);
    expect(second.calls).toBe(fresh.calls - left);
  });
});
