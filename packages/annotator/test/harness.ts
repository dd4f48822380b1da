import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium, type Browser, type BrowserContextOptions, type Page } from 'playwright-core';
import {
  invite,
  linkPath,
  openStore,
  prepareStudy,
  startServer,
  type AnnotationServer,
  type Role,
  type Settings,
  type Store,
} from '../src/index.ts';
import { MATERIAL } from './material.ts';

export const SETTINGS: Settings = {
  setHash: MATERIAL.setHash,
  seed: 1,
  perTask: null,
  cap: null,
  minutes: null,
  hasPractice: true,
};

/** A study that is served from a store of its own. */
export interface ServedStudy {
  readonly store: Store;
  readonly server: AnnotationServer;
  /** A personal link. */
  link(name: string, role?: Role): Promise<string>;
  close(): Promise<void>;
}

/** @param database address of an empty store; a file that is gone afterwards unless told */
export async function serveStudy(settings: Partial<Settings> = {}, database?: string): Promise<ServedStudy> {
  const folder = await mkdtemp(join(tmpdir(), 'bebug-annotator-'));
  const store = await openStore(database ?? join(folder, 'study.sqlite'));
  await prepareStudy(store, MATERIAL, { ...SETTINGS, ...settings });
  const server = await startServer({
    store,
    host: '127.0.0.1',
    port: 0,
    publicAddress: null,
    clock: () => new Date(),
    agreement: () => ({
      raters: 0,
      tasks: 0,
      verdict: { alpha: null, low: null, high: null },
      place: { alpha: null, low: null, high: null },
    }),
    onError: (error) => {
      throw error;
    },
  });
  return {
    store,
    server,
    link: async (name, role = 'annotator') => {
      const { token } = await invite(store, name, role, new Date());
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

/** Everything that was done on this page is durable. */
export async function untilSaved(page: Page): Promise<void> {
  await page.locator('.save', { hasText: /^Saved/u }).waitFor();
}
