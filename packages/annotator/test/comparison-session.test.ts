import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { DATABASES, databasesFor } from './databases.ts';
import {
  launchBrowser,
  openPage,
  serveStudy,
  untilSaved,
  violations,
  waysOn,
  wholeSession,
  type ServedStudy,
  type Way,
} from './harness.ts';
import { COMPARISONS } from './material.ts';

let browser: Browser;

beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());

const WHY = 'The oldest job comes first. <img src=x onerror=alert(1)>';
const EXPECTED = [
  { task: 'c-000000000001', choice: 'B', confidence: 0.95, why: WHY },
  { task: 'c-000000000002', choice: null, confidence: 0.25, why: 'They are alike.' },
];

const begin = async (page: Page): Promise<void> => {
  await page.getByRole('button', { name: 'Begin' }).click();
  await page.locator('.cm-content').first().waitFor();
};
const isQueue = async (page: Page): Promise<boolean> =>
  (await page.locator('h1.path').textContent()) === 'src/job-queue.ts';

async function byKeyboard(page: Page): Promise<void> {
  const press = async (...keys: string[]): Promise<void> => {
    for (const key of keys) await page.keyboard.press(key);
  };
  await page.getByRole('button', { name: 'Begin' }).waitFor();
  while ((await page.evaluate('document.activeElement.textContent')) !== 'Begin') await press('Tab');
  await press('Enter');
  await page.locator('.cm-content').first().waitFor();
  await press('n', 'b', 'Alt+3', 'e');
  await page.keyboard.type('Seats count from 1.');
  await press('Control+Enter');
  await page.getByRole('heading', { name: 'Right' }).waitFor();
  while ((await page.evaluate('document.activeElement.textContent')) !== 'Go on') await press('Tab');
  await press('Enter');
  for (let task = 0; task < 2; task++) {
    await page.getByText(`Task ${task + 1} of 2`).waitFor();
    await page.locator('.cm-content').first().waitFor();
    // What is typed here must not land in the field of the task before.
    const isFirst = await isQueue(page);
    await press('n', isFirst ? 'b' : '0', isFirst ? 'Alt+4' : 'Alt+1', 'e');
    await page.keyboard.type(isFirst ? WHY : 'They are alike.');
    await press('Control+Enter');
  }
}

async function byMouse(page: Page): Promise<void> {
  await begin(page);
  await page.getByLabel('A is best').check();
  await page.getByLabel('1 · a guess').check();
  await page.getByLabel('Why?').fill('I like it.');
  await page.getByRole('button', { name: /^Submit/u }).click();
  await page.getByRole('heading', { name: 'Not quite' }).waitFor();
  await page.getByRole('button', { name: 'Go on' }).click();
  for (let task = 0; task < 2; task++) {
    await page.getByText(`Task ${task + 1} of 2`).waitFor();
    const isFirst = await isQueue(page);
    await page.getByLabel(isFirst ? 'B is best' : 'no difference that I see').check();
    await page.getByLabel(isFirst ? '4 · certain' : '1 · a guess').check();
    await page.getByLabel('Why?').fill(isFirst ? WHY : 'They are alike.');
    await page.getByRole('button', { name: /^Submit/u }).click();
  }
}

/** Each way once: how somebody works has nothing to do with where that is stored (session.test.ts has each on both). */
const WAYS: readonly Way[] = [
  ['by keyboard alone', byKeyboard, { width: 1280, height: 800 }, 'sqlite'],
  ['by keyboard on a narrow screen', byKeyboard, { width: 360, height: 740 }, 'sqlite'],
  ['by mouse at 200 %', byMouse, { width: 640, height: 400 }, 'postgres'],
];

describe.for(DATABASES)('on %s', (database) => {
  let study: ServedStudy;
  beforeAll(async () => {
    study = await serveStudy(database, {}, COMPARISONS);
  });
  afterAll(() => study.close());

  test.for(waysOn(database, WAYS))(
    'a whole session of comparisons %s becomes a run of choices',
    async (way) => {
      const run = await wholeSession(browser, study, way);
      expect(run).toMatchObject({ kind: 'comparisons', choices: EXPECTED, findings: [], responses: [] });
      expect(run.choices).toHaveLength(2);
    },
  );
});

describe.for(databasesFor('sqlite'))('the page of a comparison, on %s,', (database) => {
  let study: ServedStudy;
  beforeAll(async () => {
    study = await serveStudy(database, { hasPractice: false }, COMPARISONS);
  });
  afterAll(() => study.close());

  test('undoes a choice, typing in one step, and a submit; a reload shows what was said', async () => {
    const { page } = await openPage(browser, await study.link('Undo'));
    await begin(page);
    const why = page.getByLabel('Why?');
    await page.keyboard.press('Control+Enter');
    await page.getByText('Choose the best implementation').waitFor();
    await page.keyboard.press('a');
    await page.keyboard.press('b');
    expect(await page.getByLabel('B is best').isChecked()).toBe(true);
    await page.keyboard.press('u');
    await expect.poll(() => page.getByLabel('A is best').isChecked()).toBe(true);
    await page.keyboard.press('Alt+2');
    await page.keyboard.press('e');
    await page.keyboard.type('some words');
    await page.keyboard.press('Escape');
    await page.keyboard.press('u');
    await expect.poll(() => why.inputValue()).toBe('');
    await page.keyboard.press('Control+Enter');
    await page.getByText('Your choice still needs why.').waitFor();
    await page.keyboard.press('e');
    await page.keyboard.type('kept');
    const path = await page.locator('h1.path').textContent();
    await page.keyboard.press('Control+Enter');
    await page.getByText('Task 2 of 2').waitFor();
    await page.keyboard.press('u');
    await page.getByText('Task 1 of 2').waitFor();
    expect(await page.locator('h1.path').textContent()).toBe(path);
    await untilSaved(page);
    await page.reload();
    await begin(page);
    await expect.poll(() => why.inputValue()).toBe('kept');
    expect(await page.getByLabel('A is best').isChecked()).toBe(true);
    await page.context().close();
  });

  test('marks what differs, goes from one difference to the next in all panes, and opens what they share', async () => {
    const { page } = await openPage(browser, await study.link('Moves'));
    await begin(page);
    for (let task = 0; task < 2; task++) {
      await page.getByText(`Task ${task + 1} of 2`).waitFor();
      await page.locator('.cm-content').first().waitFor();
      await page.keyboard.press('n');
      if (await isQueue(page)) {
        await expect
          .poll(() => page.locator('.code-head').allTextContents())
          .toEqual(['    return this.#jobs.pop();', '    return this.#jobs.shift();']);
        expect(await page.locator('.code-differs').count()).toBe(2);
        await page.keyboard.press(']');
        await page.getByText('File B: src/job-queue.ts.').waitFor();
        // C is no implementation here.
        await page.keyboard.press('c');
        expect(await page.getByRole('radio', { checked: true }).count()).toBe(0);
      } else {
        expect(await page.locator('.candidates section').count()).toBe(3);
        await page.getByRole('button', { name: 'src/limit.ts' }).click();
        await expect.poll(() => page.locator('.cm-content').textContent()).toContain('LIMIT = 100');
        await page.getByRole('button', { name: 'Back to the implementations' }).click();
        await expect.poll(() => page.locator('.cm-content').count()).toBe(3);
        await page.keyboard.press('Escape');
      }
      await page.keyboard.press('0');
      await page.keyboard.press('Alt+1');
      await page.keyboard.press('e');
      await page.keyboard.type('x');
      await page.keyboard.press('Control+Enter');
    }
    await page.getByText('That was everything').waitFor();
    await page.context().close();
  });

  test.for(['light', 'dark'] as const)('has nothing that axe complains of, in %s', async (colorScheme) => {
    const { page } = await openPage(browser, await study.link(`Axe ${colorScheme}`), { colorScheme });
    await page.getByRole('button', { name: 'Begin' }).waitFor();
    const seen = [await violations(page)];
    await begin(page);
    for (let task = 0; task < 2; task++) {
      await page.getByText(`Task ${task + 1} of 2`).waitFor();
      await page.locator('.cm-content').first().waitFor();
      await page.keyboard.press('n');
      await page.getByText('Note to the organisers').click();
      await page.keyboard.press('a');
      seen.push(await violations(page));
      await page.keyboard.press('?');
      seen.push(await violations(page));
      await page.keyboard.press('Escape');
      await page.getByRole('dialog').waitFor({ state: 'hidden' });
      await page.keyboard.press('Alt+1');
      await page.keyboard.press('e');
      await page.keyboard.type('x');
      await page.keyboard.press('Control+Enter');
    }
    await page.getByText('That was everything').waitFor();
    expect(seen.flat()).toEqual([]);
    expect(seen).toHaveLength(5);
    await page.context().close();
  });
});
