import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { groupBy, randomStream } from '@bebug/core';
import { expect, test } from 'vitest';
import { fakeProvider } from './fake-provider.ts';
import { temporaryFolder } from './set-folder.ts';

const PROGRAM = join(import.meta.dirname, 'resumed-run.ts');
const TASKS = 150;
const WORKERS = 3;
/** Every one of them takes seconds; `BEBUG_DEATHS=20` asks for as many as the figures in benchmarks/durable-runs. */
const KILLS = Number(process.env['BEBUG_DEATHS'] ?? 6);

/** A task's own answer. */
const answerTo = (task: string): string =>
  JSON.stringify({ findings: [{ file: 'a.ts', startLine: 1, explanation: `About ${task}.` }] });
const taskIn = (body: string): string => /file (?<task>\d+)/u.exec(body)!.groups!['task']!;

/** The files of a run without the times of the replies, which are real. */
async function contents(folder: string): Promise<string[]> {
  const names = (await readdir(folder)).sort();
  const texts = await Promise.all(names.map((name) => readFile(join(folder, name), 'utf8')));
  return names.map((name, index) => `${name}\n${texts[index]!.replaceAll(/"elapsedMs":\d+/gu, '')}`);
}

test('killed at random points, a run ends like one that was not, and no call is paid twice but those in flight', async () => {
  const random = randomStream('kill points');
  let arrived: () => void = () => undefined;
  const requests: { readonly task: string; readonly life: number }[] = [];
  let life = 0;
  const provider = await fakeProvider(({ body }) => {
    requests.push({ task: taskIn(body), life });
    arrived();
    return { kind: 'answer', text: answerTo(taskIn(body)) };
  });
  const start = (folder: string) =>
    spawn(process.execPath, [PROGRAM, provider.url, folder, String(TASKS), String(WORKERS)], {
      stdio: 'inherit',
    });

  const whole = await temporaryFolder();
  expect(await once(start(whole), 'exit')).toEqual([0, null]);
  expect(requests).toHaveLength(TASKS);
  requests.length = 0;

  const broken = await temporaryFolder();
  for (life = 1; life <= KILLS; life++) {
    const child = start(broken);
    const exit = once(child, 'exit');
    // Spread over the run: what is left is shared among the deaths to come.
    const open = TASKS - new Set(requests.map(({ task }) => task)).size;
    let left = random.integer(1, Math.max(1, Math.floor((1.8 * open) / (KILLS - life + 2))));
    const inTheMiddle = new Promise<void>((resolve) => {
      arrived = () => {
        if (--left === 0) setTimeout(resolve, random.integer(0, 8));
      };
    });
    // A process that ends by itself would be waited for in vain, and fails the next expectation.
    await Promise.race([inTheMiddle, exit]);
    child.kill('SIGKILL');
    expect(await exit).toEqual([null, 'SIGKILL']);
  }
  arrived = () => undefined;
  expect(await once(start(broken), 'exit')).toEqual([0, null]);

  expect(await contents(join(broken, 'run'))).toEqual(await contents(join(whole, 'run')));
  const lives = groupBy(requests, ({ task }) => task);
  expect(lives.size).toBe(TASKS);
  const repeated = [...lives.values()].flatMap((asked) => asked.slice(0, -1));
  // Whatever was asked again had been in flight when a kill came: no more in a life than there are workers.
  for (const lost of groupBy(repeated, (request) => request.life).values())
    expect(lost.length).toBeLessThanOrEqual(WORKERS);
  expect(repeated.every((request) => request.life <= KILLS)).toBe(true);
});
