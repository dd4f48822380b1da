import { spawnSync } from 'node:child_process';
import { readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { formatJson, formatJsonLines, parseJsonLines, sha256, type Choice } from '@bebug/core';
import { bugSchema, comparisonSchema, problemSchema, type Comparison, type Problem } from '@bebug/core/truth';
import { choiceScoreSchema, judgementScoreSchema } from '@bebug/scorer';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { databasesFor } from '../../annotator/test/databases.ts';
import { annotatorSession, serveInBackground, studyIn } from './annotator-session.ts';
import { bebug, contents, keptFolder, plantedFolder } from './console.ts';

let folder: string;
let remove: () => Promise<void>;

beforeAll(async () => {
  ({ folder, remove } = await plantedFolder());
});
afterAll(() => remove());

/** Everything that an annotator's page can ask for, served without the truth, holds none of these words. */
async function expectBlind(
  tasks: string,
  secrets: readonly string[],
  where: readonly string[],
): Promise<void> {
  await rename(join(folder, tasks, 'truth'), join(folder, 'sealed'));
  const served = await serveInBackground(folder, tasks, where);
  try {
    const crawler = await annotatorSession(folder, served, 'Crawler');
    const { text, keys } = await crawler.crawl();
    for (const secret of secrets) expect(text).not.toContain(secret);
    const forbidden = /^(?:best|bugs|tier|canary|setHash|seed|corpus|failing)$/u;
    expect(keys.filter((key) => forbidden.test(key))).toEqual([]);
  } finally {
    await served.stop();
    await rename(join(folder, 'sealed'), join(folder, tasks, 'truth'));
  }
}

/** Words of the truth that no task may show. */
async function secretsOf(tasks: string): Promise<string[]> {
  const manifest = await readFile(join(folder, tasks, 'taskset.json'), 'utf8');
  const { canary } = JSON.parse(manifest) as { canary: string };
  const bugs = parseJsonLines(
    bugSchema,
    await readFile(join(folder, tasks, 'truth/bugs.jsonl'), 'utf8'),
    'bugs',
  );
  return [canary, ...bugs.flatMap(({ id, task, explanation }) => [id, task, ...Object.values(explanation)])];
}

describe('bebug tasks problem', () => {
  let truth: Problem[];
  beforeAll(async () => {
    const made = await bebug(folder, 'tasks', 'problem', 'set', '--out', 'problems');
    expect(made.err).toBe('');
    const text = await readFile(join(folder, 'problems/truth/problems.jsonl'), 'utf8');
    truth = parseJsonLines(problemSchema, text, 'truth');
    expect(truth.length).toBeGreaterThan(0);
  });

  const judgements = (isRight: (bugs: readonly string[]) => boolean): string =>
    formatJsonLines(
      truth.flatMap(({ task, candidates }) =>
        candidates.map(({ label, bugs }) => ({ task, candidate: label, isRight: isRight(bugs) })),
      ),
    );

  test('writes tests that pass on the right solution and on no other, whoever runs them', () => {
    for (const { task, file, candidates } of truth) {
      for (const { label, bugs } of candidates) {
        const cwd = join(folder, 'problems/tasks', task, label);
        const tests = file.replace(/\.ts$/u, '.test.ts');
        const { status } = spawnSync(process.execPath, ['--test', tests], { cwd, env: { PATH: '' } });
        expect([label, status]).toEqual([label, bugs.length === 0 ? 0 : 1]);
      }
    }
  });

  test('writes the same bytes again, and is scored', async () => {
    await bebug(folder, 'tasks', 'problem', 'set', '--out', 'problems-again', '--workers', '1');
    expect(await contents(join(folder, 'problems-again'))).toEqual(await contents(join(folder, 'problems')));
    await writeFile(
      join(folder, 'right.jsonl'),
      judgements((bugs) => bugs.length === 0),
    );
    await writeFile(
      join(folder, 'kind.jsonl'),
      judgements(() => true),
    );
    const { out, err } = await bebug(
      folder,
      ...['score', 'problems', 'right.jsonl', 'kind.jsonl', '--json', '--draws', '20'],
    );
    expect(err).toBe('');
    const scores = (JSON.parse(out) as { scores: unknown[] }).scores.map((one) =>
      judgementScoreSchema.parse(one),
    );
    expect(scores).toMatchObject([
      { detector: 'right', accuracy: { value: 1 }, rejected: { value: 1 } },
      { detector: 'kind', accepted: { value: 1 }, rejected: { value: 0 } },
    ]);
    const printed = await bebug(folder, 'score', 'problems', 'right.jsonl');
    expect(printed.out).toMatch(/wrong ones rejected +│ 100 %/u);
  });

  test.for([
    [
      'a solution that is not there',
      (line: object) => [{ ...line, candidate: 'F' }],
      'which the set has not',
    ],
    ['two judgements of one solution', (line: object) => [line, line], 'twice'],
    ['a choice', (line: object) => [{ ...line, choice: 'A' }], 'has not the expected format'],
  ] as const)('refuses %s', async ([, linesOf, sentence]) => {
    const line = { task: truth[0]!.task, candidate: 'A', isRight: true };
    await writeFile(join(folder, 'bad.jsonl'), formatJsonLines(linesOf(line)));
    const { exitCode, err } = await bebug(folder, 'score', 'problems', 'bad.jsonl');
    expect([exitCode, err]).toEqual([2, expect.stringContaining(sentence)]);
  });

  test.for(databasesFor('sqlite'))(
    'is served on %s without its truth, and shows nothing of it',
    async (database) => {
      const secrets = [...(await secretsOf('problems')), ...truth.map(({ task }) => task)];
      await expectBlind('problems', secrets, await studyIn(database));
    },
  );
});

describe('bebug tasks compare', () => {
  let truth: Comparison[];
  beforeAll(async () => {
    expect((await bebug(folder, 'tasks', 'compare', 'set', '--out', 'compare')).err).toBe('');
    const text = await readFile(join(folder, 'compare/truth/comparisons.jsonl'), 'utf8');
    truth = parseJsonLines(comparisonSchema, text, 'truth');
    expect(truth.length).toBeGreaterThan(1);
  });

  const answers = (choose: (comparison: Comparison) => Choice['choice']): string =>
    formatJsonLines(truth.map((one) => ({ task: one.task, choice: choose(one), confidence: 0.75 })));

  test('writes the same bytes again, and others with another seed', async () => {
    for (const [out, seed] of [
      ['again', '1'],
      ['other', '2'],
    ] as const)
      await bebug(folder, 'tasks', 'compare', 'set', '--out', out, '--seed', seed, '--workers', '1');
    const first = await contents(join(folder, 'compare'));
    expect(await contents(join(folder, 'again'))).toEqual(first);
    expect(await contents(join(folder, 'other'))).not.toEqual(first);
    const occupied = await bebug(folder, 'tasks', 'compare', 'set', '--out', 'again');
    expect(occupied).toMatchObject({ exitCode: 2, err: expect.stringContaining('again is not empty') });
  });

  test('is scored from run folders and from bare files beside each other', async () => {
    await writeFile(
      join(folder, 'perfect.jsonl'),
      answers(({ best }) => best),
    );
    const run = {
      format: 'bebug-run/1',
      detector: 'first',
      version: '1',
      settings: {},
      promptHash: null,
      setHash: sha256(await readFile(join(folder, 'compare/taskset.json'))),
      started: '2026-01-01T00:00:00.000Z',
      finished: '2026-01-01T00:00:00.000Z',
      tokens: null,
      cost: null,
    };
    const runFolder = await keptFolder({ 'run.json': formatJson(run), 'choices.jsonl': answers(() => 'A') });
    const { out, err, exitCode } = await bebug(
      folder,
      'score',
      'compare',
      'perfect.jsonl',
      runFolder.folder,
      '--json',
      '--draws',
      '20',
    );
    expect([exitCode, err]).toEqual([0, '']);
    const { scores } = JSON.parse(out) as { scores: unknown[] };
    const [perfect, first] = scores.map((score) => choiceScoreSchema.parse(score));
    expect(perfect).toMatchObject({ detector: 'perfect', accuracy: { value: 1 } });
    expect(first).toMatchObject({
      detector: 'first',
      accuracy: { successes: truth.filter(({ best }) => best === 'A').length },
    });
    const printed = await bebug(folder, 'score', 'compare', 'perfect.jsonl');
    expect(printed.out).toMatch(/accuracy +│ 100 %/u);
    expect(printed.out).toContain('the likelihood has no finite maximum');
    await writeFile(join(runFolder.folder, 'run.json'), formatJson({ ...run, setHash: '0'.repeat(64) }));
    const foreign = await bebug(folder, 'score', 'compare', runFolder.folder);
    expect(foreign).toMatchObject({
      exitCode: 2,
      err: expect.stringContaining('was made on set 000000000000'),
    });
    await runFolder.remove();
  });

  test.for([
    [
      'a task of another set',
      (line: object) => [{ ...line, task: 'c-000000000000' }],
      'which the set has not',
    ],
    ['two answers to one task', (line: object) => [line, line], 'twice'],
    ['a candidate that is not there', (line: object) => [{ ...line, choice: 'F' }], 'which has A, B'],
    ['what is no answer', () => [{ task: 1 }], 'has not the expected format'],
  ] as const)('refuses %s', async ([, linesOf, sentence]) => {
    const [{ task }] = truth as [Comparison, ...Comparison[]];
    await writeFile(join(folder, 'bad.jsonl'), formatJsonLines(linesOf({ task, choice: 'A' })));
    const { exitCode, err } = await bebug(folder, 'score', 'compare', 'bad.jsonl');
    expect([exitCode, err]).toEqual([2, expect.stringContaining(sentence)]);
    expect(err.trim().split('\n')).toHaveLength(1);
  });

  test.for(databasesFor('sqlite'))(
    'is served on %s without its truth, shows nothing of it, and what people chose is scored',
    async (database) => {
      const where = await studyIn(database);
      const secrets = [...(await secretsOf('compare')), ...truth.map(({ task }) => task)];
      await expectBlind('compare', secrets, where);
      const served = await serveInBackground(folder, 'compare', where);
      try {
        const person = await annotatorSession(folder, served, 'Ada');
        await person.submitAll({
          kind: 'choose',
          draft: { choice: 'A', confidence: 3, why: 'It reads well.' },
        });
        const status = await bebug(folder, 'annotate', 'status', 'compare', ...where);
        expect(status.out).toMatch(/A 1, B 0(?:, C 0)?, no difference 0/u);
      } finally {
        await served.stop();
      }
      const exported = await bebug(
        folder,
        'annotate',
        'export',
        'compare',
        '--out',
        `runs-${database}`,
        ...where,
      );
      expect(exported.out).toMatch(/^runs-\w+\/ada: \d+ tasks answered$/mu);
      const { out, err } = await bebug(
        folder,
        'score',
        'compare',
        `runs-${database}/ada`,
        '--json',
        '--draws',
        '20',
      );
      expect(err).toBe('');
      const [score] = (JSON.parse(out) as { scores: unknown[] }).scores.map((one) =>
        choiceScoreSchema.parse(one),
      );
      expect(score!.detector).toBe('person:Ada');
      expect(score!.accuracy.n).toBeGreaterThan(0);
      expect(score!.positions.every(({ first, n }) => first === n)).toBe(true);
    },
  );

  test.for([
    ['report', 'perfect.jsonl', '--out', 'page.html'],
    ['calibrate', 'perfect.jsonl'],
    ['grade', 'perfect.jsonl'],
    ['show'],
    ['detect', '--with', 'tsc', '--out', 'run'],
  ] as const)('is nothing that `%s` takes, which says so', async ([what, ...rest]) => {
    const { exitCode, err } = await bebug(folder, what, 'compare', ...rest);
    expect(err).toContain('compare holds tasks that `bebug tasks` made, which have no findings');
    expect(exitCode).toBe(2);
  });

  test('is verified byte by byte', async () => {
    const intact = await bebug(folder, 'verify', 'compare');
    expect(intact).toMatchObject({ exitCode: 0, err: '' });
    expect(intact.out).toMatch(/^\d+ comparisons: \d+ files are as they were written\. Their proofs are in/u);
    await writeFile(join(folder, 'other/more.txt'), '');
    await rm(join(folder, 'other/truth/bugs.jsonl'));
    const changed = await bebug(folder, 'verify', 'other');
    expect(changed.exitCode).toBe(1);
    expect(changed.out).toContain('truth/bugs.jsonl — is missing');
    expect(changed.out).toContain('more.txt — does not belong to the set');
  });

  test('is not scored when its truth was changed, nor made of a set that was', async () => {
    const path = join(folder, 'again/truth/comparisons.jsonl');
    await writeFile(path, (await readFile(path, 'utf8')).replace('"best":"A"', '"best":"B"'));
    const changed = await bebug(folder, 'score', 'again', 'perfect.jsonl');
    expect(changed).toMatchObject({
      exitCode: 2,
      err: expect.stringContaining('is not the file that taskset.json lists'),
    });
    await rm(join(folder, 'set/tasks.jsonl'));
    await writeFile(join(folder, 'set/tasks.jsonl'), '');
    const damaged = await bebug(folder, 'tasks', 'compare', 'set', '--out', 'never');
    expect(damaged).toMatchObject({
      exitCode: 2,
      err: expect.stringContaining('is not the file that was written'),
    });
  });
});
