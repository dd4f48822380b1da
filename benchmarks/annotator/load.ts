/**
 * Many people at once: `load.ts PEOPLE SECONDS SET`. A server of its own in a process of its own, and simulated annotators who work through their tasks
 * as fast as nobody does: every two seconds a batch of acts, as a page that is typed into sends them.
 */
import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { exportRuns, invite, openStore, readStudy } from '@bebug/annotator';
import { randomStream } from '@bebug/core';
import { Agent, request } from 'node:http';

const PEOPLE = Number(process.argv[2]);
const SECONDS = Number(process.argv[3]);
const SET = process.argv[4];
/** Between two batches of one person. */
const PAUSE_MS = 2000;
const ACTS = 4;
/** Links are opened within this time. */
const ARRIVAL_MS = 5000;
/** Of the processor's clock in /proc. */
const TICKS_PER_SECOND = 100;
const CLI = new URL('../../packages/cli/bin/bebug', import.meta.url).pathname;
const agent = new Agent({ keepAlive: true, maxSockets: Infinity });

if (SET === undefined) {
  process.stderr.write('load.ts PEOPLE SECONDS SET\n');
  process.exit(2);
}

const folder = await mkdtemp(join(tmpdir(), 'bebug-load-'));
const database = join(folder, 'study.sqlite');
const child = spawn(
  process.execPath,
  [CLI, 'annotate', SET, '--database', database, '--port', '0', '--no-practice'],
  { stdio: ['ignore', 'pipe', 'inherit'] },
);
const [printed] = (await once(child.stdout, 'data')) as [Buffer];
const address = new URL(/http:\S+/u.exec(printed.toString())![0]).origin;
const store = await openStore(database);
const tokens: string[] = [];
for (let person = 0; person < PEOPLE; person++)
  tokens.push((await invite(store, `person ${person}`, 'annotator', new Date())).token);

interface Tally {
  readonly saves: number[];
  readonly reads: number[];
  errors: number;
  acts: number;
}
const tally: Tally = { saves: [], reads: [], errors: 0, acts: 0 };

/** One request; its time in milliseconds goes to `times`. */
async function ask(
  method: string,
  path: string,
  cookie: string,
  times: number[],
  body?: unknown,
): Promise<{ answer: unknown; cookie: string }> {
  const started = performance.now();
  const text = body === undefined ? undefined : JSON.stringify(body);
  return new Promise((resolve, reject) => {
    const sent = request(address + path, {
      agent,
      method,
      headers: {
        origin: address,
        cookie,
        ...(text !== undefined && {
          'content-type': 'application/json',
          'content-length': Buffer.byteLength(text),
        }),
      },
    });
    sent.on('response', (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('end', () => {
        times.push(performance.now() - started);
        if (response.statusCode !== 200) {
          reject(new Error(`${response.statusCode} ${path}`));
          return;
        }
        resolve({
          answer: JSON.parse(Buffer.concat(chunks).toString()),
          cookie: response.headers['set-cookie']?.[0]?.split(';')[0] ?? cookie,
        });
      });
    });
    sent.on('error', reject);
    sent.end(text);
  });
}

async function annotate(token: string, person: number, until: number): Promise<number> {
  const random = randomStream(1, 'load', person);
  const client = randomUUID();
  let sequence = 1;
  // A class does not press the same key in the same millisecond.
  await wait(random.integer(0, ARRIVAL_MS));
  const { cookie } = await ask('POST', '/api/session', '', [], { token, opener: client });
  await wait(random.integer(0, PAUSE_MS));
  let lines: { id: string; isSubmitted: boolean }[] = [];
  while (performance.now() < until) {
    lines = (await ask('POST', '/api/tasks', cookie, tally.reads)).answer as typeof lines;
    const open = lines.find(({ isSubmitted }) => !isSubmitted);
    const task = (open ?? lines[0]!).id;
    const { answer } = await ask('GET', `/api/tasks/${task}`, cookie, tally.reads);
    const view = answer as { task: { files: string[] } };
    const place = { file: view.task.files[0]!, startLine: 1, endLine: 2 };
    const finding = randomUUID();
    const draft = {
      place,
      category: 'async',
      cwe: null,
      severity: null,
      confidence: 3,
      trigger: '',
      fix: '',
    };
    const batches = random.integer(8, 20);
    for (let batch = 0; batch < batches && performance.now() < until; batch++) {
      const deeds = Array.from({ length: ACTS }, (_, index) =>
        batch === batches - 1 && index === ACTS - 1
          ? { kind: 'submit' }
          : index === 0
            ? { kind: 'edit', finding, draft: { ...draft, explanation: 'why '.repeat(batch + 1) } }
            : { kind: 'move', place },
      );
      const acts = deeds.map((deed) => ({
        id: randomUUID(),
        sequence: sequence++,
        task,
        page: client,
        at: performance.now(),
        deed,
      }));
      await ask('POST', '/api/acts', cookie, tally.saves, { client, acts });
      tally.acts += acts.length;
      await wait(PAUSE_MS * (0.5 + random.integer(0, 100) / 100));
    }
  }
  return sequence - 1;
}

async function memoryMb(): Promise<number> {
  const status = await readFile(`/proc/${child.pid!}/status`, 'utf8');
  return Math.round(Number(/VmRSS:\s+(\d+)/u.exec(status)![1]) / 1024);
}

/** Seconds of processor time that the server has used. */
async function processorSeconds(): Promise<number> {
  const fields = (await readFile(`/proc/${child.pid!}/stat`, 'utf8')).split(') ')[1]!.split(' ');
  return (Number(fields[11]) + Number(fields[12])) / TICKS_PER_SECOND;
}

const quantile = (values: readonly number[], p: number): string =>
  values.toSorted((a, b) => a - b)[Math.floor(p * (values.length - 1))]!.toFixed(1);
const line = (name: string, values: readonly number[]): string =>
  `${name}: ${values.length} requests, p50 ${quantile(values, 0.5)} ms, p95 ${quantile(values, 0.95)} ms, p99 ${quantile(values, 0.99)} ms, max ${quantile(values, 1)} ms`;

const used = await processorSeconds();
const until = performance.now() + SECONDS * 1000;
const work = tokens.map((token, person) =>
  annotate(token, person, until).catch((error: unknown) => {
    tally.errors += 1;
    console.error(String(error));
    return 0;
  }),
);
const memory: number[] = [];
for (let minute = 0; minute < SECONDS / 60; minute++) {
  await wait(Math.min(60_000, until - performance.now()));
  memory.push(await memoryMb());
}
const sent = (await Promise.all(work)).reduce((sum, acts) => sum + acts, 0);
const stored = (await exportRuns(store, await readStudy(store), '0')).reduce(
  (sum, { acts }) => sum + acts.length,
  0,
);
console.log(`${PEOPLE} people for ${SECONDS} s, errors: ${tally.errors}`);
console.log(line('saves', tally.saves));
console.log(line('reads', tally.reads));
console.log(`acts acknowledged: ${sent}, in the store: ${stored}`);
console.log(`memory of the server by minute, MB: ${memory.join(', ')}`);
console.log(
  `processor time of the server: ${((await processorSeconds()) - used).toFixed(0)} s of ${SECONDS} s`,
);
await store.destroy();
child.kill('SIGINT');
await once(child, 'exit');
agent.destroy();
await rm(folder, { recursive: true, force: true });
