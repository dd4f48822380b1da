import { appendFile, readdir, readFile, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { sha256, type Finding } from '@bebug/core';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { temporaryFolder } from '../test/set-folder.ts';
import { taskOf } from '../test/task-of.ts';
import { cannedDetector, flagsEverythingDetector, randomDetector, silentDetector } from './canned.ts';
import type { DetectorTask } from './detector.ts';
import { runDetector, type RunOptions } from './run-detector.ts';
import { readRun } from './run-record.ts';

const IDS = Array.from({ length: 6 }, (_, index) => `t-00000000000${index}`);
const SET = { setHash: sha256('set'), tasks: IDS.map((id) => taskOf({ 'a.ts': 'one;\ntwo;\n' }, {}, id)) };

/** Every look at the clock is a second later. */
function ticking(): () => Date {
  let now = Date.UTC(2026, 0, 1);
  return () => new Date((now += 1000));
}

function options(out: string, change: Partial<RunOptions> = {}): RunOptions {
  return { set: SET, detector: flagsEverythingDetector(), out, clock: ticking(), ...change };
}

const finding = ({ task }: DetectorTask): Finding => ({
  task: task.id,
  file: 'a.ts',
  startLine: 2,
  endLine: 2,
});

/** The files of a run without what depends on when it ran. */
async function contents(folder: string): Promise<Record<string, string>> {
  const names = (await readdir(folder)).sort();
  const texts = await Promise.all(names.map((name) => readFile(join(folder, name), 'utf8')));
  return Object.fromEntries(
    names.map((name, index) => [
      name,
      texts[index]!.replaceAll(/"(?:elapsedMs|started|finished)":\s*[^,}\n]+/gu, ''),
    ]),
  );
}

test('a run is written in full and can be read', async () => {
  const out = join(await temporaryFolder(), 'deep', 'run');
  const seen: string[] = [];
  const summary = await runDetector(
    options(out, {
      onProgress: ({ done, total, response }) => seen.push(`${done}/${total} ${response.task}`),
    }),
  );
  const record = await readRun(out);
  expect(record.run).toEqual({
    format: 'bebug-run/1',
    detector: 'canned:flags-everything',
    version: '1',
    settings: {},
    promptHash: null,
    setHash: SET.setHash,
    started: '2026-01-01T00:00:01.000Z',
    finished: '2026-01-01T00:00:14.000Z',
    tokens: null,
    cost: null,
  });
  expect(record.responses).toEqual(
    IDS.map((task) => ({ task, status: 'answered', findings: 2, elapsedMs: 1000 })),
  );
  expect(record.findings.map(({ task, startLine }) => [task, startLine])).toEqual(
    IDS.flatMap((id) => [
      [id, 1],
      [id, 2],
    ]),
  );
  expect(summary).toMatchObject({ tasks: 6, resumed: 0, findings: 12, statuses: { answered: 6, failed: 0 } });
  expect(seen).toEqual(IDS.map((id, index) => `${index + 1}/6 ${id}`));
  expect(Object.keys(await contents(out))).toEqual(['findings.jsonl', 'responses.jsonl', 'run.json']);
});

test('progress counts what the limit leaves, and what is there already', async () => {
  const out = await temporaryFolder();
  const seen: string[] = [];
  const onProgress = ({ done, total }: { done: number; total: number }): void =>
    void seen.push(`${done}/${total}`);
  await runDetector(options(out, { limit: 2, onProgress }));
  await runDetector(options(out, { limit: 3, onProgress }));
  expect(seen).toEqual(['1/2', '2/2', '3/3']);
});

test('an interrupted run goes on where it stopped, and ends like one that was not interrupted', async () => {
  const folder = await temporaryFolder();
  const out = join(folder, 'run');
  const asked: string[] = [];
  const interrupt = new AbortController();
  const detector = cannedDetector((task) => {
    asked.push(task.task.id);
    return [finding(task)];
  });
  const onProgress = ({ done }: { done: number }): void => {
    if (done === 3) interrupt.abort(new Error('Ctrl-C'));
  };
  await expect(runDetector(options(out, { detector, onProgress, signal: interrupt.signal }))).rejects.toThrow(
    'Ctrl-C',
  );
  const half = await readRun(out);
  expect(half.run.finished).toBeNull();
  expect(half.responses.map(({ task }) => task)).toEqual(IDS.slice(0, 3));
  const summary = await runDetector(options(out, { detector }));
  expect(summary.resumed).toBe(3);
  expect(asked).toEqual(IDS);
  const whole = join(folder, 'whole');
  await runDetector(options(whole, { detector: cannedDetector((task) => [finding(task)]) }));
  expect(await contents(out)).toEqual(await contents(whole));
});

test('an interrupt reaches the task that is being worked on, which then counts as not attempted', async () => {
  const out = await temporaryFolder();
  const interrupt = new AbortController();
  const detector = cannedDetector(async (_task, signal) => {
    setImmediate(() => {
      interrupt.abort(new Error('Ctrl-C'));
    });
    await wait(60_000, undefined, { signal });
    return [];
  });
  await expect(runDetector(options(out, { detector, signal: interrupt.signal }))).rejects.toThrow('Ctrl-C');
  expect((await readRun(out)).responses).toEqual([]);
});

test('a task whose call is paid for is answered before an interrupt is', async () => {
  const out = await temporaryFolder();
  const interrupt = new AbortController();
  const detector = cannedDetector(async (_task, signal) => {
    interrupt.abort(new Error('Ctrl-C'));
    await wait(20, undefined, { signal });
    return [];
  });
  const given = options(out, { detector, signal: interrupt.signal, finishesTasks: true });
  await expect(runDetector(given)).rejects.toThrow('Ctrl-C');
  expect((await readRun(out)).responses).toMatchObject([{ status: 'answered' }]);
});

test('wherever the writing stopped, the run that goes on ends like one that did not stop', async () => {
  const folder = await temporaryFolder();
  const whole = join(folder, 'whole');
  await runDetector(options(whole));
  const expected = await contents(whole);
  const [findings, responses] = await Promise.all(
    ['findings.jsonl', 'responses.jsonl'].map((name) => readFile(join(whole, name))),
  );
  const run = (await readFile(join(whole, 'run.json'), 'utf8')).replace(
    /"finished": "[^"]*"/u,
    '"finished": null',
  );
  let nth = 0;
  await fc.assert(
    fc.asyncProperty(
      fc.nat(IDS.length - 1),
      fc.double({ min: 0, max: 1, noNaN: true }),
      fc.boolean(),
      async (tasks, part, inFindings) => {
        const out = join(folder, `cut-${nth++}`);
        await runDetector(options(out));
        await writeFile(join(out, 'run.json'), run);
        // `tasks` are done; the next one was being written: its findings in part, or all of them and the response in part.
        const responseStart = lineStart(responses!, tasks);
        const findingStart = lineStart(findings!, 2 * tasks);
        const findingEnd = lineStart(findings!, 2 * tasks + 2);
        await truncate(
          join(out, 'findings.jsonl'),
          inFindings ? findingStart + Math.floor(part * (findingEnd - findingStart)) : findingEnd,
        );
        const responseEnd = lineStart(responses!, tasks + 1) - 1;
        await truncate(
          join(out, 'responses.jsonl'),
          inFindings ? responseStart : responseStart + Math.floor(part * (responseEnd - responseStart)),
        );
        expect((await readRun(out)).responses).toHaveLength(tasks);
        expect((await runDetector(options(out))).resumed).toBe(tasks);
        expect(await contents(out)).toEqual(expected);
      },
    ),
    { numRuns: 40 },
  );
});

function lineStart(bytes: Buffer, line: number): number {
  let start = 0;
  for (let n = 0; n < line; n++) start = bytes.indexOf(0x0a, start) + 1;
  return start;
}

test('a torn last line may end in the middle of a character', async () => {
  const out = await temporaryFolder();
  const interrupt = new AbortController();
  const onProgress = (): void => {
    interrupt.abort(new Error('Ctrl-C'));
  };
  await expect(runDetector(options(out, { onProgress, signal: interrupt.signal }))).rejects.toThrow('Ctrl-C');
  await appendFile(join(out, 'findings.jsonl'), Buffer.from('{"task":"é').subarray(0, -1));
  expect((await runDetector(options(out))).resumed).toBe(1);
});

test('a finished run is not asked again, nor written again', async () => {
  const out = await temporaryFolder();
  await runDetector(options(out));
  const before = await readFile(join(out, 'run.json'), 'utf8');
  const summary = await runDetector(options(out));
  expect(summary).toMatchObject({ tasks: 6, resumed: 6, findings: 12 });
  expect(await readFile(join(out, 'run.json'), 'utf8')).toBe(before);
});

test.for<[string, Partial<RunOptions>]>([
  ['detector', { detector: silentDetector() }],
  ['version', { detector: { ...randomDetector(1), version: '2' } }],
  ['settings', { detector: randomDetector(2) }],
  ['setHash', { set: { ...SET, setHash: sha256('another set') } }],
])('a run with another %s is left alone', async ([difference, change]) => {
  const out = await temporaryFolder();
  const detector = randomDetector(1);
  await runDetector(options(out, { detector }));
  const before = await contents(out);
  await expect(runDetector(options(out, { detector, ...change }))).rejects.toMatchObject({
    code: 'output-exists',
    message: expect.stringContaining(`another ${difference}`) as string,
  });
  expect(await contents(out)).toEqual(before);
});

test('a folder with other things in it, or a file, is left alone', async () => {
  const out = await temporaryFolder();
  await writeFile(join(out, 'findings.jsonl'), 'mine');
  await expect(runDetector(options(out))).rejects.toMatchObject({ code: 'output-exists' });
  await expect(runDetector(options(join(out, 'findings.jsonl')))).rejects.toMatchObject({
    code: 'output-exists',
  });
  expect(await contents(out)).toEqual({ 'findings.jsonl': 'mine' });
});

test('a detector that throws fails its task, not the others', async () => {
  const out = await temporaryFolder();
  const detector = cannedDetector((task) => {
    if (task.task.id === IDS[1]) throw new RangeError('no luck');
    return [finding(task)];
  });
  const summary = await runDetector(options(out, { detector }));
  expect(summary.statuses).toMatchObject({ answered: 5, failed: 1, refused: 0, 'timed-out': 0 });
  const { responses, findings } = await readRun(out);
  expect(responses[1]).toEqual({
    task: IDS[1],
    status: 'failed',
    findings: 0,
    message: 'RangeError: no luck',
    elapsedMs: 1000,
  });
  expect(findings).toHaveLength(5);
});

test.for<[string, Partial<Finding>, string]>([
  ['about another task', { task: IDS[0]! }, 'is about the task'],
  ['about a file that the task does not hold', { file: 'b.ts' }, 'which the task does not hold'],
  ['that ends before it starts', { endLine: 1 }, 'ends before it starts'],
  ['of the wrong format', { confidence: 2 }, 'confidence'],
])('a finding %s fails its task', async ([, change, message]) => {
  const out = await temporaryFolder();
  const set = { ...SET, tasks: SET.tasks.slice(1, 2) };
  await runDetector(
    options(out, {
      set,
      detector: cannedDetector((task) => [finding(task), { ...finding(task), ...change }]),
    }),
  );
  const { responses, findings } = await readRun(out);
  expect(responses).toMatchObject([
    { status: 'failed', findings: 0, message: expect.stringContaining(message) as string },
  ]);
  expect(findings).toEqual([]);
});

test('a detector that does not answer in time is timed out, told so, and no longer listened to', async () => {
  const out = await temporaryFolder();
  let told = false;
  const detector = cannedDetector(async (task, signal) => {
    if (task.task.id !== IDS[0]) return [finding(task)];
    signal!.addEventListener('abort', () => {
      told = true;
    });
    await wait(100);
    return [finding(task)];
  });
  await runDetector(options(out, { detector, timeoutMs: 20 }));
  const { responses, findings } = await readRun(out);
  expect(told).toBe(true);
  expect(responses.map(({ status }) => status)).toEqual(['timed-out', ...Array<string>(5).fill('answered')]);
  expect(findings.map(({ task }) => task)).toEqual(IDS.slice(1));
});

test('what a detector remarks is kept with the response', async () => {
  const out = await temporaryFolder();
  const detector = {
    ...silentDetector(),
    detect: (_task: unknown, _signal: unknown, remark?: (s: string) => void) => (
      remark?.('One thing.'),
      remark?.('Another.'),
      Promise.resolve([])
    ),
  };
  await runDetector(options(out, { detector }));
  expect((await readRun(out)).responses[0]).toMatchObject({
    status: 'answered',
    message: 'One thing. Another.',
  });
});

test('workers ask at the same time, and the finished run does not show it', async () => {
  const folder = await temporaryFolder();
  let active = 0;
  let most = 0;
  const detector = cannedDetector(async (task) => {
    most = Math.max(most, ++active);
    await wait(5 * (IDS.length - IDS.indexOf(task.task.id)));
    active -= 1;
    return [finding(task)];
  });
  await runDetector(options(join(folder, 'three'), { detector, workers: 3 }));
  expect(most).toBe(3);
  await runDetector(options(join(folder, 'one'), { detector }));
  expect(await contents(join(folder, 'three'))).toEqual(await contents(join(folder, 'one')));
});

test('an error outside the detector stops every worker and leaves a run that goes on', async () => {
  const out = await temporaryFolder();
  const onProgress = (): void => {
    throw new Error('the terminal is gone');
  };
  await expect(runDetector(options(out, { workers: 3, onProgress }))).rejects.toThrow('the terminal is gone');
  expect((await readRun(out)).run.finished).toBeNull();
  expect((await runDetector(options(out))).tasks).toBe(6);
});

test('tasks beyond the limit are skipped, and asked by a call that takes more', async () => {
  const out = await temporaryFolder();
  const asked: string[] = [];
  const detector = cannedDetector((task) => {
    asked.push(task.task.id);
    return [finding(task)];
  });
  const first = await runDetector(options(out, { detector, limit: 2 }));
  expect(first.statuses).toMatchObject({ answered: 2, skipped: 4 });
  expect((await readRun(out)).run.finished).not.toBeNull();
  const second = await runDetector(options(out, { detector, limit: 5 }));
  expect(second).toMatchObject({ resumed: 2, findings: 5, statuses: { answered: 5, skipped: 1 } });
  expect(asked).toEqual(IDS.slice(0, 5));
});

test('what failed is asked again on request only', async () => {
  const out = await temporaryFolder();
  let works = false;
  const detector = cannedDetector((task) => {
    if (!works && task.task.id === IDS[1]) throw new RangeError('no luck');
    return [finding(task)];
  });
  await runDetector(options(out, { detector }));
  works = true;
  expect((await runDetector(options(out, { detector }))).statuses.failed).toBe(1);
  const summary = await runDetector(options(out, { detector, retryFailed: true }));
  expect(summary).toMatchObject({ resumed: 5, statuses: { answered: 6, failed: 0 } });
});

test('a report says how a task ended and what it cost, and the run adds it up', async () => {
  const out = await temporaryFolder();
  const detector = {
    ...silentDetector(),
    promptHash: sha256('prompt'),
    detect: (task: DetectorTask) =>
      Promise.resolve({
        status: task.task.id === IDS[0] ? ('unparsable' as const) : ('answered' as const),
        findings: [{ ...finding(task), file: 'elsewhere.ts', startLine: 99, endLine: 98 }],
        tokens: { input: 10, output: 2 },
        cost: 0.25,
        elapsedMs: 7,
      }),
  };
  const { run, statuses } = await runDetector(options(out, { detector }));
  expect(run).toMatchObject({ promptHash: sha256('prompt'), tokens: { input: 60, output: 12 }, cost: 1.5 });
  expect(statuses).toMatchObject({ answered: 5, unparsable: 1 });
  const { responses, findings } = await readRun(out);
  expect(responses[1]).toEqual({
    task: IDS[1],
    status: 'answered',
    findings: 1,
    elapsedMs: 7,
    tokens: { input: 10, output: 2 },
    cost: 0.25,
  });
  expect(findings).toHaveLength(6);
});

test.for([0, -1, 1.5, Number.NaN])('%d is no number of workers', async (workers) => {
  const out = await temporaryFolder();
  await expect(runDetector(options(out, { workers }))).rejects.toMatchObject({ code: 'usage' });
});
