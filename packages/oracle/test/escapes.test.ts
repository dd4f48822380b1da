import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:net';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { DatabaseSync } from 'node:sqlite';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { CLEAN_FUEL } from '../src/difference.ts';
import { Child } from '../src/sandbox/child.ts';
import { probeIsolation } from '../src/sandbox/layers.ts';
import { Pool } from '../src/sandbox/pool.ts';
import { runInFreshChild, Side, type Result } from '../src/sandbox/side.ts';
import { programOf } from './program-of.ts';

const LOOT = 'loot-8c1f0f6a';
let pool: Pool;
let folder: string;
let server: Server;
let port: number;
let connections = 0;

beforeAll(async () => {
  pool = await Pool.open(1);
  folder = await mkdtemp(join(tmpdir(), 'bebug-loot-'));
  await writeFile(join(folder, 'loot.txt'), LOOT);
  // The only address that these tests ever aim at: a listener of their own.
  server = createServer((socket) => {
    connections++;
    socket.end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  port = (server.address() as AddressInfo).port;
});

afterAll(async () => {
  await pool.close();
  server.close();
  await rm(folder, { recursive: true });
});

/** Run `body` as a function of a subject, then a harmless function on the same side. */
async function run(body: string): Promise<{ result: Result; next: Result }> {
  const code = programOf(`exports.subject = { f: ${body}, ok: () => 'still here' };`);
  const side = new Side(pool, code);
  try {
    const [result] = await side.run([{ kind: 'function', name: 'f', args: [], calls: [] }], [CLEAN_FUEL]);
    const [next] = await side.run([{ kind: 'function', name: 'ok', args: [], calls: [] }], [CLEAN_FUEL]);
    return { result: result!, next: next! };
  } finally {
    side.close();
  }
}

const kindOf = (result: Result): string =>
  result.ending === 'breached' ? result.breach.kind : result.ending;

describe('a bomb is contained, and the next job runs', () => {
  test.for([
    ['an infinite loop', 'function () { while (true); }', ['diverged']],
    [
      'a loop that catches everything',
      'function () { while (true) { try { for (;;); } catch {} } }',
      ['diverged'],
    ],
    ['a loop of microtasks', 'async function () { for (;;) await null; }', ['diverged']],
    [
      'a chain of microtasks',
      'function () { return new Promise(() => { const again = () => Promise.resolve().then(again); again(); }); }',
      ['diverged'],
    ],
    ['endless recursion', 'function f() { return f() + 1; }', ['threw']],
    ['a promise that never settles', 'function () { return new Promise(() => {}); }', ['never-settled']],
    [
      'an interval that is never cleared',
      'function () { setInterval(() => {}, 1); return 1; }',
      ['returned'],
    ],
    [
      'a native loop that fuel does not see',
      "function () { return /^(?:a+)+$/.test('a'.repeat(60) + 'b'); }",
      ['time'],
    ],
    [
      'a heap bomb',
      'function () { const all = []; for (let i = 0; i < 4e4; i++) all.push(new Array(1e5).fill(i)); return all.length; }',
      ['died', 'memory'],
    ],
    [
      'a bomb of array buffers',
      'function () { const all = []; for (let i = 0; i < 200; i++) all.push(new Uint8Array(2 ** 26).fill(1)); return all.length; }',
      ['memory', 'died', 'threw'],
    ],
    [
      'an exit by way of the real process',
      "function () { process.constructor.constructor('return process')().exit(0); }",
      ['threw'],
    ],
    ['a getter that throws', "function () { return { get a() { throw new Error('no'); } }; }", ['returned']],
    [
      'a proxy that throws',
      "function () { return new Proxy({}, { ownKeys() { throw new Error('no'); }, getPrototypeOf() { throw new Error('no'); } }); }",
      ['returned'],
    ],
    [
      'an iterator without an end',
      'function* () { for (let i = 0; ; i++) yield i; }',
      ['returned', 'diverged'],
    ],
    [
      'poisoned prototypes',
      "function () { Object.prototype.evil = 1; Array.prototype.push = () => { throw new Error('poison'); }; JSON.stringify = () => 'x'; return 1; }",
      ['returned', 'died', 'protocol'],
    ],
  ] as const)('%s', async ([, body, expected]) => {
    const { result, next } = await run(body);
    expect(expected).toContain(kindOf(result));
    if (!body.includes('push = '))
      expect(next).toMatchObject({ ending: 'returned', detail: 'returned "still here"' });
  });

  test('poison stays on its own side: another side of the pool is clean', async () => {
    await run(
      "function () { Object.prototype.evil = 1; String.prototype.slice = () => 'poison'; return 1; }",
    );
    const { result } = await run("function () { return [({}).evil, 'abc'.slice(1)]; }");
    expect(result).toMatchObject({ detail: 'returned [undefined, "bc"]' });
  });

  test('a key left on Object.prototype is an effect of its case and gone in the next', async () => {
    const side = new Side(
      pool,
      programOf('exports.subject = { f(v) { if (v) Object.prototype.evil = 1; return ({}).evil; } };'),
    );
    const results = await side.run(
      [1, 0].map((v) => ({ kind: 'function', name: 'f', args: [v], calls: [] })),
      [1000, 1000],
    );
    side.close();
    expect(results.map((result) => (result.ending === 'breached' ? '' : result.detail))).toEqual([
      'returned 1\npolluted Object.prototype.evil',
      'returned undefined',
    ]);
  });

  test.for([
    ['a hidden key', "Object.defineProperty(Map, 'hidden', { value: 1, configurable: true })", 'Map.hidden'],
    [
      'hidden keys',
      'Object.defineProperties(Set.prototype, { hidden: { value: 1, configurable: true } })',
      'Set.prototype.hidden',
    ],
    [
      'a key defined by Reflect',
      "Reflect.defineProperty(JSON, 'hidden', { value: 1, configurable: true })",
      'JSON.hidden',
    ],
    ['a symbol', "RegExp[Symbol.for('mark')] = 1", "RegExp[Symbol.for('mark')]"],
    ['a global', 'globalThis.mark = 1', 'globalThis.mark'],
    ['an accessor', "Math.__defineGetter__('max', () => 1)", 'Math.max(2, 3)'],
    ['another method', 'String.prototype.at = () => 1', "'a'.at(0)"],
    ['no method', 'delete Array.prototype.at', 'typeof [].at'],
    ['no name', 'delete Promise.name', 'Promise.name'],
    ['no global', 'delete globalThis.URL', 'typeof URL'],
  ] as const)('%s is gone in the next case', async ([, poison, look]) => {
    const code = `exports.subject = { f(v) { if (v) ${poison}; return String(${look}); } };`;
    const [before, , after] = await runInFreshChild(
      pool,
      programOf(code),
      [0, 1, 0].map((v) => ({ kind: 'function', name: 'f', args: [v], calls: [] })),
      [1000, 1000, 1000],
    );
    expect(before).toMatchObject({ ending: 'returned' });
    expect(after).toEqual(before);
  });
});

describe('nothing outside is reached', () => {
  const real = "globalThis.constructor.constructor('return process')()";
  const viaBinding = (module: string): string =>
    `(() => { for (const get of [() => require('node:${module}'), () => ${real}.getBuiltinModule('node:${module}'), () => ${real}.mainModule.require('${module}'), () => ({}).constructor.constructor("return import('node:${module}')")()]) { try { const got = get(); if (got) return got; } catch {} } })()`;

  test('an absolute path cannot be read, whichever way `fs` is come by', async () => {
    const path = JSON.stringify(join(folder, 'loot.txt'));
    const { result, next } = await run(
      `async function () { const fs = await ${viaBinding('fs')}; return fs ? fs.readFileSync(${path}, 'utf8') : 'no fs'; }`,
    );
    expect(JSON.stringify(result)).not.toContain(LOOT);
    expect(next).toMatchObject({ detail: 'returned "still here"' });
  });

  test('error stacks do not lead to the harness', async () => {
    const body =
      "function () { Error.prepareStackTrace = (_, sites) => sites.map((site) => [typeof site.getThis(), typeof site.getFunction()]).flat(); return new Error('x').stack; }";
    const { result } = await run(body);
    expect(JSON.stringify(result)).not.toContain('process');
  });

  test('a socket to a listener of this test does not connect', async () => {
    const { result } = await run(
      `async function () { const net = await ${viaBinding('net')}; if (!net) return 'no net'; return new Promise((resolve) => { const socket = net.connect(${port}, '127.0.0.1'); socket.on('connect', () => resolve('CONNECTED')); socket.on('error', (error) => resolve(error.code)); }); }`,
    );
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect(JSON.stringify(result)).not.toContain('CONNECTED');
    expect(connections).toBe(0);
  });

  test('a socket opened by code that has left the environment does not connect either', async () => {
    // A harness that is itself hostile: what an escape from the environment would gain.
    const outside = await mkdtemp(join(tmpdir(), 'bebug-escaped-'));
    const path = JSON.stringify(join(folder, 'loot.txt'));
    const steal = `
      const fs = require('node:fs'); const seen = [];
      const attempt = (name, job) => { try { seen.push(name + ': ' + job()); } catch (error) { seen.push(name + ': ' + (error.code ?? error.name)); } };
      attempt('read', () => fs.readFileSync(${path}, 'utf8'));
      attempt('write', () => fs.writeFileSync(${JSON.stringify(join(tmpdir(), 'bebug-written'))}, 'x'));
      attempt('spawn', () => require('node:child_process').execFileSync('true'));
      attempt('worker', () => new (require('node:worker_threads').Worker)('1', { eval: true }) && 'started');
      attempt('environment', () => Object.keys(process.env).sort().join());
      const socket = require('node:net').connect(${port}, '127.0.0.1');
      const say = (how) => { seen.push('socket: ' + how); fs.writeSync(1, JSON.stringify(seen) + '\\n'); };
      socket.on('connect', () => say('connected')); socket.on('error', (error) => say(error.code));
    `;
    await writeFile(join(outside, 'harness.cjs'), steal);
    const isolation = probeIsolation();
    const child = new Child(isolation, outside);
    const { lines } = await child.ask({ do: 'describe' }, 1, 5_000);
    child.kill();
    await rm(outside, { recursive: true });
    const seen = JSON.parse(lines[0]!) as string[];
    expect(seen.slice(0, 4)).toEqual([
      'read: ERR_ACCESS_DENIED',
      'write: ERR_ACCESS_DENIED',
      'spawn: ERR_ACCESS_DENIED',
      'worker: ERR_ACCESS_DENIED',
    ]);
    expect(seen[4]).toBe('environment: LANG,TZ');
    if (isolation.layers.some((layer) => layer.startsWith('network namespace'))) {
      expect(seen[5]).not.toContain('connected');
      expect(connections).toBe(0);
    }
  });

  test('SQLite opens no file that is there, whichever way its class is come by', async () => {
    const path = join(folder, 'loot.db');
    const database = new DatabaseSync(path);
    database.exec(`create table loot (text); insert into loot values ('${LOOT}')`);
    database.close();
    const { result } = await run(`function () {
      const { DatabaseSync } = require('node:sqlite'); const db = new DatabaseSync(':memory:'); const seen = [];
      for (const make of [() => DatabaseSync, () => Object.getPrototypeOf(DatabaseSync), () => Object.getPrototypeOf(Object.getPrototypeOf(db)).constructor, () => db.constructor])
        try { seen.push(new (make())('${path}').prepare('select * from loot').all()); } catch { seen.push('refused'); }
      return [db.prepare('select 1 as one').get().one, ...seen];
    }`);
    expect(result).toMatchObject({ detail: 'returned [1, "refused", "refused", "refused", "refused"]' });
  });

  test('SQLite stays in memory: no path, no ATTACH, no VACUUM INTO, no other authorizer', async () => {
    const path = join(folder, 'stolen.db');
    const attempt = (job: string): string =>
      `(() => { try { ${job}; return 'done'; } catch (error) { return 'refused'; } })()`;
    const { result } = await run(`function () {
      const { DatabaseSync } = require('node:sqlite'); const db = new DatabaseSync(':memory:'); db.exec('create table t (a)');
      return [${attempt("db.exec('insert into t values (1)')")}, ${attempt(`new DatabaseSync('${path}')`)}, ${attempt(`db.exec("attach database '${path}' as x")`)},
        ${attempt(`db.exec("vacuum into '${path}'")`)}, ${attempt('db.setAuthorizer(null)')}, ${attempt(`new (Object.getPrototypeOf(DatabaseSync))('${path}').exec('create table t (a)')`)}].join();
    }`);
    expect(result).toMatchObject({ detail: 'returned "done,refused,refused,refused,refused,refused"' });
  });

  test('SQLite opened again stays in memory, and hands out no backup and no extensions', async () => {
    const path = join(folder, 'again.db');
    const { result } = await run(`function () {
      const sqlite = require('node:sqlite'); const db = new sqlite.DatabaseSync(':memory:'); db.close(); db.open(); db.exec('create table t (a)');
      const later = new sqlite.DatabaseSync(':memory:', { open: false }); later.open();
      const seen = [db, later].map((it) => { try { it.exec("attach database '${path}' as x"); return 'done'; } catch { return 'refused'; } });
      return [...seen, typeof sqlite.backup, typeof db.loadExtension, typeof db.enableLoadExtension].join();
    }`);
    expect(result).toMatchObject({
      detail: 'returned "refused,refused,undefined,undefined,undefined"',
    });
  });

  test('the real process is not handed out by an `emit` of foreign code, nor by `on`', async () => {
    const { result } = await run(`async function () {
      const { EventEmitter } = require('node:events'); const found = []; const { emit, on, once } = EventEmitter.prototype;
      for (const [name, native] of Object.entries({ emit, on, once }))
        EventEmitter.prototype[name] = function (...args) { if ('pid' in this) found.push(name); return native.apply(this, args); };
      Promise.reject(new Error('x'));
      await new Promise((resolve) => setImmediate(resolve)); await new Promise((resolve) => setTimeout(resolve, 5));
      Object.assign(EventEmitter.prototype, { emit, on, once });
      return found;
    }`);
    expect(result).toMatchObject({ detail: 'returned []\nuncaught Error\ntook 5 ms' });
  });

  test('a flood of output breaches its own side only', async () => {
    const flood =
      "function () { const big = 'x'.repeat(2 ** 20); for (let i = 0; i < 400; i++) process.stdout.write(big); return 'quiet'; }";
    expect((await run(flood)).result).toMatchObject({ detail: 'returned "quiet"' });
  });

  test('a child that exits by itself is a breach', async () => {
    const quitter = await mkdtemp(join(tmpdir(), 'bebug-quitter-'));
    await writeFile(join(quitter, 'harness.cjs'), 'process.exit(0);');
    const child = new Child(probeIsolation(), quitter);
    const { breach } = await child.ask({ do: 'describe' }, 1, 5_000);
    await rm(quitter, { recursive: true });
    expect(breach).toMatchObject({ kind: 'died', message: 'exit code 0' });
  });

  test('answers that do not fit the protocol are a breach', async () => {
    const liar = await mkdtemp(join(tmpdir(), 'bebug-liar-'));
    await writeFile(
      join(liar, 'harness.cjs'),
      "const { writeSync } = require('node:fs'); const big = 'x'.repeat(2 ** 20); for (;;) writeSync(1, big);",
    );
    const child = new Child(probeIsolation(), liar);
    const { breach } = await child.ask({ do: 'describe' }, 1, 20_000);
    await rm(liar, { recursive: true });
    expect(breach?.kind).toBe('output');
    expect(child.alive).toBe(false);
  });
});
