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
import { PROBLEMS } from './material.ts';

let browser: Browser;

beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());

const WHY = 'Never below the limit. <img src=x onerror=alert(1)>';
const EXPECTED = [
  { candidate: 'A', isRight: false, confidence: 0.95, why: 'It may exceed the limit.' },
  { candidate: 'B', isRight: true, confidence: 0.75 },
  { candidate: 'C', isRight: false, confidence: 0.5, why: WHY },
];

async function byKeyboard(page: Page): Promise<void> {
  const press = async (...keys: string[]): Promise<void> => {
    for (const key of keys) await page.keyboard.press(key);
  };
  const type = (text: string): Promise<void> => page.keyboard.type(text);
  await page.getByRole('button', { name: 'Begin' }).waitFor();
  while ((await page.evaluate('document.activeElement.textContent')) !== 'Begin') await press('Tab');
  await press('Enter');
  await page.locator('.cm-content').waitFor();
  // Nothing can be judged before a solution is open.
  await press('r');
  await page.getByText('Open a solution first').waitFor();
  await press(']', ']', 'w', 'Alt+4', 'e');
  await type('The last seat.');
  await press('Escape', ']', 'r', 'Alt+4', 'Control+Enter');
  await page.getByRole('heading', { name: 'Right' }).waitFor();
  while ((await page.evaluate('document.activeElement.textContent')) !== 'Go on') await press('Tab');
  await press('Enter');
  await page.getByText('Task 1 of 1').waitFor();
  await page.locator('.cm-content').waitFor();
  await press(']', ']', ']', 'n', 'w', 'Alt+4', 'e');
  await type('It may exceed the limit.');
  await press('Escape', ']', 'r', 'Alt+3', 'Control+Enter');
  await page.getByText('Solution C still needs whether it is right and how sure you are.').waitFor();
  await press('w', 'Alt+2', 'e');
  await type(WHY);
  await press('Control+Enter');
}

async function byMouse(page: Page): Promise<void> {
  const judge = async (name: RegExp, right: boolean, confidence: string, why: string): Promise<void> => {
    await page.getByRole('button', { name }).click();
    await page.getByLabel(right ? 'r · right' : 'w · wrong').check();
    await page.getByLabel(confidence).check();
    await page.getByLabel(/^Why\?/u).fill(why);
  };
  await page.getByRole('button', { name: 'Begin' }).click();
  await judge(/^Solution A/u, true, '1 · a guess', '');
  await judge(/^Solution B/u, true, '1 · a guess', '');
  await page.getByRole('button', { name: /^Submit/u }).click();
  await page.getByRole('heading', { name: 'Not quite' }).waitFor();
  await page.getByRole('button', { name: 'Go on' }).click();
  await page.getByText('Task 1 of 1').waitFor();
  await judge(/^Solution A/u, false, '4 · certain', 'It may exceed the limit.');
  await judge(/^Solution B/u, true, '3 · fairly sure', '');
  await judge(/^Solution C/u, false, '2 · as likely as not', WHY);
  await page.getByRole('button', { name: /^Submit/u }).click();
}

const WAYS: readonly Way[] = [
  ['by keyboard alone', byKeyboard, { width: 1280, height: 800 }, 'postgres'],
  ['by mouse at 200 %', byMouse, { width: 640, height: 400 }, 'sqlite'],
  ['by keyboard on a narrow screen', byKeyboard, { width: 360, height: 740 }, 'sqlite'],
];

describe.for(DATABASES)('on %s', (database) => {
  let study: ServedStudy;
  beforeAll(async () => {
    study = await serveStudy(database, {}, PROBLEMS);
  });
  afterAll(() => study.close());

  test.for(waysOn(database, WAYS))(
    'a whole session of problems %s becomes a run of judgements',
    async (way) => {
      const run = await wholeSession(browser, study, way);
      expect(run.judgements.map(({ elapsedMs: _, ...said }) => said)).toEqual(
        EXPECTED.map((one) => ({ task: 'p-000000000001', ...one })),
      );
      expect(run).toMatchObject({ kind: 'problems', choices: [], findings: [] });
    },
  );
});

describe.for(databasesFor('postgres'))('the page of a problem, on %s,', (database) => {
  let study: ServedStudy;
  beforeAll(async () => {
    study = await serveStudy(database, {}, PROBLEMS);
  });
  afterAll(() => study.close());

  test('undoes what was said of a solution in one step, and shows it after a reload', async () => {
    const { page } = await openPage(browser, await study.link('Undo'));
    const begin = async (): Promise<void> => {
      await page.getByRole('button', { name: 'Begin' }).click();
      await page.getByRole('button', { name: /^Solution A/u }).click();
    };
    await begin();
    await page.getByLabel('w · wrong').check();
    await page.getByLabel('Why?').fill('some words');
    await page.keyboard.press('Escape');
    await page.keyboard.press('u');
    await expect.poll(() => page.getByLabel('Why?').inputValue()).toBe('');
    await page.getByLabel('Why?').fill('kept');
    await page.getByRole('button', { name: /^Solution B/u }).click();
    expect(await page.getByLabel('Why?').inputValue()).toBe('');
    await untilSaved(page);
    await page.reload();
    await begin();
    await expect.poll(() => page.getByLabel('Why?').inputValue()).toBe('kept');
    await page.getByRole('button', { name: 'Solution A wrong' }).waitFor();
    await page.context().close();
  });

  test.for(['light', 'dark'] as const)('has nothing that axe complains of, in %s', async (colorScheme) => {
    const { page } = await openPage(browser, await study.link(`Axe ${colorScheme}`), { colorScheme });
    await page.getByRole('button', { name: 'Begin' }).click();
    await page.locator('.cm-content').waitFor();
    const seen = [await violations(page)];
    await page.getByRole('button', { name: /^Solution A/u }).click();
    await page.keyboard.press('n');
    await page.getByText('Note to the organisers').click();
    await page.getByLabel('w · wrong').check();
    seen.push(await violations(page));
    await page.getByRole('button', { name: /^Keys/u }).click();
    seen.push(await violations(page));
    expect(seen.flat()).toEqual([]);
    await page.context().close();
  });
});
