import { spawn } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect, test } from 'vitest';
import { probeIsolation } from '../src/sandbox/layers.ts';
import type { Program } from '../src/sandbox/protocol.ts';

const layers = probeIsolation().layers.join();

/** Processes that run in the sandbox folder named `folder`. */
function running(folder: string): string[] {
  return readdirSync('/proc').filter((pid) => {
    if (!/^\d+$/u.test(pid)) return false;
    try {
      return readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes(folder);
    } catch {
      // It has ended between the two looks.
      return false;
    }
  });
}

/** Its steps are not counted. */
const ENDLESS: Program = {
  modules: { 'endless.cjs': 'for (;;);' },
  imports: { 'endless.cjs': {} },
  ...{
    subject: 'endless.cjs',
    driver: null,
    internals: [],
    covered: {},
    inner: {},
    lasting: [],
    meansInfinity: true,
    place: null,
  },
};

test.skipIf(!layers.includes('--pdeathsig'))(
  'a busy child does not outlive a parent that is killed',
  async () => {
    const url = pathToFileURL(join(import.meta.dirname, '../src/sandbox/pool.ts')).href;
    const script = `
      const { Pool } = await import(${JSON.stringify(url)});
      const pool = await Pool.open(0);
      const asked = pool.take().ask({ do: 'load', code: ${JSON.stringify(ENDLESS)} }, 1, 60_000);
      setTimeout(() => console.log('asked'), 500);
      await asked;
    `;
    const parent = spawn(process.execPath, ['--input-type=module', '-e', script], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    await new Promise((resolve) => parent.stdout.once('data', resolve));
    const busy = readdirSync('/proc').flatMap((pid) => {
      try {
        const status = readFileSync(`/proc/${pid}/status`, 'utf8');
        return status.includes(`PPid:\t${parent.pid}\n`)
          ? [readFileSync(`/proc/${pid}/cmdline`, 'utf8')]
          : [];
      } catch {
        // No process, or one that has ended.
        return [];
      }
    });
    const folder = /bebug-sandbox-\w+/u.exec(busy.join())![0];
    expect(running(folder).length).toBeGreaterThan(0);
    parent.kill('SIGKILL');
    await expect.poll(() => running(folder), { timeout: 10_000 }).toEqual([]);
    await rm(join(tmpdir(), folder), { recursive: true });
  },
);
