import { randomUUID } from 'node:crypto';
import type { Browser, Page, Route } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { setFrozen } from '../src/index.ts';
import { DATABASES, databasesFor } from './databases.ts';
import {
  launchBrowser,
  openPage,
  runOf,
  serveStudy,
  untilSaved,
  waysOn,
  wholeSession,
  type ServedStudy,
  type Way,
} from './harness.ts';

let browser: Browser;

beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());

const code = (page: Page) => page.locator('.cm-content');

/** What a session by either way comes to: one finding in the queue of jobs, no bug elsewhere. */
const EXPECTED = {
  findings: [
    {
      task: 't-000000000001',
      file: 'src/job-queue.ts',
      startLine: 10,
      endLine: 12,
      category: 'collection',
      confidence: 0.95,
      explanation: 'The newest job is taken, not the oldest.',
    },
  ],
  responses: ['t-000000000001', 't-000000000002', 't-000000000003', 't-000000000004'].map((task) => ({
    task,
    status: 'answered',
  })),
};

async function byKeyboard(page: Page): Promise<void> {
  const press = async (...keys: string[]): Promise<void> => {
    for (const key of keys) await page.keyboard.press(key);
  };
  await page.getByRole('button', { name: 'Begin' }).waitFor();
  while ((await page.evaluate('document.activeElement.textContent')) !== 'Begin') await press('Tab');
  await press('Enter');
  for (let practice = 0; practice < 2; practice++) {
    await code(page).waitFor();
    await press('0', 'Control+Enter');
    await page.getByRole('button', { name: 'Go on' }).waitFor();
    while ((await page.evaluate('document.activeElement.textContent')) !== 'Go on') await press('Tab');
    await press('Enter');
  }
  for (let task = 0; task < 4; task++) {
    await page.getByText(`Task ${task + 1} of 4`).waitFor();
    await code(page).waitFor();
    if ((await page.locator('h1.path').textContent()) === 'src/job-queue.ts') {
      for (let line = 0; line < 9; line++) await press('j');
      await press('v', 'ArrowDown', 'j', 'Enter');
      // No digit of its own: by name in the list.
      while ((await page.evaluate('document.activeElement.tagName')) !== 'SELECT') await press('Tab');
      await page.keyboard.type('Collection');
      await press('Escape', 'Alt+4', 'e');
      await page.keyboard.type('The newest job is taken, not the oldest.');
    } else await press('0');
    await press('Control+Enter');
  }
}

async function byMouse(page: Page): Promise<void> {
  const click = (name: RegExp | string): Promise<void> => page.getByRole('button', { name }).click();
  await click('Begin');
  for (let practice = 0; practice < 2; practice++) {
    await click(/^I find no bug/u);
    await click(/^Submit/u);
    await click('Go on');
  }
  for (let task = 0; task < 4; task++) {
    await page.getByText(`Task ${task + 1} of 4`).waitFor();
    if ((await page.locator('h1.path').textContent()) === 'src/job-queue.ts') {
      const number = (line: number) =>
        page.locator('.cm-lineNumbers .cm-gutterElement').getByText(String(line), { exact: true });
      await number(10).click();
      await number(12).click({ modifiers: ['Shift'] });
      await click(/^Mark lines 10–12/u);
      await page.getByLabel('Category').selectOption('collection');
      await page.getByLabel('4 · certain').check();
      await page.getByLabel('What is wrong?').fill('The newest job is taken, not the oldest.');
    } else await click(/^I find no bug/u);
    await click(/^Submit/u);
  }
}

const WAYS: readonly Way[] = [
  ['by keyboard alone', byKeyboard, { width: 1280, height: 800 }, 'sqlite'],
  ['by mouse', byMouse, { width: 1280, height: 800 }, 'postgres'],
  ['by mouse at 200 %', byMouse, { width: 640, height: 400 }, 'sqlite'],
  ['by keyboard on a narrow screen', byKeyboard, { width: 360, height: 740 }, 'postgres'],
];

describe.for(DATABASES)('on %s', (database) => {
  let study: ServedStudy;
  beforeAll(async () => {
    study = await serveStudy(database);
  });
  afterAll(() => study.close());

  test.for(waysOn(database, WAYS))('a whole session %s becomes a run', async (way) => {
    const run = await wholeSession(browser, study, way);
    expect(run).toMatchObject(EXPECTED);
    expect(run.findings).toHaveLength(1);
    expect(run.acts.filter(({ isPractice, deed }) => isPractice && deed.kind === 'submit')).toHaveLength(2);
  });

  test('work goes on offline, also past a submit, and arrives later once', async () => {
    const { page } = await openPage(browser, await study.link('Offline'));
    await page.getByRole('button', { name: 'Begin' }).click();
    for (let practice = 0; practice < 2; practice++) {
      await code(page).waitFor();
      await page.keyboard.press('0');
      await page.keyboard.press('Control+Enter');
      await page.getByRole('button', { name: 'Go on' }).click();
    }
    await page.getByText('Task 1 of 4').waitFor();
    await untilSaved(page);
    await page.context().setOffline(true);
    await page.keyboard.press('Enter');
    await page.keyboard.press('1');
    await page.keyboard.press('Alt+2');
    await page.keyboard.press('e');
    await page.keyboard.type('Written without a network.');
    await page.getByText(/Offline: \d+ unsent, kept on this device/u).waitFor();
    await page.keyboard.press('Control+Enter');
    await page.getByText('Task 2 of 4').waitFor();
    await page.keyboard.press('0');
    await page.keyboard.press('Control+Enter');
    await page.getByText('The connection is gone.').waitFor();
    expect((await runOf(study, 'Offline')).responses).toEqual([]);
    await page.context().setOffline(false);
    await page.getByText('Task 3 of 4').waitFor();
    const run = await runOf(study, 'Offline');
    expect(run.responses).toHaveLength(2);
    expect(run.findings).toMatchObject([{ explanation: 'Written without a network.' }]);
    await page.context().close();
  });
});

/** Nothing is written on this device until `releaseDevice` is called. */
const HOLD_DEVICE = `(async () => {
  const [{ name }] = await indexedDB.databases();
  const database = await new Promise((resolve) => {
    indexedDB.open(name).onsuccess = ({ target }) => resolve(target.result);
  });
  let isHeld = true;
  window.releaseDevice = () => { isHeld = false; };
  const acts = database.transaction('acts', 'readwrite').objectStore('acts');
  const hold = () => { if (isHeld) acts.count().onsuccess = hold; else database.close(); };
  hold();
})()`;

describe.for(databasesFor('sqlite'))('the page, on %s,', (database) => {
  let study: ServedStudy;
  beforeAll(async () => {
    study = await serveStudy(database, { hasPractice: false, minutes: 10 });
  });
  afterAll(() => study.close());

  async function begin(name: string): Promise<Page> {
    const { page } = await openPage(browser, await study.link(name));
    await page.getByRole('button', { name: 'Begin' }).click();
    await code(page).waitFor();
    return page;
  }

  test('undoes typing in one step, a removal, and a submit, and shows a reload what was written', async () => {
    const page = await begin('Undo');
    const text = page.getByLabel('What is wrong?');
    await page.keyboard.press('Enter');
    await page.keyboard.press('e');
    await page.keyboard.type('some words');
    await page.keyboard.press('Escape');
    await page.keyboard.press('x');
    await expect.poll(() => text.count()).toBe(0);
    await page.keyboard.press('u');
    await expect.poll(() => text.inputValue()).toBe('some words');
    await page.keyboard.press('u');
    await expect.poll(() => text.inputValue()).toBe('');
    await page.keyboard.press('u');
    await expect.poll(() => text.count()).toBe(0);
    const path = await page.locator('h1.path').textContent();
    await page.keyboard.press('0');
    await page.keyboard.press('Control+Enter');
    await page.getByText('Task 2 of 4').waitFor();
    await page.keyboard.press('u');
    await page.getByText('Task 1 of 4').waitFor();
    expect(await page.locator('h1.path').textContent()).toBe(path);
    await page.keyboard.press('Enter');
    await page.keyboard.press('e');
    await page.keyboard.type('kept');
    await untilSaved(page);
    await page.reload();
    await page.getByRole('button', { name: 'Begin' }).click();
    await expect.poll(() => text.inputValue()).toBe('kept');
    await page.context().close();
  });

  /** The first tab has something that it cannot send; what it types goes on in the same act. */
  test.for([
    ['by the lock of the browser', true],
    ['by asking, where there is none', false],
  ] as const)(
    'lets one tab write, %s; the other sends nothing, and gets its turn when the first is closed',
    async ([name, hasLocks]) => {
      const { page: first } = await openPage(browser, 'about:blank');
      if (!hasLocks)
        await first
          .context()
          .addInitScript("Object.defineProperty(navigator, 'locks', { value: undefined });");
      await first.goto(await study.link(name));
      await first.getByRole('button', { name: 'Begin' }).click();
      await code(first).waitFor();
      await untilSaved(first);
      await first.route('**/api/acts', (route) => route.abort());
      await first.keyboard.press('Enter');
      await first.keyboard.press('e');
      await first.keyboard.type('one');
      await first.getByText(/Offline: \d+ unsent/u).waitFor();

      const second = await first.context().newPage();
      const sent: string[] = [];
      second.on('request', (request) => sent.push(new URL(request.url()).pathname));
      await second.goto(study.server.address);
      await second.getByRole('button', { name: 'Begin' }).click();
      await second.getByText('Another tab has this task open').waitFor();
      expect(await second.getByRole('button', { name: /^Submit/u }).isDisabled()).toBe(true);
      await code(second).focus();
      await second.keyboard.press('Enter');
      await second.locator('.message', { hasText: 'this one only shows it' }).waitFor();
      expect(await second.locator('.finding').count()).toBe(1);
      await first.keyboard.type(' and two');
      await second.evaluate("window.dispatchEvent(new Event('online'))");
      await first.unroute('**/api/acts');
      await untilSaved(first);
      expect(sent).not.toContain('/api/acts');

      await first.close();
      await second.getByRole('button', { name: 'Begin' }).click();
      await expect.poll(() => second.getByLabel('What is wrong?').inputValue()).toBe('one and two');
      await second.keyboard.press('Escape');
      await second.keyboard.press('Enter');
      await expect.poll(() => second.locator('.finding').count()).toBe(2);
      await untilSaved(second);
      const { acts } = await runOf(study, name);
      expect(new Set(acts.map(({ sequence }) => sequence)).size).toBe(acts.length);
      await second.context().close();
    },
  );

  test('keeps what was typed without a network when the page dies, and sends it once', async () => {
    const page = await begin('Crash');
    const context = page.context();
    await untilSaved(page);
    await page.route('**/api/acts', (route) => route.abort());
    await page.keyboard.press('Enter');
    await page.keyboard.press('e');
    await page.keyboard.type('written before the crash');
    await page.getByText(/Offline: \d+ unsent, kept on this device/u).waitFor();
    const crashed = page.waitForEvent('crash');
    await page.goto('chrome://crash').catch(() => undefined);
    await crashed;
    expect(JSON.stringify((await runOf(study, 'Crash')).acts)).not.toContain('written');

    const next = await context.newPage();
    await next.goto(study.server.address);
    await next.getByRole('button', { name: 'Begin' }).click();
    await expect.poll(() => next.getByLabel('What is wrong?').inputValue()).toBe('written before the crash');
    await untilSaved(next);
    const { acts } = await runOf(study, 'Crash');
    expect(acts.filter(({ deed }) => deed.kind === 'mark')).toHaveLength(1);
    expect(new Set(acts.map(({ sequence }) => sequence)).size).toBe(acts.length);
    await context.close();
  });

  test('sends what an act was, and later what is typed while the device and the server take their time', async () => {
    const page = await begin('Slow device');
    await page.keyboard.press('Enter');
    await page.keyboard.press('e');
    await untilSaved(page);
    await page.evaluate(HOLD_DEVICE);
    await page.keyboard.type('first');
    // Time to begin to send it: that waits for the device.
    await page.waitForTimeout(400);
    await page.keyboard.type(' and l');
    const [route] = await Promise.all([
      new Promise<Route>((resolve) => void page.route('**/api/acts', resolve, { times: 1 })),
      page.evaluate('window.releaseDevice()'),
    ]);
    await page.keyboard.type('ast');
    await route.continue();
    await untilSaved(page);
    const { acts } = await runOf(study, 'Slow device');
    expect(acts.at(-1)!.deed).toMatchObject({ kind: 'edit', draft: { explanation: 'first and last' } });
    await page.context().close();
  });

  test('begins a log of its own where the server holds another one under its name', async () => {
    const page = await begin('Fork');
    await untilSaved(page);
    await page.route('**/api/acts', (route) => route.abort());
    await page.keyboard.press('Enter');
    await page.keyboard.press('e');
    await page.keyboard.type('mine');
    await page.getByText(/Offline: \d+ unsent/u).waitFor();
    // A copy of this device was here first, and wrote something else at this place of the log.
    const [last] = (await runOf(study, 'Fork')).acts.slice(-1);
    const row = await study.store
      .selectFrom('acts')
      .selectAll()
      .where('id', '=', last!.id)
      .executeTakeFirstOrThrow();
    await study.store
      .insertInto('acts')
      .values({ ...row, position: undefined, id: randomUUID(), sequence: row.sequence + 1 })
      .execute();
    await page.unroute('**/api/acts');
    await untilSaved(page);
    const { acts } = await runOf(study, 'Fork');
    expect(acts.filter(({ deed }) => deed.kind === 'mark')).toHaveLength(1);
    expect(acts.at(-1)!.deed).toMatchObject({ kind: 'edit', draft: { explanation: 'mine' } });
    await page.context().close();
  });

  test('logs a note and the lines of a finding with every key, and takes no lines that are no range', async () => {
    const page = await begin('Keystrokes');
    await page.getByText('Note to the organisers').click();
    await page.getByLabel('Something odd about this task?').focus();
    await page.keyboard.type('odd');
    await untilSaved(page);
    await page.reload();
    await page.getByRole('button', { name: 'Begin' }).click();
    await code(page).waitFor();
    expect(await page.getByLabel('Something odd about this task?').inputValue()).toBe('odd');
    await page.keyboard.press('Enter');
    await page.keyboard.press('1');
    await page.keyboard.press('Alt+4');
    await page.keyboard.press('e');
    await page.keyboard.type('wrong');
    await page.getByLabel('to line').selectText();
    await page.keyboard.press('Delete');
    await page.keyboard.press('Control+Enter');
    await page.getByText('The finding’s lines must be a range').waitFor();
    await page.keyboard.type('3');
    await page.keyboard.press('Control+Enter');
    await page.getByText('Task 2 of 4').waitFor();
    await untilSaved(page);
    expect((await runOf(study, 'Keystrokes')).findings).toMatchObject([{ startLine: 1, endLine: 3 }]);
    await page.context().close();
  });

  test('says why it waits, tries again what failed, and undoes the last submit after a reload', async () => {
    const page = await begin('Waits');
    const finish = async (): Promise<void> => {
      await code(page).waitFor();
      await page.keyboard.press('0');
      await page.keyboard.press('Control+Enter');
    };
    for (let task = 1; task < 4; task++) {
      await page.getByText(`Task ${task} of 4`).waitFor();
      await finish();
    }
    await page.getByText('Task 4 of 4').waitFor();
    await untilSaved(page);
    await setFrozen(study.store, true, new Date());
    await finish();
    await page.getByText('The study is closed: nothing more is taken. What you did is kept').waitFor();
    await page.route('**/api/tasks', (route) => route.abort());
    await setFrozen(study.store, false, new Date());
    await page.evaluate("window.dispatchEvent(new Event('online'))");
    await page.getByText('The server cannot be reached. What you did is kept on this device').waitFor();
    await page.unroute('**/api/tasks');
    await page.getByRole('button', { name: 'Try again' }).click();
    await page.getByRole('heading', { name: 'That was everything' }).waitFor();
    await page.reload();
    await page.getByRole('button', { name: 'Begin' }).click();
    await page.getByRole('heading', { name: 'That was everything' }).waitFor();
    await page.keyboard.press('u');
    await page.getByText('Task 4 is open again.').waitFor();
    await page.context().close();
  });

  test('says that nothing is kept where the browser keeps nothing', async () => {
    const { page } = await openPage(browser, 'about:blank');
    await page.addInitScript("Object.defineProperty(window, 'indexedDB', { value: undefined });");
    await page.goto(await study.link('Forgetful'));
    await page.getByRole('button', { name: 'Begin' }).click();
    await code(page).waitFor();
    await untilSaved(page);
    await page.context().setOffline(true);
    for (let task = 1; task < 3; task++) {
      await page.getByText(`Task ${task} of 4`).waitFor();
      await code(page).waitFor();
      await page.keyboard.press('0');
      await page.keyboard.press('Control+Enter');
    }
    await page.getByText('What you did is NOT kept on this device').waitFor();
    const asked = page.waitForEvent('dialog');
    await page.close({ runBeforeUnload: true });
    expect((await asked).type()).toBe('beforeunload');
    await page.context().close();
  });

  test('extends lines by pages and to the ends, hears keys on a radio button, and leaves open what was opened', async () => {
    const page = await begin('Extends');
    while ((await page.locator('h1.path').textContent()) !== 'src/add.ts') {
      const path = await page.locator('h1.path').textContent();
      await page.keyboard.press('0');
      await page.keyboard.press('Control+Enter');
      await expect.poll(() => page.locator('h1.path').textContent()).not.toBe(path);
      await code(page).waitFor();
    }
    const mark = page.getByRole('button', { name: /^Mark /u });
    await page.keyboard.press('j');
    await page.keyboard.press('Shift+End');
    await expect.poll(() => mark.textContent()).toMatch(/^Mark lines 2–200 /u);
    await page.keyboard.press('Shift+Home');
    await expect.poll(() => mark.textContent()).toMatch(/^Mark lines 1–2 /u);
    await page.keyboard.press('Shift+PageDown');
    await expect.poll(() => mark.textContent()).toMatch(/^Mark lines 2–\d\d /u);
    await page.keyboard.press('Enter');
    await page.getByLabel('3 · fairly sure').check();
    await page.keyboard.press('2');
    await page.getByText('Category: Condition').waitFor();
    await page.getByText('Severity, when it fails').click();
    await page.getByLabel('CWE number').fill('7');
    await page.getByLabel('CWE number').fill('');
    expect(await page.getByLabel('CWE number').isVisible()).toBe(true);
    await page.context().close();
  });

  test('shows a message whole on a narrow screen', async () => {
    const { page } = await openPage(browser, await study.link('Narrow'), {
      viewport: { width: 360, height: 740 },
    });
    await page.getByRole('button', { name: 'Begin' }).click();
    await code(page).waitFor();
    await page.keyboard.press('Enter');
    const message = page.locator('.message');
    await expect.poll(() => message.textContent()).toMatch(/^Marked line 1\. Choose a category/u);
    const [whole, shown] = await page.evaluate<[number, number]>(
      "[document.querySelector('.message')].flatMap(({ scrollWidth, clientWidth }) => [scrollWidth, clientWidth])",
    );
    expect(whole).toBeLessThanOrEqual(shown);
    await page.context().close();
  });

  test('covers the code in a pause and after five minutes without a touch, warns before the time is over, and opens nothing new then', async () => {
    const { page } = await openPage(browser, await study.link('Idle'));
    await page.clock.install();
    await page.reload();
    await page.getByRole('button', { name: 'Begin' }).click();
    await code(page).waitFor();
    // Whoever reads, and does nothing else, is at work.
    await page.keyboard.press('j');
    await page.clock.runFor(1000);
    await page.keyboard.press('p');
    await page.getByText('Paused').waitFor();
    await page.keyboard.press('j');
    await page.keyboard.press('Enter');
    await page.getByText('Paused').waitFor({ state: 'hidden' });
    await page.clock.runFor(5 * 60_000 + 6000);
    await page.getByText('Are you still there?').waitFor();
    await page.getByRole('button', { name: 'I am here' }).click();
    for (let minute = 0; minute < 6; minute++) {
      await page.clock.runFor(60_000);
      // To and fro: the file may have few lines.
      await page.keyboard.press(minute % 2 === 0 ? 'j' : 'k');
      await page.clock.runFor(1000);
    }
    await page.getByText(/of 10 min: time is running out/u).waitFor();
    for (let minute = 0; minute < 2; minute++) {
      await page.clock.runFor(60_000);
      await page.keyboard.press(minute % 2 === 0 ? 'j' : 'k');
    }
    await page.getByText(/of 10 min: time is over; finish this task/u).waitFor();
    await page.keyboard.press('0');
    await page.keyboard.press('Control+Enter');
    await page.clock.runFor(1000);
    await page.getByRole('heading', { name: 'Your time is over' }).waitFor();
    const { acts, run } = await runOf(study, 'Idle');
    // The one at hand, and the next one, which was held ready: no other came.
    expect(run.settings).toMatchObject({ dealt: 2 });
    const kinds = acts.map(({ deed }) => deed.kind);
    expect(kinds.slice(0, 2)).toEqual(['open', 'move']);
    for (const kind of ['pause', 'resume', 'idle-shown', 'idle-answered'] as const)
      expect(kinds).toContain(kind);
    await page.context().close();
  });

  test('finds by search, by function and by file name, and draws a change as one', async () => {
    const page = await begin('Moves');
    for (let task = 0; task < 4; task++) {
      await page.getByText(`Task ${task + 1} of 4`).waitFor();
      await code(page).waitFor();
      const path = await page.locator('h1.path').textContent();
      if (path === 'src/add.ts') {
        await page.keyboard.press('}');
        await page.keyboard.press('}');
        await page.getByRole('button', { name: /^Mark line 7/u }).waitFor();
        await page.keyboard.press('/');
        await page.keyboard.type('add39');
        await page.keyboard.press('Enter');
        await page.keyboard.press('Escape');
        await page.getByText('add39').first().waitFor();
      }
      if (path === 'src/clamp.ts') {
        await page.keyboard.press('Control+k');
        await page.getByLabel('Part of a name').waitFor();
        await page.keyboard.type('limit');
        await page.keyboard.press('Enter');
        await page.getByRole('heading', { name: 'src/limit.ts' }).waitFor();
        // The heading comes a moment before the code.
        await expect.poll(() => code(page).textContent()).toContain('LIMIT = 100');
        await code(page).focus();
        await page.keyboard.press('Enter');
        await page.getByText('This file is not under review').waitFor();
        await page.keyboard.press('[');
      }
      if (path === 'src/greet.ts') {
        expect(await page.locator('.cm-deletedChunk').textContent()).toContain("'Hello ' + name");
      }
      await page.keyboard.press('0');
      await page.keyboard.press('Control+Enter');
    }
    await page.getByText('That was everything').waitFor();
    await page.context().close();
  });

  test('tells who has no valid link what to do, and forgets the token at once', async () => {
    const link = await study.link('Once');
    const { page } = await openPage(browser, 'about:blank');
    // The server does what it is asked, and its answer is lost.
    await page.route(
      '**/api/session',
      async (route) => {
        await fetch(route.request().url(), {
          method: 'POST',
          headers: await route.request().allHeaders(),
          body: route.request().postData(),
        });
        await route.abort();
      },
      { times: 1 },
    );
    await page.goto(link);
    await page.getByText('The server cannot be reached. Reload the page').waitFor();
    expect(page.url()).toBe(`${study.server.address}/`);
    await page.reload();
    await page.getByText('Hello Once').waitFor();
    expect(page.url()).toBe(`${study.server.address}/`);
    // The same link again, in the same tab.
    await page.evaluate(`location.href = ${JSON.stringify(link)}`);
    await expect.poll(() => page.url()).toBe(`${study.server.address}/`);
    await page.getByText('Hello Once').waitFor();
    // Somebody reloads before the answer is there.
    const { page: hasty } = await openPage(browser, 'about:blank');
    const asked = new Promise<void>((resolve) => {
      void hasty.route('**/api/session', () => resolve(), { times: 1 });
    });
    await hasty.goto(await study.link('Hasty'), { waitUntil: 'commit' });
    await asked;
    await hasty.reload();
    await hasty.getByText('Hello Hasty').waitFor();
    const thief = await openPage(browser, link);
    await thief.page.getByText('This link was opened before, and works no more.').waitFor();
    const stranger = await openPage(browser, `${study.server.address}/#${'z'.repeat(43)}`);
    await stranger.page.getByText('This link is not valid. Ask whoever sent it for a new one.').waitFor();
    const nobody = await openPage(browser, study.server.address);
    await nobody.page.getByText('You are not signed in').waitFor();
    for (const one of [page, hasty, thief.page, stranger.page, nobody.page]) await one.context().close();
  });
});
