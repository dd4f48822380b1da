import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { chromium, type Browser, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  renderCohortReport,
  renderHtmlReport,
  renderPersonReport,
  reportData,
  type Cohort,
} from '../src/index.ts';
import { realisticSet, scored } from './realistic-set.ts';

const EXECUTABLES = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];
const AXE = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

const set = realisticSet();
const scorecards = [
  scored(set, 'careful', { easy: 1, moderate: 0.8, hard: 0.5, expert: 0.3, alarm: 0.1 }, 200),
  scored(set, 'quick', { easy: 0.9, moderate: 0.4, hard: 0.1, expert: 0, alarm: 0.5 }, 200),
];
let browser: Browser;
let folder: string;
let address: string;

beforeAll(async () => {
  const executablePath = EXECUTABLES.find((path) => existsSync(path));
  if (executablePath === undefined) throw new Error('These tests need Chromium: apt-get install chromium.');
  browser = await chromium.launch({
    executablePath,
    args: [
      '--no-sandbox',
      '--disable-quic',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });
  folder = await mkdtemp(join(tmpdir(), 'bebug-report-'));
  const { manifest, bugs, tasks, texts } = set;
  await writeFile(
    join(folder, 'report.html'),
    renderHtmlReport({ manifest, scorecards, bugs, tasks, texts }),
  );
  address = pathToFileURL(join(folder, 'report.html')).href;
});

afterAll(async () => {
  await browser.close();
  await rm(folder, { recursive: true, force: true });
});

/** The page from disk with the network off, and what it complained of or asked for. */
async function open(scheme: 'light' | 'dark', query = ''): Promise<{ page: Page; troubles: string[] }> {
  const context = await browser.newContext({ offline: true, colorScheme: scheme });
  const page = await context.newPage();
  const troubles: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error') troubles.push(message.text());
  });
  page.on('pageerror', (error) => troubles.push(error.message));
  page.on('request', (request) => {
    if (request.url() !== address + query) troubles.push(request.url());
  });
  await page.goto(address + query);
  return { page, troubles };
}

/** What axe complains of. The tool is run outside the page's own policy, as an extension would be. */
async function violations(page: Page): Promise<unknown> {
  const session = await page.context().newCDPSession(page);
  await session.send('Runtime.evaluate', { expression: AXE });
  const { result } = await session.send('Runtime.evaluate', {
    expression:
      "axe.run().then(({ violations }) => violations.map(({ id, nodes }) => id + ': ' + nodes[0].html))",
    awaitPromise: true,
    returnByValue: true,
  });
  return result.value;
}

describe('the page in a real browser, from disk, with the network off', () => {
  test.for(['light', 'dark'] as const)('has nothing to complain of in %s', async (scheme) => {
    const { page, troubles } = await open(scheme);
    expect(await page.locator('h2').allTextContents()).toContain('Overview');
    expect(troubles).toEqual([]);
  });

  test.for(['light', 'dark'] as const)('has no accessibility violations in %s', async (scheme) => {
    const { page } = await open(scheme);
    expect(await violations(page)).toEqual([]);
  });

  test('shows the bugs of the chosen tier only', async () => {
    const { page } = await open('light');
    const hard = set.bugs.filter((bug) => bug.tier === 'hard').length;
    await page.locator('[data-filter="tier"]').selectOption('hard');
    expect(await page.locator('#bug-table tbody tr:visible').count()).toBe(hard);
  });

  test('keeps filter and order in the address, and finds them there again', async () => {
    const { page } = await open('light');
    await page.locator('[data-filter="tier"]').selectOption('hard');
    await page.locator('[data-filter="text"]').fill('store');
    await page.locator('#bug-table thead button').first().click();
    await page.locator('#bug-table thead button').first().click();
    await page.locator('#bug-table tbody tr:visible a').first().click();
    const { searchParams, hash } = new URL(page.url());
    expect(Object.fromEntries(searchParams)).toEqual({ tier: 'hard', text: 'store', sort: '-0' });
    const visible = await page.locator('#bug-table tbody tr:visible th').allTextContents();
    expect(visible.length).toBeGreaterThan(1);

    const { page: again } = await open('light', new URL(page.url()).search + hash);
    expect(await again.locator('#bug-table tbody tr:visible th').allTextContents()).toEqual(visible);
    expect(visible).toEqual(visible.toSorted().reverse());
    expect(await again.locator(':target').isVisible()).toBe(true);
  });

  test('takes no harm from an address that it does not understand', async () => {
    const { page, troubles } = await open('light', '?tier=none&sort=99&found=%2B7');
    expect(await page.locator('#bug-table tbody tr:visible').count()).toBe(set.bugs.length);
    expect(troubles).toEqual([]);
  });

  test('opens one bug from the list by keyboard', async () => {
    const { page } = await open('light');
    const link = page.locator('#bug-table tbody a').first();
    await link.focus();
    await page.keyboard.press('Enter');
    const target = page.locator(':target');
    expect(await target.isVisible()).toBe(true);
    expect(await target.textContent()).toContain('What is wrong');
  });

  test('fits a narrow screen without scrolling sideways', async () => {
    const { page } = await open('light');
    await page.setViewportSize({ width: 400, height: 800 });
    const overflow = await page.evaluate(
      'document.documentElement.scrollWidth - document.documentElement.clientWidth',
    );
    expect(overflow).toBeLessThanOrEqual(0);
  });
});

describe('the pages of people', () => {
  const few = realisticSet(6);
  const cohort = (): Cohort => {
    const { manifest, bugs, tasks, texts } = few;
    const people = [0.9, 0.2].map((skill, index) =>
      scored(
        few,
        `person:${index}`,
        { easy: skill, moderate: skill, hard: skill, expert: skill, alarm: 0.5 },
        200,
      ),
    );
    const data = reportData({ manifest, scorecards: people, bugs, tasks, texts });
    const times = [30, 300].map((gap) => ({ policy: `gaps capped at ${gap} s`, activeMs: gap * 10_000 }));
    const marks = { explanations: 3, means: { cause: 1.5, consequence: 2 } };
    return {
      data,
      measures: [
        { name: 'Ada', ability: data.calibration?.abilities[0] ?? null, marks, times },
        { name: '<b>Grace</b>', ability: null, marks: null, times: null },
      ],
    };
  };

  test.for([
    ['of one person', 'light', () => renderPersonReport(cohort(), 0)],
    ['of one person', 'dark', () => renderPersonReport(cohort(), 0)],
    ['of all', 'light', () => renderCohortReport(cohort())],
    ['of all', 'dark', () => renderCohortReport(cohort())],
  ] as const)('%s have no accessibility violations in %s', async ([, colorScheme, render]) => {
    const path = join(folder, 'people.html');
    await writeFile(path, render());
    const context = await browser.newContext({ offline: true, colorScheme });
    const page = await context.newPage();
    await page.goto(pathToFileURL(path).href);
    await page.getByRole('heading', { name: 'Time', exact: true }).waitFor();
    expect(await violations(page)).toEqual([]);
    await context.close();
  });

  test('show who found which bug, and names as text', () => {
    const text = renderCohortReport(cohort());
    const rows = text.match(/<td>(?:found|missed)<\/td>/gu) ?? [];
    expect(rows).toHaveLength(2 * few.bugs.length);
    expect(text).toContain('&lt;b&gt;Grace&lt;/b&gt;');
    expect(text).toMatch(/Krippendorff’s α is −?\d/u);
  });
});
