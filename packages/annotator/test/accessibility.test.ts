import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { queueLeftovers, setFrozen, type Agreement } from '../src/index.ts';
import { databasesFor } from './databases.ts';
import { launchBrowser, openPage, serveStudy, untilSaved, violations, type ServedStudy } from './harness.ts';
import { MATERIAL } from './material.ts';

const AGREEMENT: Agreement = {
  raters: 3,
  tasks: 4,
  estimates: [
    { question: 'verdict', alpha: 0.61, low: 0.2, high: 0.9 },
    { question: 'place', alpha: null, low: null, high: null },
  ],
};

let browser: Browser;

beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());

const SIGHTS = [
  ...databasesFor('sqlite').map((database) => ['light', database] as const),
  ...databasesFor('postgres').map((database) => ['dark', database] as const),
];

describe.for(SIGHTS)('in %s, on %s, axe finds nothing on', ([colorScheme, database]) => {
  let study: ServedStudy;
  beforeAll(async () => {
    study = await serveStudy(database, { minutes: 60 }, MATERIAL, { agreement: () => AGREEMENT });
  });
  afterAll(() => study.close());

  test('any page of a sitting', async () => {
    const { page } = await openPage(browser, await study.link(`Ada ${colorScheme}`), { colorScheme });
    const seen = new Map<string, readonly unknown[]>();
    const look = async (name: string): Promise<void> => {
      seen.set(name, await violations(page));
    };
    await page.getByRole('button', { name: 'Begin' }).waitFor();
    await look('instructions');
    await page.getByRole('button', { name: 'Begin' }).click();
    await page.locator('.cm-content').waitFor();
    await look('an empty task');
    await page.keyboard.press('Enter');
    await page.getByText('Severity, when it fails').click();
    await page.getByText('Note to the organisers').click();
    await look('a finding');
    await page.keyboard.press('Escape');
    await page.keyboard.press('?');
    await look('the keys');
    await page.keyboard.press('Escape');
    await page.keyboard.press('Control+k');
    await look('the files');
    await page.keyboard.press('Escape');
    await page.keyboard.press('/');
    await look('the search');
    await page.keyboard.press('Escape');
    await page.keyboard.press('p');
    await look('the cover');
    await page.keyboard.press('Enter');
    await page.keyboard.press('x');
    await page.keyboard.press('0');
    await untilSaved(page);
    await page.keyboard.press('Control+Enter');
    await page.getByRole('button', { name: 'Go on' }).waitFor();
    await look('the feedback');
    await page.getByRole('button', { name: 'Go on' }).click();
    await page.locator('.cm-content').waitFor();
    await page.keyboard.press('0');
    await page.keyboard.press('Control+Enter');
    await page.getByRole('button', { name: 'Go on' }).click();
    for (let task = 0; task < 4; task++) {
      await page.getByText(`Task ${task + 1} of 4`).waitFor();
      await page.locator('.cm-content').waitFor();
      await look(`task ${task + 1}`);
      await page.keyboard.press('0');
      await page.keyboard.press('Control+Enter');
    }
    await page.getByText('That was everything').waitFor();
    await look('the end');
    expect(Object.fromEntries([...seen].filter(([, found]) => found.length > 0))).toEqual({});
    expect(seen.size).toBe(13);
    await page.context().close();
  });

  test('the page of who judges findings', async () => {
    const leftover = { task: 't-000000000001', file: 'src/job-queue.ts', startLine: 3, endLine: 5 };
    // The same two for both judges, of whom each finding has one a theme.
    await queueLeftovers(study.store, [
      { ...leftover, category: 'state', explanation: '<b>Shared</b> by all queues.' },
      { ...leftover, explanation: 'The list is never emptied.' },
    ]);
    const { page, troubles } = await openPage(
      browser,
      await study.link(`Judge ${colorScheme}`, 'adjudicator'),
      {
        colorScheme,
      },
    );
    await page.locator('.cm-content').waitFor();
    expect(await violations(page)).toEqual([]);
    await page.getByText('Other findings on this task (1)').click();
    await expect.poll(() => page.locator('details blockquote').count()).toBe(1);
    expect(await page.getByLabel('File').locator('option').allTextContents()).toEqual(['src/job-queue.ts']);
    await page.setViewportSize({ width: 360, height: 740 });
    const [code, said] = ['Code', 'Finding'].map((name) => page.getByRole('region', { name, exact: true }));
    const [above, below] = [(await code!.boundingBox())!, (await said!.boundingBox())!];
    expect(below.y).toBeGreaterThanOrEqual(above.y + above.height);
    expect(below.x + below.width).toBeLessThanOrEqual(360);
    for (const left of ['2 wait for you.', 'This is the last one.']) {
      await page.getByText(left).waitFor();
      await page.getByLabel('Why do you say so?').fill('I read it twice.');
      await page.getByRole('button', { name: 'False: the code is right' }).click();
    }
    await page.getByText('Nothing waits for you.').waitFor();
    expect(await violations(page)).toEqual([]);
    expect(troubles).toEqual([]);
    await page.context().close();
  });

  test('what is shown of a study that waits, is closed, or is open in another tab', async () => {
    const { page } = await openPage(browser, await study.link(`Waiting ${colorScheme}`), { colorScheme });
    await page.clock.install();
    await page.reload();
    await page.getByRole('button', { name: 'Begin' }).click();
    await page.locator('.cm-content').waitFor();
    const second = await page.context().newPage();
    await second.goto(study.server.address);
    await second.getByRole('button', { name: 'Begin' }).click();
    await second.getByText('Close the other tab to write here').waitFor();
    expect(await violations(second)).toEqual([]);
    await second.close();
    await page.clock.runFor(5 * 60_000 + 6000);
    await page.getByText('Are you still there?').waitFor();
    expect(await violations(page)).toEqual([]);
    await page.keyboard.press('Enter');
    await page.keyboard.press('0');
    await setFrozen(study.store, true, new Date());
    await page.keyboard.press('Control+Enter');
    await page.clock.runFor(1000);
    await page.getByText('The study is closed: nothing more is taken.').waitFor();
    expect(await violations(page)).toEqual([]);
    await page.reload();
    await page.getByRole('heading', { name: 'The study is closed' }).waitFor();
    expect(await violations(page)).toEqual([]);
    await setFrozen(study.store, false, new Date());
    await page.context().close();
  });

  test('the page of the owner, and on one without a sitting', async () => {
    await study.link('Grace');
    const { page } = await openPage(browser, await study.link('owner', 'admin'), { colorScheme });
    await page.getByLabel('Name').fill(`Edsger ${colorScheme}`);
    await page.getByLabel('Role').selectOption('adjudicator');
    await page.getByRole('button', { name: 'Make a personal link' }).click();
    const link = page.getByText(`Edsger ${colorScheme}: `);
    await link.waitFor();
    const first = await link.textContent();
    await page.getByRole('button', { name: `Make a new link for Edsger ${colorScheme}` }).click();
    // One link a person: the old one works no more.
    await expect.poll(() => link.allTextContents()).not.toContain(first);
    expect(await link.count()).toBe(1);
    await page.getByText('On whether a task has a bug').waitFor();
    await page.getByRole('heading', { name: 'Findings to be judged' }).waitFor();
    const download = page.waitForEvent('download');
    await page.getByRole('link', { name: 'Download all runs' }).click();
    expect((await download).suggestedFilename()).toBe('runs.zip');
    expect(await violations(page)).toEqual([]);
    const stranger = await openPage(browser, study.server.address, { colorScheme });
    await stranger.page.getByRole('alert').waitFor();
    expect(await violations(stranger.page)).toEqual([]);
    await Promise.all([page.context().close(), stranger.page.context().close()]);
  });
});
