import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { randomStream } from '@bebug/core';
import type { Browser, Request } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { exportRuns, invite, linkPath, openStore, readStudy } from '../src/index.ts';
import { DATABASES, emptyStore } from './databases.ts';
import { launchBrowser, openPage, untilSaved } from './harness.ts';

/** Every death takes seconds: `BEBUG_DEATHS=20 BEBUG_CUT_SECONDS=60` asks for what stands in `benchmarks/annotator/README.md`. */
const asked = (name: string): number | undefined =>
  process.env[name] === undefined ? undefined : Number(process.env[name]);
const DEATHS = asked('BEBUG_DEATHS') ?? 2;
const CUT_MS = 1000 * (asked('BEBUG_CUT_SECONDS') ?? 1);
const PATIENCE_MS = 900_000;
/** The page tries again at once. */
const ONLINE = "window.dispatchEvent(new Event('online'))";

let browser: Browser;
let folder: string;
/** Also those of a test that ran out of time. */
const children = new Set<ChildProcess>();

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'bebug-death-'));
  browser = await launchBrowser();
});
afterAll(async () => {
  for (const child of children) child.kill('SIGKILL');
  await browser.close();
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

describe.for(DATABASES)('with %s', (kind) => {
  test(
    'nothing that was acknowledged or shown is lost, and nothing is doubled, whenever the server dies or the network is cut',
    async () => {
      const database = await emptyStore(kind, folder);
      const first = await startServer(database, 0);
      const { port } = new URL(first.address);
      const store = await openStore(database);
      const { token } = await invite(store, 'Ada', 'annotator', new Date());
      const { page } = await openPage(browser, first.address + linkPath('annotator', token));
      const saves = { answered: 0, failed: 0 };
      const isSave = (request: Request): boolean => request.url().endsWith('/api/acts');
      page.on('requestfinished', (request) => isSave(request) && (saves.answered += 1));
      page.on('requestfailed', (request) => isSave(request) && (saves.failed += 1));
      await page.getByRole('button', { name: 'Begin' }).click();
      await page.locator('.cm-content').waitFor();
      await page.keyboard.press('Enter');
      await page.keyboard.press('e');

      const random = randomStream(1, 'sudden death');
      let { child } = first;
      let expected = '';
      for (let death = 0; death < DEATHS; death++) {
        // All is well again, so that the page sends while it is typed in, and does not sit out its last failure.
        await page.evaluate(ONLINE);
        await untilSaved(page);
        const words = `death ${death} of the server, while somebody goes on typing; `;
        const typing = page.keyboard.type(words, { delay: 10 });
        await wait(random.integer(250, 900));
        await kill(child);
        await typing;
        expected += words;
        ({ child } = await startServer(database, Number(port)));
      }
      await page.context().setOffline(true);
      const end = Date.now() + CUT_MS;
      for (let words = 0; words === 0 || Date.now() < end; words++) {
        await page.keyboard.type(`without a network ${words}; `, { delay: 5 });
        expected += `without a network ${words}; `;
        await wait(500);
      }
      await page.getByText(/Offline: \d+ unsent, kept on this device/u).waitFor();
      await page.context().setOffline(false);
      await page.evaluate(ONLINE);
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
      if (asked('BEBUG_DEATHS') !== undefined)
        process.stderr.write(`${kind}: ${acts.length} acts; saves: ${JSON.stringify(saves)}\n`);
      await store.destroy();
    },
    PATIENCE_MS,
  );
});
