import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { markerEffect } from '../src/attack/marker-effect.ts';
import { CLEAN_FUEL, FULL_FUEL } from '../src/difference.ts';
import { Breach } from '../src/sandbox/breach.ts';
import { Child } from '../src/sandbox/child.ts';
import { probeIsolation } from '../src/sandbox/layers.ts';
import { MARKER } from '../src/sandbox/marker.ts';
import { Pool } from '../src/sandbox/pool.ts';
import { runInFreshChild, Side, type Result } from '../src/sandbox/side.ts';
import { programOf } from './program-of.ts';

let pool: Pool;
beforeAll(async () => {
  pool = await Pool.open(1);
});
afterAll(() => pool.close());

const shown = (result: Result): string =>
  result.ending === 'breached' ? `breached: ${result.breach.message}` : result.detail;

/** The outcomes of `body` as a function, run `times` on one side. */
async function outcomes(body: string, times = 1): Promise<string[]> {
  const cases = Array.from(
    { length: times },
    () => ({ kind: 'function', name: 'f', args: [], calls: [] }) as const,
  );
  const code = programOf(`exports.subject = { f: ${body} };`);
  return (await runInFreshChild(pool, code, cases, CLEAN_FUEL)).map(shown);
}

async function withDriver<T>(driver: string, job: (side: Side) => Promise<T>): Promise<T> {
  const side = new Side(pool, programOf(`exports.subject = {}; exports.driver = { default: ${driver} };`));
  try {
    return await job(side);
  } finally {
    side.close();
  }
}

describe('real time decides nothing', () => {
  test.for([
    ['scrypt', "'a', 'b', 8, { N: 16 }"],
    ['pbkdf2', "'a', 'b', 2, 8, 'sha256'"],
    ['hkdf', "'sha256', 'a', 'b', 'c', 8"],
  ] as const)(
    'crypto.%s with a callback gives what its synchronous twin gives, every time',
    async ([name, args]) => {
      const seen = await outcomes(
        `async function () { const crypto = require('node:crypto');
        const later = await new Promise((resolve, reject) => crypto.${name}(${args}, (error, key) => error ? reject(error) : resolve(key)));
        return [Buffer.from(later).length, Buffer.from(later).equals(Buffer.from(crypto.${name}Sync(${args})))]; }`,
        6,
      );
      expect(seen).toEqual(Array.from({ length: 6 }, () => 'returned [8, true]'));
    },
  );

  test('wrong arguments of an asynchronous function throw at once, as in Node', async () => {
    const [seen] = await outcomes(
      "function () { try { require('node:crypto').scrypt('a', 'b', 8, { N: 3 }, () => {}); } catch (error) { return error.code; } }",
    );
    expect(seen).toBe('returned "ERR_CRYPTO_INVALID_SCRYPT_PARAMS"');
  });

  test('making keys has no outcome, caught or not', async () => {
    const [seen] = await outcomes(
      "function () { try { require('node:crypto').generateKeyPairSync('ed25519'); } catch {} return 1; }",
    );
    expect(seen).toMatch(/^breached: .*randomness/);
  });

  test('a promise that waits for work outside the virtual clock has no outcome; one that waits for nothing never settles', async () => {
    // Node reads a long blob piece by piece, in more turns of its loop than are given.
    const reading =
      "async function () { let size = 0; for await (const piece of new Blob(['x'.repeat(3e6)]).stream()) size += piece.length; return size; }";
    expect((await outcomes(reading))[0]).toMatch(/^breached: .*real time/);
    expect(await outcomes('function () { return new Promise(() => {}); }', 3)).toEqual(
      Array.from({ length: 3 }, () => 'never settled'),
    );
  });

  test('a promise that goes on waiting, tick after tick, runs out of steps: it is not one that waits for nothing', async () => {
    const waiting = (ticks: string): string =>
      `async function () { for (let i = 0; i < ${ticks}; i++) await new Promise((resolve) => setTimeout(resolve)); return 'done'; }`;
    expect(await outcomes(waiting('Infinity'))).toEqual(['out of steps']);
    expect(await outcomes(waiting('1_000'))).toEqual(['returned "done"\ntook 1000 ms']);
  });

  test('modules that work on threads load and do nothing; such globals are not there', async () => {
    for (const act of [
      "require('node:fs').readFile('a', () => {})",
      "require('node:fs/promises').readFile('a')",
      "require('node:zlib').deflate('a', () => {})",
      "require('node:dns').lookup('a', () => {})",
      "require('node:worker_threads').postMessageToThread(1, 'a')",
    ])
      expect(await outcomes(`function () { return ${act}; }`)).toEqual([
        expect.stringMatching(/^breached: (?:fs|zlib|dns|worker_threads)\b/u),
      ]);
    expect(
      await outcomes(
        'function () { return [typeof CompressionStream, typeof WebAssembly, typeof Atomics.waitAsync].join(); }',
      ),
    ).toEqual(['returned "undefined,undefined,undefined"']);
  });

  test('a cluster has no workers; a channel has nobody else on it, is seen to be posted to, and talks to its twin', async () => {
    const cluster = "require('node:cluster')";
    expect(
      await outcomes(
        `function () { const cluster = ${cluster}; cluster.on('message', () => {}); return [cluster.isPrimary, Object.keys(cluster.workers).length]; }`,
      ),
    ).toEqual(['returned [true, 0]']);
    expect(await outcomes(`function () { ${cluster}.fork(); }`)).toEqual([
      expect.stringMatching(/^breached: cluster\.fork/u),
    ]);
    expect(
      await outcomes(
        "function () { const one = new BroadcastChannel('a'); one.postMessage({ n: 1 }); one.close(); return one.name; }",
      ),
    ).toEqual(['returned "a"\nposts to a: {n: 1}']);
    const listening = "new BroadcastChannel('a').addEventListener('message', ({ data }) => heard(data));";
    expect(
      await outcomes(
        `async function () { return new Promise((heard) => { ${listening} const one = new BroadcastChannel('a'); new BroadcastChannel('b'); one.postMessage({ n: 1 }); one.close(); }); }`,
      ),
    ).toEqual(['returned {n: 1}\nposts to a: {n: 1}']);
  });

  test('a worker is told things and never answers; what is posted to a port comes in turn, once somebody listens', async () => {
    const threads = "require('node:worker_threads')";
    expect(
      await outcomes(
        `async function () { const { Worker, MessageChannel } = ${threads}; const { port1, port2 } = new MessageChannel(); const worker = new Worker('/a.js'); worker.postMessage({ port: port2, data: [1] }, [port2]); port1.postMessage(2); return [worker.threadId, await new Promise((done) => worker.on('exit', done) && worker.terminate()), worker.threadId]; }`,
      ),
    ).toEqual([
      'returned [1, 1, -1]\nposts to worker 1: {data: [1], port: MessagePort{}}\nposts to worker 1: 2',
    ]);
    expect(
      await outcomes(
        `async function () { const { receiveMessageOnPort } = ${threads}; const { port1, port2 } = new MessageChannel(); const heard = []; port1.postMessage(1); port1.postMessage(2); heard.push(receiveMessageOnPort(port2)); port2.on('message', (n) => heard.push(n)); heard.push('now'); port1.postMessage(3); await new Promise((done) => port2.once('close', done) && setTimeout(() => port1.close(), 5)); port1.postMessage(4); return heard; }`,
      ),
    ).toEqual(['returned [{message: 1}, "now", 2, 3]\ntook 5 ms']);
    expect(await outcomes(`function () { new MessageChannel().port1.postMessage(() => {}); }`)).toEqual([
      expect.stringMatching(/^threw DataCloneError|^threw DOMException/u),
    ]);
  });

  test.for([
    [
      'Intl.DateTimeFormat().format',
      "new Intl.DateTimeFormat('en', { dateStyle: 'full' }).format()",
      '"Tuesday, November 14, 2023"',
    ],
    [
      'Intl.DateTimeFormat().formatToParts',
      "new Intl.DateTimeFormat('en', { year: 'numeric' }).formatToParts()[0].value",
      '"2023"',
    ],
    ['a date that is given', "new Intl.DateTimeFormat('en').format(0)", '"1/1/1970"'],
    ['one formatter', '((it) => it.format === it.format)(new Intl.DateTimeFormat())', 'true'],
    ['Event.timeStamp', "new Event('x').timeStamp", '0'],
    ['File.lastModified', "new File([], 'x').lastModified", '1700000000000'],
    ['File of node:buffer', "new (require('node:buffer').File)([], 'x').lastModified", '1700000000000'],
    ['performance.timeOrigin', 'performance.timeOrigin', '1700000000000'],
    ['PerformanceMark', 'typeof PerformanceMark', '"undefined"'],
  ] as const)('%s keeps the virtual clock', async ([, expression, expected]) => {
    expect(await outcomes(`function () { return ${expression}; }`)).toEqual([`returned ${expected}`]);
  });
});

describe('no case sees the one before', () => {
  test.for([
    ['a new global', '(globalThis.count = (globalThis.count ?? 0) + 1)', '1'],
    [
      'a replaced global',
      "((old) => { globalThis.parseInt = () => 'poison'; return old('7'); })(parseInt)",
      '7',
    ],
    [
      'a deleted global',
      '((old) => { delete globalThis.Set; return typeof old; })(globalThis.Set)',
      '"function"',
    ],
    [
      'a replaced method',
      "((text) => { String.prototype.trim = () => 'poison'; return text; })(' a '.trim())",
      '"a"',
    ],
  ] as const)('%s is gone in the next case', async ([, expression, expected]) => {
    expect(await outcomes(`function () { return ${expression}; }`, 3)).toEqual(
      Array.from({ length: 3 }, () => `returned ${expected}`),
    );
  });
});

describe('a slow machine is no breach', () => {
  test('an answer that came while the parent was busy counts, however late it is read', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'bebug-prompt-'));
    await writeFile(
      join(folder, 'harness.cjs'),
      "require('node:fs').writeSync(1, 'here\\n'); setTimeout(() => {}, 1e4);",
    );
    const child = new Child(probeIsolation(), folder);
    const asked = child.ask({ do: 'describe' }, 1, 300);
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 2_000);
    const { lines, breach } = await asked;
    child.kill();
    await rm(folder, { recursive: true });
    expect([lines, breach]).toEqual([['here'], null]);
  });

  test('a first breach of time is tried again in a fresh child, more patiently, and only that case', async () => {
    const ran = JSON.stringify({ ending: 'returned', detail: 'd', verdict: 'v', steps: 1, marked: false });
    const log: string[] = [];
    let children = 0;
    const late = new Breach('time', 'late');
    const fake = {
      take() {
        const number = ++children;
        return {
          alive: true,
          ask(request: { do: string }, count: number, patience: number) {
            if (request.do === 'load')
              return Promise.resolve({ lines: ['{"loaded":true,"why":""}'], breach: null });
            log.push(`child ${number}: ${count} in ${patience}`);
            return Promise.resolve(
              number === 1
                ? { lines: [ran], breach: late }
                : { lines: Array<string>(count).fill(ran), breach: null },
            );
          },
        };
      },
      discard: () => undefined,
    };
    const side = new Side(fake as unknown as Pool, programOf(''));
    const given = { kind: 'function', name: 'f', args: [], calls: [] } as const;
    const results = await side.run([given, given, given], [1, 1, 1]);
    expect(results.map(({ ending }) => ending)).toEqual(['returned', 'returned', 'returned']);
    expect(side.breaches).toEqual([]);
    expect(log).toEqual(['child 1: 3 in 2500', 'child 2: 1 in 7500', 'child 2: 1 in 2500']);
  });
});

describe('a driver that cannot prove says so', () => {
  const calls =
    "calls: { add: { args: [], run: (world) => world.external('load', [], () => 1) } }, create: (world) => world";

  test.for([
    ['a call of a client', "clients: [[['ad']]]", 'names the call "ad"'],
    ['a call before', "before: [['no']], clients: [[['add']]]", 'names the call "no"'],
    [
      'a rejected external',
      "clients: [[['add']]], rejects: [{ external: 'save', call: 1 }]",
      'rejects the external "save"',
    ],
  ] as const)('%s that is not there is a problem', async ([, scenario, problem]) => {
    const described = await withDriver(`{ ${calls}, scenarios: [{ name: 's', ${scenario} }] }`, (side) =>
      side.describe(),
    );
    expect(described.problem).toContain(problem);
  });

  test('a driver whose names are all there has no problem', async () => {
    const described = await withDriver(
      `{ ${calls}, scenarios: [{ name: 's', before: [['add']], clients: [[['add']]], rejects: [{ external: 'load', call: 2 }] }] }`,
      (side) => side.describe(),
    );
    expect(described.problem).toBeNull();
  });

  test('a schedule whose last event uses up the steps is not sound', async () => {
    const run = await withDriver(
      "{ create: () => ({}), calls: { spin: { args: [], run: () => { for (;;); } } }, scenarios: [{ name: 's', clients: [[['spin']]] }] }",
      (side) => side.follow('s', ['start client 1: spin()'], CLEAN_FUEL),
    );
    expect(run.sound).toBe(false);
  });

  test('the marker counts also where the text has been cut', async () => {
    const send =
      "send: (world, request) => request === 'secret' ? 'x'.repeat(9000) + world.marker : 'x'.repeat(9000)";
    const [stolen, honest] = await withDriver(
      `{ create: (world) => world, attacks: { read: { kit: 'path-traversal', cwe: 22, benign: [], ${send} } } }`,
      (side) => side.serve('read', ['secret', 'public'], FULL_FUEL),
    );
    expect(shown(stolen!)).not.toContain(MARKER);
    expect([markerEffect([stolen!]) === null, markerEffect([honest!]) === null]).toEqual([false, true]);
  });
});
