import { readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { openStore, startServer } from '@bebug/annotator';
import { parseJsonLines } from '@bebug/core';
import { bugSchema, manifestSchema, type Bug } from '@bebug/core/truth';
import { readRun } from '@bebug/detectors';
import { levelOf, type Level, type Scores } from '@bebug/scorer';
import { strFromU8, unzipSync } from 'fflate';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { agreementOf } from '../src/annotate/agreement.ts';
import { exportArchive } from '../src/annotate/export-archive.ts';
import { annotatorSession, serveInBackground, type Served } from './annotator-session.ts';
import { bebug, keptFolder, SAMPLE } from './console.ts';

let folder: string;
let remove: () => Promise<void>;
let served: Served;
let bugs: Bug[];
let canary: string;
/** File and text of a task → its bug. */
let bugIn: ReadonlyMap<string, Bug>;

beforeAll(async () => {
  ({ folder, remove } = await keptFolder(SAMPLE));
  const planted = await bebug(folder, 'inject', 'src', '--out', 'set', '--count', '3', '--seed', '1');
  expect(planted.exitCode, planted.err).toBe(0);
  bugs = parseJsonLines(bugSchema, await readFile(join(folder, 'set/truth/bugs.jsonl'), 'utf8'), 'bugs');
  ({ canary } = manifestSchema.parse(JSON.parse(await readFile(join(folder, 'set/bugset.json'), 'utf8'))));
  bugIn = new Map(
    await Promise.all(
      bugs.map(async (bug) => {
        const text = await readFile(join(folder, 'set/tasks', bug.task, bug.file), 'utf8');
        return [`${bug.file}\n${text}`, bug] as const;
      }),
    ),
  );
  // The server lives without the truth.
  await rename(join(folder, 'set/truth'), join(folder, 'sealed'));
  served = await serveInBackground(folder, 'set');
});

afterAll(async () => {
  await served.stop();
  await remove();
});

describe('bebug annotate', () => {
  test('prints a link for the owner, and one for each person who is invited', async () => {
    expect(served.out).toMatch(/^admin {2}http:\/\/127\.0\.0\.1:\d+\/admin#[\w-]{43}\n$/u);
    const told = await bebug(folder, 'annotate', 'invite', 'set', 'Grace Hopper', '--port', '1');
    expect(told.out).toContain('http://127.0.0.1:1/#');
    const invited = await bebug(folder, 'annotate', 'invite', 'set', 'Grace Hopper');
    expect(invited.out).toMatch(/^Grace Hopper {2}http:\/\/127\.0\.0\.1:\d+\/#[\w-]{43}\n$/u);
    expect(new URL(/http:\S+/u.exec(invited.out)![0]).origin).toBe(served.address);
    const status = await bebug(folder, 'annotate', 'status', 'set');
    expect(status.out).toMatch(/Grace Hopper +annotator +not opened +0 of 0/u);
    await bebug(folder, 'annotate', 'revoke', 'set', 'Grace Hopper');
    expect((await bebug(folder, 'annotate', 'status', 'set')).out).toMatch(
      /Grace Hopper +annotator +revoked/u,
    );
  });

  test('shows an annotator nothing of the truth on any route, and keeps nothing of it', async () => {
    const session = await annotatorSession(folder, served, 'Crawler');
    const everything = await session.crawl();
    expect(everything.visited.toSorted()).toEqual(await allRoutes());
    const secrets = [
      canary,
      ...bugs.flatMap(({ id, task, explanation }) => [id, task, ...Object.values(explanation)]),
    ];
    const store = await readFile(join(folder, 'set.annotations.sqlite'));
    const journal = await readFile(join(folder, 'set.annotations.sqlite-wal'));
    for (const secret of secrets) {
      expect(everything.text).not.toContain(secret);
      if (bugs.some(({ task }) => task === secret)) continue;
      expect(store.includes(secret) || journal.includes(secret)).toBe(false);
    }
    // `bug` is what a practice task tells afterwards.
    const forbidden =
      /^(?:tier|operator|witness|evidence|density|mutated|clean|control|decoy|seed|setHash|canary|corpus)$/u;
    expect(everything.keys.filter((key) => forbidden.test(key))).toEqual([]);
  });

  test('makes runs of what people did, which are scored and reported beside a tool', async () => {
    const finder = await annotatorSession(folder, served, 'Ada');
    await finder.answerAll((file, text) => bugIn.get(`${file}\n${text}`) ?? null);
    const passer = await annotatorSession(folder, served, 'Zoë');
    await passer.answerAll(() => null);
    await rename(join(folder, 'sealed'), join(folder, 'set/truth'));
    const exported = await bebug(folder, 'annotate', 'export', 'set', '--out', 'runs');
    expect(exported.out).toMatch(/runs\/ada: \d+ findings on \d+ tasks\n(?:.*\n)*runs\/zoe: 0 findings/u);
    const { responses, findings } = await readRun(join(folder, 'runs/ada'));
    expect(findings.length).toBeGreaterThan(0);
    expect(findings.length).toBeLessThanOrEqual(responses.length);
    const acts = await readFile(join(folder, 'runs/ada/acts.jsonl'), 'utf8');
    expect(acts.trim().split('\n').length).toBeGreaterThan(responses.length);
    await bebug(folder, 'detect', 'set', '--with', 'tsc', '--out', 'run-tsc');
    const runs = ['runs/ada', 'runs/zoe', 'run-tsc'];
    const scored = await bebug(folder, 'score', 'set', ...runs);
    expect(scored.exitCode, scored.err).toBe(0);
    expect(scored.out).toContain('person:Ada');
    const report = await bebug(folder, 'report', 'set', ...runs, '--out', 'report.html');
    expect(report.exitCode, report.err).toBe(0);
    const page = await readFile(join(folder, 'report.html'), 'utf8');
    for (const name of ['person:Ada', 'person:Zoë', 'tsc']) expect(page).toContain(name);
    const status = await bebug(folder, 'annotate', 'status', 'set');
    expect(status.out).toMatch(/Agreement of \d people on \d+ tasks/u);
  });

  test('writes a page for each person and one for all', async () => {
    const runs = ['runs/ada', 'runs/zoe'];
    const { out, err } = await bebug(folder, 'annotate', 'report', 'set', ...runs, '--out', 'pages');
    expect(out, err).toBe('pages/cohort.html\npages/person-ada.html\npages/person-zoe.html\n');
    const cohort = await readFile(join(folder, 'pages/cohort.html'), 'utf8');
    expect(cohort).toContain('The numbers are too few to rank everybody: 1 of 1 pairs');
    expect(cohort).toContain('Do they find the same bugs?');
    for (const said of ['found', 'missed']) expect(cohort).toContain(`<td>${said}</td>`);
    for (const seconds of [30, 60, 120, 300])
      expect(cohort).toContain(`<th scope="col">gaps capped at ${seconds} s</th>`);
    const zoe = await readFile(join(folder, 'pages/person-zoe.html'), 'utf8');
    expect(zoe).toContain('<th scope="col">gaps capped at 300 s</th>');
    const tried = new Set((await readRun(join(folder, 'runs/zoe'))).responses.map(({ task }) => task));
    const missed = bugs.filter(({ task }) => tried.has(task));
    expect(missed.length).toBeGreaterThan(0);
    for (const { file, mutated } of missed)
      expect(zoe).toContain(`<code>${file}:${mutated.startLine}</code>`);
  });

  test('lets two people judge, without names, what met no bug', async () => {
    const wrong = await annotatorSession(folder, served, 'Wrong');
    await wrong.answerAll(() => ({ mutated: { startLine: 1 }, family: 'async' }));
    await bebug(folder, 'annotate', 'export', 'set', '--out', 'more-runs');
    const queued = await bebug(folder, 'annotate', 'adjudicate', 'set', 'more-runs/wrong', 'more-runs/ada');
    expect(queued.out, queued.err).toMatch(/^[1-9]\d* findings are new/u);
    const again = await bebug(folder, 'annotate', 'adjudicate', 'set', 'more-runs/wrong');
    expect(again.out).toMatch(/^0 findings are new/u);
    const shown: unknown[][] = [];
    for (const [name, verdict] of [
      ['Judge', 'false'],
      ['Jury', 'false'],
      ['Late Judge', 'valid'],
    ] as const)
      shown.push(await (await annotatorSession(folder, served, name, '--adjudicator')).judgeAll(verdict));
    expect(shown[0]!.length).toBeGreaterThan(0);
    expect(shown[1]).toEqual(shown[0]);
    expect(shown[2]).toEqual([]);
    expect(JSON.stringify(shown)).not.toMatch(/Wrong|confidence|person/u);
    const { out } = await bebug(folder, 'annotate', 'verdicts', 'set');
    const lines = out.trim().split('\n');
    expect(lines).toHaveLength(shown[0]!.length);
    for (const line of lines) expect(JSON.parse(line)).toMatchObject({ verdict: 'false', startLine: 1 });

    // What they said goes into the score as it is: nothing is open any more, and what is false stays a false alarm.
    await writeFile(join(folder, 'verdicts.jsonl'), out);
    const findingsWith = async (...more: string[]): Promise<Level> => {
      const argv = ['score', 'set', 'more-runs/wrong', '--json', '--draws', '10', ...more];
      return levelOf((JSON.parse((await bebug(folder, ...argv)).out) as Scores).scorecards[0]!);
    };
    const [before, after] = [await findingsWith(), await findingsWith('--known', 'verdicts.jsonl')];
    expect(before.precisionBounds.open).toBeGreaterThan(0);
    expect(after.precisionBounds.open).toBe(0);
    expect(after.findings).toEqual(before.findings);
  });

  test('takes nothing more once it is frozen', async () => {
    const session = await annotatorSession(folder, served, 'Late');
    await bebug(folder, 'annotate', 'freeze', 'set');
    await expect(session.answerAll(() => null)).rejects.toThrow('The study is closed');
    await bebug(folder, 'annotate', 'freeze', 'set', '--undo');
    await session.answerAll(() => null);
  });

  test('gives the owner in one file what an export writes, and what was said of findings', async () => {
    const { out } = await bebug(folder, 'annotate', 'export', 'set', '--out', 'all-runs');
    const store = await openStore(join(folder, 'set.annotations.sqlite'));
    const files = unzipSync(await exportArchive(store));
    await store.destroy();
    const ada = await readFile(join(folder, 'all-runs/ada/findings.jsonl'), 'utf8');
    expect(strFromU8(files['runs/ada/findings.jsonl']!)).toBe(ada);
    const runs = Object.keys(files).filter((name) => name.endsWith('/run.json'));
    expect(runs).toHaveLength(out.trim().split('\n').length);
    const verdicts = await bebug(folder, 'annotate', 'verdicts', 'set');
    expect(strFromU8(files['verdicts.jsonl']!)).toBe(verdicts.out);
  });

  test('shows people their own page once the study is closed, which then stays closed', async () => {
    const runs = ['runs/ada', 'runs/zoe'];
    const zoe = await readFile(join(folder, 'pages/person-zoe.html'), 'utf8');
    const session = await annotatorSession(folder, served, 'Zoë');
    const early = await bebug(folder, 'annotate', 'debrief', 'set', ...runs);
    expect(early).toMatchObject({ exitCode: 2 });
    expect(early.err).toContain('nobody may see the truth before it is closed');
    expect(await session.debrief()).toContain('There is nothing to see here yet.');
    await bebug(folder, 'annotate', 'freeze', 'set');
    expect(await bebug(folder, 'annotate', 'debrief', 'set', ...runs)).toMatchObject({ exitCode: 0 });
    expect(await session.debrief()).toBe(zoe);
    const other = await annotatorSession(folder, served, 'Nosy');
    expect(await other.debrief()).toContain('There is nothing to see here yet.');
    const reopened = await bebug(folder, 'annotate', 'freeze', 'set', '--undo');
    expect(reopened).toMatchObject({ exitCode: 2 });
    expect(reopened.err).toContain('People have been shown the truth: this study stays closed.');
    expect(await session.debrief()).toBe(zoe);
  });

  test.for([
    [['annotate'], 'Name a bug set, or pass --demo.'],
    [['annotate', 'nowhere'], 'nowhere/bugset.json does not exist.'],
    [['annotate', 'set', '--per-task', '0'], '--per-task takes a whole number from 1, not 0.'],
    [['annotate', 'set', '--port', '70000'], '--port takes a whole number from 0 to 65535'],
    [['annotate', 'set', '--public-address', 'ftp://x'], '--public-address takes an address such as'],
    [['annotate', 'set', '--seed', '2'], 'The store holds a study with another seed: 1, not 2.'],
    [['annotate', 'invite'], '`annotate invite` takes a bug set.'],
    [['annotate', 'invite', 'set'], 'Name at least one person.'],
    [['annotate', 'invite', 'other', 'Ada'], 'There is no study at'],
    [['annotate', 'revoke', 'set', 'Nobody'], 'Nobody called Nobody was invited.'],
    [['annotate', 'export', 'set'], '`annotate export` takes --out FOLDER.'],
    [['annotate', 'export', 'set', '--out', 'src'], 'src is not empty.'],
    [
      ['annotate', 'status', 'set', '--database', 'set/bugset.json'],
      'set/bugset.json cannot be used as a store',
    ],
  ] as const)('%s is wrong use, and says so', async ([argv, sentence]) => {
    const { exitCode, err } = await bebug(folder, ...argv);
    expect(err).toContain(sentence);
    expect(err.trim().split('\n')).toHaveLength(1);
    expect(exitCode).toBe(2);
  });
});

/** Every route of the server, as it names them itself. */
async function allRoutes(): Promise<string[]> {
  const store = await openStore(join(folder, 'set.annotations.sqlite'));
  const server = await startServer({
    store,
    host: '127.0.0.1',
    port: 0,
    publicAddress: null,
    clock: () => new Date(),
    agreement: agreementOf,
    exportArchive: () => Promise.reject(new Error('nobody exports here')),
    onError: (error) => {
      throw error;
    },
  });
  await server.close();
  await store.destroy();
  return server.routes.filter((route) => !route.startsWith('HEAD ')).toSorted();
}
