import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { randomStream } from '@bebug/core';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { exportRuns, invite, linkPath, openStore, readStudy } from '../src/index.ts';
import { launchBrowser, openPage, untilSaved } from './harness.ts';
import { startPostgres, type Postgres } from './postgres.ts';

/** Every one of them takes seconds; `BEBUG_DEATHS=20` asks for as many as the figures in the README. */
const DEATHS = { sqlite: Number(process.env['BEBUG_DEATHS'] ?? 4), postgres: 2 };
const PATIENCE_MS = 600_000;

let browser: Browser;
let postgres: Postgres;
let folder: string;
/** Also those of a test that ran out of time. */
const children = new Set<ChildProcess>();

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'bebug-death-'));
  [browser, postgres] = await Promise.all([launchBrowser(), startPostgres()]);
});
afterAll(async () => {
  for (const child of children) child.kill('SIGKILL');
  await Promise.all([browser.close(), postgres.stop()]);
  await rm(folder, { recursive: true, force: true });
});

async function startServer(
  database: string,
  port: number,
): Promise<{ child: ChildProcess; address: string }> {
  const script = new URL('serve-study.ts', import.meta.url).pathname;
  const child = spawn(process.execPath, [script, database, String(port)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  children.add(child);
  child.once('exit', () => children.delete(child));
  const [line] = (await once(child.stdout, 'data')) as [Buffer];
  return { child, address: line.toString().trim() };
}

async function kill(child: ChildProcess): Promise<void> {
  const ended = once(child, 'exit');
  child.kill('SIGKILL');
  await ended;
}

describe.for(['sqlite', 'postgres'] as const)('with %s', (kind) => {
  test(
    'nothing that was acknowledged or shown is lost, and nothing is doubled, whenever the server dies',
    async () => {
      const database = kind === 'sqlite' ? join(folder, 'study.sqlite') : await postgres.createDatabase();
      const first = await startServer(database, 0);
      const { port } = new URL(first.address);
      const store = await openStore(database);
      const { token } = await invite(store, 'Ada', 'annotator', new Date());
      const { page } = await openPage(browser, first.address + linkPath('annotator', token));
      await page.getByRole('button', { name: 'Begin' }).click();
      await page.locator('.cm-content').waitFor();
      await page.keyboard.press('Enter');
      await page.keyboard.press('e');

      const random = randomStream(1, 'sudden death');
      let { child } = first;
      let expected = '';
      for (let death = 0; death < DEATHS[kind]; death++) {
        const typing = page.keyboard.type(`death ${death} of the server; `, { delay: 5 });
        await wait(random.integer(0, 350));
        await kill(child);
        await typing;
        expected += `death ${death} of the server; `;
        ({ child } = await startServer(database, Number(port)));
      }
      await page.evaluate("window.dispatchEvent(new Event('online'))");
      await untilSaved(page);
      expect(await page.getByLabel('What is wrong?').inputValue()).toBe(expected);
      await page.keyboard.press('Escape');
      await page.keyboard.press('1');
      await page.keyboard.press('Alt+3');
      await page.keyboard.press('Control+Enter');
      await page.getByRole('button', { name: 'Go on' }).waitFor();
      await kill(child);
      await page.context().close();

      const [run] = await exportRuns(store, await readStudy(store), '0.1.0');
      const acts = run!.acts;
      expect(acts.map(({ sequence }) => sequence).toSorted((a, b) => a - b)).toEqual(
        Array.from({ length: acts.length }, (_, index) => index + 1),
      );
      expect(new Set(acts.map(({ id }) => id)).size).toBe(acts.length);
      const edits = acts.flatMap(({ deed }) => (deed.kind === 'edit' ? [deed.draft] : []));
      expect(edits.at(-1)).toMatchObject({ explanation: expected, category: 'boundary', confidence: 3 });
      // What was on its way when the server died is a beginning of what was typed in the end.
      for (const { explanation } of edits) expect(expected.startsWith(explanation)).toBe(true);
      await store.destroy();
    },
    PATIENCE_MS,
  );
});
