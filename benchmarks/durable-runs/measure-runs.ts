/**
 * How long a run over many tasks takes beside the ideal time and beside the same requests made by `fetch` alone, what processor time that
 * is, and what memory it holds.
 * Usage: node --expose-gc benchmarks/durable-runs/measure-runs.ts [tasks, default 10000] [concurrency, default 64] [latency in ms, default 200]
 */
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { cpus, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { lineStarts, makeTask, sha256 } from '@bebug/core';
import { MODEL_DEFAULTS, openModelDetector, runDetector } from '@bebug/detectors';

const [tasks, concurrency, latency] = [2, 3, 4].map((place, index) =>
  Number(process.argv[place] ?? [10_000, 64, 200][index]),
) as [number, number, number];
const text = Array.from({ length: 100 }, (_, line) => `export const value${line} = ${line};`).join('\n');
const server = fork(new URL('fake-server.ts', import.meta.url), [String(latency)]);
const [port] = (await once(server, 'message')) as [number];
const folder = await mkdtemp(join(tmpdir(), 'bebug-runs-'));
/** What is in use once everything that can be is given back: run with --expose-gc. */
const megabytes = (): number => {
  globalThis.gc?.();
  return Math.round(process.memoryUsage().heapUsed / 2 ** 20);
};

/** Wall and processor time of this process alone, the second for each task. */
async function timed<T>(work: () => Promise<T>): Promise<{ result: T; seconds: number; cpuMs: number }> {
  const [started, used] = [performance.now(), process.cpuUsage()];
  const result = await work();
  const { user, system } = process.cpuUsage(used);
  return {
    result,
    seconds: (performance.now() - started) / 1000,
    cpuMs: (user + system) / 1000 / tasks,
  };
}

/** What nobody can do without: a request, and its reply parsed. */
async function fetchAlone(body: string): Promise<void> {
  let left = tasks;
  const work = async (): Promise<void> => {
    while (left-- > 0) {
      const url = `http://127.0.0.1:${port}/v1/chat/completions`;
      await (await fetch(url, { method: 'POST', body })).json();
    }
  };
  await Promise.all(Array.from({ length: concurrency }, work));
}

try {
  const detector = await openModelDetector({
    name: { provider: 'compatible', model: 'fake' },
    connection: { key: undefined, baseUrl: `http://127.0.0.1:${port}/v1` },
    settings: MODEL_DEFAULTS,
    prompt: { hint: null },
    repeat: 1,
    limits: { maxCalls: null, maxCost: null },
    price: null,
    concurrency,
    timeoutMs: 60_000,
    cacheFolder: join(folder, 'replies'),
  });
  const set = {
    setHash: sha256('benchmark'),
    tasks: Array.from({ length: tasks }, (_, index) => ({
      task: makeTask({
        id: `t-${index.toString(16).padStart(12, '0')}`,
        kind: 'file',
        language: 'typescript',
        files: ['a.ts'],
        context: [],
        lines: lineStarts(text).length,
      }),
      texts: new Map([['a.ts', text]]),
    })),
  };
  const bare = await timed(() => fetchAlone(text));
  const memory: number[] = [];
  const { result, seconds, cpuMs } = await timed(() =>
    runDetector({
      set,
      detector,
      out: join(folder, 'run'),
      clock: () => new Date(),
      // As the command line does: while one reply is written down, another one is asked for.
      workers: 2 * concurrency,
      timeoutMs: null,
      onProgress: ({ done }) => {
        if (done >= ((memory.length + 1) * tasks) / 10) memory.push(megabytes());
      },
    }),
  );
  const ideal = (Math.ceil(tasks / concurrency) * latency) / 1000;
  console.log(
    `${tasks} tasks, ${concurrency} at a time, ${latency} ms each; ${result.statuses.answered} answered`,
  );
  console.log(
    `${seconds.toFixed(1)} s, ideal ${ideal.toFixed(1)} s: ${((seconds / ideal - 1) * 100).toFixed(0)} % more`,
  );
  console.log(`fetch alone: ${bare.seconds.toFixed(1)} s`);
  console.log(
    `processor time for each task: ${cpuMs.toFixed(2)} ms, of fetch alone ${bare.cpuMs.toFixed(2)} ms: ${(cpuMs / bare.cpuMs).toFixed(1)} times`,
  );
  console.log(`heap in use after each tenth: ${memory.join(', ')} MB`);
  console.log(`${cpus().length} cores, load ${loadavg()[0]!.toFixed(1)}`);
} finally {
  server.disconnect();
  await rm(folder, { recursive: true, force: true });
}
