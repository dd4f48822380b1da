import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium, type Browser, type BrowserContextOptions, type Page } from 'playwright-core';
import { expect } from 'vitest';
import {
  exportRuns,
  invite,
  linkPath,
  openStore,
  prepareStudy,
  readStudy,
  startServer,
  type AnnotationServer,
  type PersonRun,
  type Role,
  type ServerOptions,
  type Settings,
  type Store,
  type StudyMaterial,
} from '../src/index.ts';
import { databasesFor, emptyStore, type Database } from './databases.ts';
import { MATERIAL, SETTINGS } from './material.ts';

export type { Page };

/** A study that is served from a store of its own. */
export interface ServedStudy {
  readonly store: Store;
  readonly server: AnnotationServer;
  /** A personal link. */
  link(name: string, role?: Role): Promise<string>;
  close(): Promise<void>;
}

/** What is in a store, on a free port of this machine; errors end the test. */
export function serveStore(store: Store, options: Partial<ServerOptions> = {}): Promise<AnnotationServer> {
  return startServer({
    store,
    host: '127.0.0.1',
    port: 0,
    publicAddress: null,
    clock: () => new Date(),
    agreement: () => ({ raters: 0, tasks: 0, estimates: [] }),
    exportArchive: () => Promise.resolve(Buffer.from('all runs')),
    onError: (error) => {
      throw error;
    },
    ...options,
  });
}

/** A study in an empty store, which is gone afterwards where it is a file. */
export async function serveStudy(
  database: Database,
  settings: Partial<Settings> = {},
  material: StudyMaterial = MATERIAL,
  options: Partial<ServerOptions> = {},
): Promise<ServedStudy> {
  const folder = await mkdtemp(join(tmpdir(), 'bebug-annotator-'));
  const store = await openStore(await emptyStore(database, folder));
  const { kind, setHash } = material;
  await prepareStudy(store, material, { ...SETTINGS, kind, setHash, ...settings });
  const { clock = () => new Date() } = options;
  const server = await serveStore(store, { clock, ...options });
  return {
    store,
    server,
    link: async (name, role = 'annotator') => {
      const { token } = await invite(store, name, role, clock());
      return server.address + linkPath(role, token);
    },
    close: async () => {
      await server.close();
      await store.destroy();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

const EXECUTABLES = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

export async function launchBrowser(): Promise<Browser> {
  const executablePath = EXECUTABLES.find((path) => existsSync(path));
  if (executablePath === undefined) throw new Error('These tests need Chromium: apt-get install chromium.');
  return chromium.launch({
    executablePath,
    args: [
      '--no-sandbox',
      '--disable-quic',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });
}

/** A page of somebody's own, and everything that it complained of. */
export async function openPage(
  browser: Browser,
  address: string,
  options: BrowserContextOptions = {},
): Promise<{ page: Page; troubles: string[] }> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, ...options });
  const page = await context.newPage();
  const troubles: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error') troubles.push(message.text());
  });
  page.on('pageerror', (error) => troubles.push(error.message));
  await page.goto(address);
  return { page, troubles };
}

/** What a person is recorded to have done. */
export async function runOf({ store }: ServedStudy, name: string): Promise<PersonRun> {
  return (await exportRuns(store, await readStudy(store), '0.1.0')).find(({ person }) => person === name)!;
}

/** How somebody works, and on what screen. */
type Work = readonly [
  name: string,
  work: (page: Page) => Promise<void>,
  viewport: { readonly width: number; readonly height: number },
];
/** And where that is usually stored. */
export type Way = readonly [...Work, usual: Database];

/** Those that are tried with `database` in this run of the tests. */
export function waysOn(database: Database, ways: readonly Way[]): Way[] {
  return ways.filter(([, , , usual]) => databasesFor(usual).includes(database));
}

/** Work from the first page to the last, on pages that never scroll sideways and complain of nothing. */
export async function wholeSession(
  browser: Browser,
  study: ServedStudy,
  [name, work, viewport]: Work | Way,
): Promise<PersonRun> {
  const { page, troubles } = await openPage(browser, await study.link(name), { viewport });
  await work(page);
  await page.getByText('That was everything').waitFor();
  const run = await runOf(study, name);
  const sideways = await page.evaluate(
    'document.documentElement.scrollWidth - document.documentElement.clientWidth',
  );
  expect(sideways).toBeLessThanOrEqual(0);
  expect(troubles).toEqual([]);
  await page.context().close();
  return run;
}

/** Everything that was done on this page is durable. */
export async function untilSaved(page: Page): Promise<void> {
  await page.locator('.save', { hasText: /^Saved/u }).waitFor();
}

const AXE = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** What axe complains of, as it stands on the page now. */
export async function violations(page: Page): Promise<readonly unknown[]> {
  // The tool is run outside the page's own policy, as an extension would be.
  const session = await page.context().newCDPSession(page);
  await session.send('Runtime.evaluate', { expression: AXE });
  const { result } = await session.send('Runtime.evaluate', {
    expression:
      "axe.run({ runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] })" +
      ".then(({ violations }) => violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => id + ': ' + html)))",
    awaitPromise: true,
    returnByValue: true,
  });
  await session.detach();
  return result.value as readonly unknown[];
}
