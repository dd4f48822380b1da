import { cp, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { mutantSchema, parseJsonLines } from '@bebug/core';
import { manifestSchema, type Bug } from '@bebug/core/truth';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { bebug, contents, keptFolder, plantedFolder, SAMPLE, workFolder } from './console.ts';

/** Of a tier of which the sample has enough: a search for all would prove three times as many mutants. */
const INJECT = ['inject', '.', '--count', '6', '--seed', '5', '--tiers', 'moderate'];

test('mutants prints one valid mutant a line and nothing else', async () => {
  const folder = await workFolder(SAMPLE);
  const { exitCode, out } = await bebug(folder, 'mutants', '.');
  const mutants = parseJsonLines(mutantSchema, out, 'stdout');
  expect(exitCode).toBe(0);
  expect(mutants.length).toBeGreaterThan(30);
  expect(out.endsWith('\n')).toBe(true);
});

test('operators lists the catalogue, and explains one with what it changes', async () => {
  const { out: list } = await bebug('/', 'operators');
  expect(list).toContain('loop-bound-widen');
  const { out: one, exitCode } = await bebug('/', 'operators', 'loop-bound-widen');
  expect(exitCode).toBe(0);
  expect(one).toMatch(/^-.*<.*$/mu);
  expect(one).toMatch(/^\+.*<=.*$/mu);
});

describe('from one’s own code to a scorecard', () => {
  let folder: string;
  let remove: () => Promise<void>;
  let set: string;
  let bugs: Bug[];

  beforeAll(async () => {
    ({ folder, remove } = await keptFolder(SAMPLE));
    const { exitCode, err } = await bebug(folder, ...INJECT, '--out', 'set', '--workers', '1');
    expect([exitCode, err]).toEqual([0, '']);
    set = join(folder, 'set');
    bugs = JSON.parse((await bebug(folder, 'show', 'set', '--json')).out) as Bug[];
  });
  afterAll(() => remove());

  test('the set says how many candidates fell at each stage, and every bug has a witness', async () => {
    const manifest = manifestSchema.parse(JSON.parse(await readFile(join(set, 'bugset.json'), 'utf8')));
    expect(bugs.length).toBe(6);
    expect(manifest.funnel.accepted).toBe(bugs.length);
    expect(Object.keys(manifest.funnel.dropped).length).toBeGreaterThan(0);
    for (const bug of bugs)
      expect(['parser', 'types', 'input', 'schedule', 'attack']).toContain(bug.witness.kind);
  });

  test('several bugs in one task: each proof holds alone and in company, and every command copes', async () => {
    const argv = [...INJECT, '--out', 'many', '--bugs-per-task', '3', '--decoys', '0', '--workers', '2'];
    const { exitCode, out } = await bebug(folder, ...argv);
    expect(exitCode).toBe(0);
    expect(out).toMatch(/^6 proved bugs in \d+ tasks, and \d+ controls, in many\n/u);
    const planted = JSON.parse((await bebug(folder, 'show', 'many', '--json')).out) as Bug[];
    const byTask = Map.groupBy(planted, ({ task }) => task);
    const [task, company] = [...byTask].find(([, group]) => group.length > 1)!;
    expect(planted.map(({ id }) => id)).toEqual(bugs.map(({ id }) => id));
    expect((await bebug(folder, 'verify', 'many')).out).toContain('6 bugs: every proof holds');
    const shown = await bebug(folder, 'show', 'many', task);
    for (const { id, title } of company) expect(shown.out).toContain(`${id} — ${title}`);
    expect(shown.out).toContain(`In one task with ${company[1]!.id}`);
    await bebug(folder, 'detect', 'many', '--with', 'canned:flags-everything', '--out', 'many-run');
    const card = JSON.parse((await bebug(folder, 'score', 'many', 'many-run', '--json')).out) as unknown;
    expect(JSON.stringify(card)).toContain(company[1]!.id);
    const report = await bebug(folder, 'report', 'many', 'many-run', '--out', 'many.html');
    expect([report.exitCode, report.err]).toEqual([0, '']);
  });

  test('the same seed gives the same bytes with two workers', async () => {
    await bebug(folder, ...INJECT, '--out', 'again', '--workers', '2');
    expect(await contents(join(folder, 'again'))).toEqual(await contents(set));
  });

  test('verify proves every bug again, and names one whose record or task was touched', async () => {
    const holds = await bebug(folder, 'verify', 'set');
    expect([holds.exitCode, holds.err]).toEqual([0, '']);
    expect(holds.out).toContain('6 bugs: every proof holds');

    await cp(set, join(folder, 'touched'), { recursive: true });
    const bug = bugs.find((one) => one.witness.kind === 'input')!;
    const task = join(folder, 'touched/tasks', bug.task, bug.file);
    await writeFile(task, await readFile(join(set, 'truth/clean', bug.task, bug.file)));
    const touched = await bebug(folder, 'verify', 'touched');
    expect(touched.exitCode).toBe(1);
    expect(touched.out).toContain(bug.id);
  });

  test('show prints diff, explanation and witness of one bug', async () => {
    const bug = bugs.find((one) => one.witness.kind === 'input')!;
    const { out, exitCode } = await bebug(folder, 'show', 'set', bug.id);
    expect(exitCode).toBe(0);
    for (const part of [bug.title, bug.explanation.mechanism, 'Proof']) expect(out).toContain(part);
  });

  test('detect, score and report end in a table and one page', async () => {
    for (const tool of ['tsc', 'canned:silent', 'canned:flags-everything']) {
      const { exitCode, err } = await bebug(
        folder,
        'detect',
        'set',
        '--with',
        tool,
        '--out',
        `run-${tool.replace(':', '-')}`,
      );
      expect([exitCode, err]).toEqual([0, '']);
    }
    const runs = ['set', 'run-tsc', 'run-canned-silent', 'run-canned-flags-everything'];
    const scored = await bebug(folder, 'score', ...runs);
    expect([scored.exitCode, scored.err]).toEqual([0, '']);
    for (const word of ['moderate', 'tsc', 'canned:silent', 'Tied groups'])
      expect(scored.out).toContain(word);
    const calibrated = await bebug(folder, 'calibrate', ...runs);
    expect([calibrated.exitCode, calibrated.err]).toEqual([0, '']);
    for (const word of ['Rasch model, 3 runs', 'provisional', 'difficulty'])
      expect(calibrated.out).toContain(word);
    const report = await bebug(folder, 'report', 'set', 'run-tsc', '--out', 'report.html');
    expect([report.exitCode, report.err]).toEqual([0, '']);
    expect(await readFile(join(folder, 'report.html'), 'utf8')).toMatch(/^<!doctype html>/iu);
  });

  test('a page that is to replace a folder is refused, and nothing is left behind', async () => {
    const before = await readdir(folder);
    const { exitCode, err } = await bebug(
      folder,
      'report',
      'set',
      'run-tsc',
      '--out',
      'src',
      '--format',
      'html',
    );
    expect([exitCode, err]).toEqual([2, expect.stringMatching(/^bebug: [^\n]+src is a folder\. [^\n]+\n$/u)]);
    expect(await readdir(folder)).toEqual(before);
  });

  test('code in which nothing can be proved gives no set, exit code 1 and no leftovers', async () => {
    await writeFile(
      join(folder, 'idle.ts'),
      'export const limit = (n: number): number => (n < 3 ? n : n);\n',
    );
    const before = await readdir(folder);
    const argv = ['inject', 'idle.ts', '--out', 'idle', '--operators', 'comparison-flip'];
    const { exitCode, err } = await bebug(folder, ...argv);
    expect([exitCode, err]).toEqual([1, expect.stringMatching(/^bebug: None of \d+ candidates[^\n]+\n$/u)]);
    expect(await readdir(folder)).toEqual(before);
  });

  test('an option given twice is refused', async () => {
    const { exitCode, err } = await bebug(
      folder,
      'detect',
      'set',
      '--with',
      'eslint',
      '--with',
      'canned:silent',
      '--out',
      'twice',
    );
    expect([exitCode, err]).toEqual([
      2,
      expect.stringMatching(/^bebug: --with was given more than once\. /u),
    ]);
  });

  test('a truth file given as a run is refused in one sentence', async () => {
    const { exitCode, err } = await bebug(folder, 'score', 'set', 'set/truth/bugs.jsonl');
    expect(exitCode).toBe(2);
    expect(err).toMatch(/^bebug: [^\n]+\n$/u);
    const folderGiven = await bebug(folder, 'score', 'set', 'set/truth');
    expect(folderGiven.exitCode).toBe(2);
  });

  test('a run on another set is refused', async () => {
    const elsewhere = await plantedFolder();
    onTestFinished(elsewhere.remove);
    await bebug(elsewhere.folder, 'detect', 'set', '--with', 'canned:silent', '--out', 'run');
    const { exitCode, err } = await bebug(folder, 'score', 'set', join(elsewhere.folder, 'run'));
    expect(exitCode).toBe(2);
    expect(err).toMatch(/^bebug: [^\n]+ was made on [^\n]+\n$/u);
  });
});
