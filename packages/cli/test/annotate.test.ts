import { cp, readdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { invite, linkPath, openStore, prepareStudy, type Role } from '@bebug/annotator';
import { parseJsonLines } from '@bebug/core';
import { bugSchema, manifestSchema, type Bug } from '@bebug/core/truth';
import { readRun } from '@bebug/detectors';
import { levelOf, type Level, type Scores } from '@bebug/scorer';
import { strFromU8, unzipSync } from 'fflate';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { agreementOf } from '../src/annotate/agreement.ts';
import { exportArchive } from '../src/annotate/export-archive.ts';
import { readMaterial } from '../src/annotate/material.ts';
import { databasesFor, emptyStore } from '../../annotator/test/databases.ts';
import { launchBrowser, openPage, serveStore, untilSaved, type Page } from '../../annotator/test/harness.ts';
import { annotatorSession, serveInBackground, studyIn, type Served } from './annotator-session.ts';
import { bebug, keptFolder, plantedFolder, type Printed } from './console.ts';

/** A set with its truth, planted once. */
let planted: string;
let removePlanted: () => Promise<void>;
let bugs: Bug[];
let canary: string;
/** File and text of a task → its bug. */
let bugIn: ReadonlyMap<string, Bug>;

beforeAll(async () => {
  ({ folder: planted, remove: removePlanted } = await plantedFolder());
  bugs = parseJsonLines(bugSchema, await readFile(join(planted, 'set/truth/bugs.jsonl'), 'utf8'), 'bugs');
  ({ canary } = manifestSchema.parse(JSON.parse(await readFile(join(planted, 'set/bugset.json'), 'utf8'))));
  bugIn = new Map(
    await Promise.all(
      bugs.map(async (bug) => {
        const text = await readFile(join(planted, 'set/tasks', bug.task, bug.file), 'utf8');
        return [`${bug.file}\n${text}`, bug] as const;
      }),
    ),
  );
});
afterAll(() => removePlanted());

describe.for(databasesFor('sqlite'))('bebug annotate, on %s,', (database) => {
  let folder: string;
  let remove: () => Promise<void>;
  let served: Served;

  const storeAddress = (): string => served.where[1] ?? join(folder, 'set.annotations.sqlite');
  /** What one can do with the study. */
  const annotate = (what: string, ...argv: string[]): Promise<Printed> =>
    bebug(folder, 'annotate', what, 'set', ...argv, ...served.where);

  beforeAll(async () => {
    ({ folder, remove } = await keptFolder({}));
    await cp(planted, folder, { recursive: true });
    // The server lives without the truth.
    await rename(join(folder, 'set/truth'), join(folder, 'sealed'));
    served = await serveInBackground(folder, 'set', await studyIn(database));
  });
  afterAll(async () => {
    await served.stop();
    await remove();
  });

  test('prints a link for the owner, and one for each person who is invited', async () => {
    expect(served.out).toMatch(/^admin {2}http:\/\/127\.0\.0\.1:\d+\/admin#[\w-]{43}\n$/u);
    const told = await annotate('invite', 'Grace Hopper', '--port', '1');
    expect(told.out).toContain('http://127.0.0.1:1/#');
    const invited = await annotate('invite', 'Grace Hopper');
    expect(invited.out).toMatch(/^Grace Hopper {2}http:\/\/127\.0\.0\.1:\d+\/#[\w-]{43}\n$/u);
    expect(new URL(/http:\S+/u.exec(invited.out)![0]).origin).toBe(served.address);
    const status = await annotate('status');
    expect(status.out).toMatch(/Grace Hopper +annotator +not opened +0 of 0/u);
    await annotate('revoke', 'Grace Hopper');
    expect((await annotate('status')).out).toMatch(/Grace Hopper +annotator +revoked/u);
  });

  test('shows an annotator nothing of the truth on any route, and keeps nothing of it', async () => {
    const session = await annotatorSession(folder, served, 'Crawler');
    const everything = await session.crawl();
    expect(everything.visited.toSorted()).toEqual(await allRoutes(storeAddress()));
    const secrets = [
      canary,
      ...bugs.flatMap(({ id, task, explanation }) => [id, task, ...Object.values(explanation)]),
    ];
    const stored = await everythingStored(storeAddress());
    for (const secret of secrets) {
      expect(everything.text).not.toContain(secret);
      if (bugs.some(({ task }) => task === secret)) continue;
      expect(stored).not.toContain(secret);
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
    const exported = await annotate('export', '--out', 'runs');
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
    const status = await annotate('status');
    expect(status.out).toMatch(/Agreement of \d people on \d+ tasks/u);
  });

  test('writes a page for each person and one for all', async () => {
    const runs = ['runs/ada', 'runs/zoe'];
    const { out, err } = await annotate('report', ...runs, '--out', 'pages');
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
    await annotate('export', '--out', 'more-runs');
    const queued = await annotate('adjudicate', 'more-runs/wrong', 'more-runs/ada');
    expect(queued.out, queued.err).toMatch(/^[1-9]\d* findings are new/u);
    const again = await annotate('adjudicate', 'more-runs/wrong');
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
    const { out } = await annotate('verdicts');
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
    await annotate('freeze');
    await expect(session.answerAll(() => null)).rejects.toThrow('The study is closed');
    await annotate('freeze', '--undo');
    await session.answerAll(() => null);
  });

  test('gives the owner in one file what an export writes, and what was said of findings', async () => {
    const { out } = await annotate('export', '--out', 'all-runs');
    const store = await openStore(storeAddress());
    const files = unzipSync(await exportArchive(store));
    await store.destroy();
    const ada = await readFile(join(folder, 'all-runs/ada/findings.jsonl'), 'utf8');
    expect(strFromU8(files['runs/ada/findings.jsonl']!)).toBe(ada);
    const runs = Object.keys(files).filter((name) => name.endsWith('/run.json'));
    expect(runs).toHaveLength(out.trim().split('\n').length);
    const verdicts = await annotate('verdicts');
    expect(strFromU8(files['verdicts.jsonl']!)).toBe(verdicts.out);
  });

  test('shows people their own page once the study is closed, which then stays closed', async () => {
    const runs = ['runs/ada', 'runs/zoe'];
    const zoe = await readFile(join(folder, 'pages/person-zoe.html'), 'utf8');
    const session = await annotatorSession(folder, served, 'Zoë');
    const early = await annotate('debrief', ...runs);
    expect(early).toMatchObject({ exitCode: 2 });
    expect(early.err).toContain('nobody may see the truth before it is closed');
    expect(await session.debrief()).toContain('There is nothing to see here yet.');
    await annotate('freeze');
    expect(await annotate('debrief', ...runs)).toMatchObject({ exitCode: 0 });
    expect(await session.debrief()).toBe(zoe);
    const other = await annotatorSession(folder, served, 'Nosy');
    expect(await other.debrief()).toContain('There is nothing to see here yet.');
    const reopened = await annotate('freeze', '--undo');
    expect(reopened).toMatchObject({ exitCode: 2 });
    expect(reopened.err).toContain('People have been shown the truth: this study stays closed.');
    expect(await session.debrief()).toBe(zoe);
  });

  test.for([
    [['set', '--seed', '2'], 'The store holds a study with another seed: 1, not 2.'],
    [['invite', 'set'], 'Name at least one person.'],
    [['revoke', 'set', 'Nobody'], 'Nobody called Nobody was invited.'],
    [['export', 'set'], '`annotate export` takes --out FOLDER.'],
    [['export', 'set', '--out', 'src'], 'src is not empty.'],
  ] as const)('annotate %s is wrong use, and says so', async ([argv, sentence]) => {
    await expectRefusal(folder, ['annotate', ...argv, ...served.where], sentence);
  });
});

test.for([
  [['annotate'], 'Name a bug set, or pass --demo.'],
  [['annotate', 'nowhere'], 'nowhere/bugset.json does not exist.'],
  [['annotate', 'set', '--per-task', '0'], '--per-task takes a whole number from 1, not 0.'],
  [['annotate', 'set', '--port', '70000'], '--port takes a whole number from 0 to 65535'],
  [['annotate', 'set', '--public-address', 'ftp://x'], '--public-address takes an address such as'],
  [['annotate', 'invite'], '`annotate invite` takes a bug set.'],
  [['annotate', 'invite', 'other', 'Ada'], 'There is no study at'],
  [
    ['annotate', 'status', 'set', '--database', 'set/bugset.json'],
    'set/bugset.json cannot be used as a store',
  ],
] as const)('%s is wrong use, and says so', async ([argv, sentence]) => {
  await expectRefusal(planted, argv, sentence);
});

/** What runs where a page takes it for more than text: it leaves a mark on the window. */
const SCRIPT =
  '"><script>ran=1;alert(1)</script><img src=x onerror="ran=1"><a href="javascript:ran=1">javascript:ran=1</a>';
const nameOf = (who: string): string => `${who} "><script>ran=1</script><img src onerror=ran=1>`;

test.for(databasesFor('sqlite'))(
  'script in every field that people write, stored in %s, runs on no page that shows it, and is data in every file',
  async (database) => {
    const [runs, reports] = [`inert-runs-${database}`, `inert-pages-${database}`];
    const address = await emptyStore(database, planted);
    const annotate = (what: string, ...argv: string[]): Promise<Printed> =>
      bebug(planted, 'annotate', what, 'set', ...argv, '--database', address);
    const store = await openStore(address);
    const whole = await readMaterial(join(planted, 'set'));
    // Where the first line is no part of a bug's function: what is found there is for a judge.
    const nearTop = bugs.filter(({ enclosing }) => (enclosing?.span.startLine ?? 0) < 6);
    const tasks = whole.tasks.filter(({ task: { id } }) => !nearTop.some(({ task }) => task === id));
    const material = { ...whole, tasks } as typeof whole;
    expect(tasks.length).toBeGreaterThan(1);
    const { kind, setHash } = material;
    const settings = { seed: 1, perTask: null, cap: null, minutes: null, hasPractice: false };
    await prepareStudy(store, material, { kind, setHash, ...settings });
    const server = await serveStore(store, {
      agreement: agreementOf,
      exportArchive: () => exportArchive(store),
    });
    // A browser believes its own clock, which is not that of commands in tests.
    const linkOf = async (who: string, role: Role): Promise<string> =>
      server.address + linkPath(role, (await invite(store, who, role, new Date())).token);
    const browser = await launchBrowser();
    const pages: { page: Page; troubles: string[] }[] = [];
    const visit = async (address: string): Promise<Page> => {
      const opened = await openPage(browser, 'about:blank');
      pages.push(opened);
      opened.page.on('dialog', (dialog) => {
        opened.troubles.push(`a dialog says ${dialog.message()}`);
        void dialog.dismiss();
      });
      await opened.page.goto(address);
      return opened.page;
    };
    const expectInert = async (page: Page): Promise<void> => {
      expect(await page.evaluate('typeof ran')).toBe('undefined');
      expect(await page.locator('[onerror], a[href^="javascript:" i]').count()).toBe(0);
    };
    try {
      const person = await visit(await linkOf(nameOf('Eve'), 'annotator'));
      await person.getByText(`Hello ${nameOf('Eve')}`).waitFor();
      await person.getByRole('button', { name: 'Begin' }).click();
      await person.locator('.cm-content').waitFor();
      await person.keyboard.press('Enter');
      await person.keyboard.press('1');
      await person.keyboard.press('Alt+4');
      await person.getByText('Severity, when it fails').click();
      await person.getByText('Note to the organisers').click();
      const fields = [/^What is wrong/u, /^Fails when/u, /^Fix/u, /^Something odd/u];
      for (const field of fields) await person.getByLabel(field).fill(SCRIPT);
      await untilSaved(person);
      await person.reload();
      await person.getByRole('button', { name: 'Begin' }).click();
      for (const field of fields) await expect.poll(() => person.getByLabel(field).inputValue()).toBe(SCRIPT);
      await person.keyboard.press('Control+k');
      await person.getByLabel('Part of a name').fill(SCRIPT);
      await person.keyboard.press('Escape');
      await person.keyboard.press('Escape');
      await person.getByLabel('Part of a name').waitFor({ state: 'hidden' });
      const search = person.locator('.cm-panel input[name="search"]');
      await expect
        .poll(async () => {
          await person.keyboard.press('/');
          return search.isVisible();
        })
        .toBe(true);
      await search.fill(SCRIPT);
      await person.keyboard.press('Escape');
      await person.keyboard.press('Control+Enter');
      await person.getByText('Task 2 of').waitFor();
      await untilSaved(person);
      await expectInert(person);

      expect((await annotate('status')).out).toContain(`Notes of ${nameOf('Eve')}:\n  ${SCRIPT}\n`);
      await annotate('export', '--out', runs);
      const [run] = (await readdir(join(planted, runs))).map((name) => `${runs}/${name}`);
      const { findings } = await readRun(join(planted, run!));
      expect(findings).toMatchObject([{ explanation: SCRIPT, trigger: SCRIPT, fix: SCRIPT }]);
      expect((await annotate('adjudicate', run!)).out).toMatch(/^1 findings? /u);
      const judge = await visit(await linkOf(nameOf('Judge'), 'adjudicator'));
      await judge.getByText(SCRIPT).waitFor();
      await judge.getByLabel('Why do you say so?').fill(SCRIPT);
      await expectInert(judge);
      await judge.getByRole('button', { name: /^False/u }).click();
      await judge.getByText('Nothing waits for you.').waitFor();

      const owner = await visit(await linkOf('owner', 'admin'));
      await owner.getByLabel('Name').fill(nameOf('Third'));
      await owner.getByRole('button', { name: 'Make a personal link' }).click();
      await owner.getByRole('rowheader', { name: nameOf('Third') }).waitFor();
      // A note, an explanation, and a reason.
      expect(await owner.getByText(SCRIPT).count()).toBe(3);
      await expectInert(owner);

      await annotate('report', run!, '--out', reports);
      for (const ending of ['html', 'md', 'leaderboard.md'])
        await bebug(planted, 'report', 'set', run!, '--out', `${reports}/all.${ending}`);
      await annotate('freeze');
      await annotate('debrief', run!);
      for (const name of await readdir(join(planted, reports))) {
        const path = join(planted, reports, name);
        if (name.endsWith('.md')) expect(await readFile(path, 'utf8')).not.toMatch(/<(?:script|img)/u);
        else {
          const page = await visit(pathToFileURL(path).href);
          expect((await page.textContent('body'))!.includes(nameOf('Eve'))).toBe(true);
          await expectInert(page);
        }
      }
      await person.goto(`${server.address}/debrief`);
      expect(await person.textContent('body')).toContain(SCRIPT);
      await expectInert(person);
      expect(pages).toHaveLength(6);
      expect(pages.flatMap(({ troubles }) => troubles)).toEqual([]);
    } finally {
      await Promise.all([browser.close(), server.close()]);
      await store.destroy();
    }
  },
);

/** One sentence, and exit code 2. */
async function expectRefusal(cwd: string, argv: readonly string[], sentence: string): Promise<void> {
  const { exitCode, err } = await bebug(cwd, ...argv);
  expect(err).toContain(sentence);
  expect(err.trim().split('\n')).toHaveLength(1);
  expect(exitCode).toBe(2);
}

/** Every value in every table. */
async function everythingStored(address: string): Promise<string> {
  const store = await openStore(address);
  const tables = await store.introspection.getTables();
  const values: unknown[] = [];
  for (const { name } of tables) {
    const rows = await store
      .selectFrom(name as 'study')
      .selectAll()
      .execute();
    values.push(...rows.flatMap((row) => Object.values(row)));
  }
  await store.destroy();
  return values.join('\n');
}

/** Every route of the server, as it names them itself. */
async function allRoutes(address: string): Promise<string[]> {
  const store = await openStore(address);
  const server = await serveStore(store);
  await server.close();
  await store.destroy();
  return server.routes.filter((route) => !route.startsWith('HEAD ')).toSorted();
}
