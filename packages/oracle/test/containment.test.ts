import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer, type AddressInfo, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { CLEAN_FUEL } from '../src/difference.ts';
import { Pool } from '../src/sandbox/pool.ts';
import { Side, type Patience, type Result } from '../src/sandbox/side.ts';
import { programOf } from './program-of.ts';
import { clocks, floods, heaps } from './breakouts/bombs.ts';
import { poison } from './breakouts/poison.ts';
import { reach } from './breakouts/reach.ts';

const LOOT = 'loot-1f0c6a8f';
/** What never ends takes two seconds each and not ten; what ends by itself is given all the time it needs on a busy machine. */
const HASTY = { load: 5_000, line: 400, exploration: 2_000 };
const CALM = { load: 5_000, line: 15_000, exploration: 30_000 };
const MEGABYTE = 2 ** 20;

let pool: Pool;
let folder: string;
let server: Server;
let connections = 0;
let environment: string;
let resident: number;

beforeAll(async () => {
  pool = await Pool.open(1);
  folder = await mkdtemp(join(tmpdir(), 'bebug-loot-'));
  await writeFile(join(folder, 'loot.txt'), LOOT);
  process.env['BEBUG_SECRET'] = LOOT;
  // The only address that these tests ever aim at: a listener of their own.
  server = createServer((socket) => {
    connections++;
    socket.end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  environment = JSON.stringify(process.env);
  resident = process.memoryUsage().rss;
});

afterAll(async () => {
  await pool.close();
  server.close();
  delete process.env['BEBUG_SECRET'];
  await rm(folder, { recursive: true });
});

const call = (name: string) => ({ kind: 'function', name, args: [], calls: [] }) as const;
const named = (result: Result): string => (result.ending === 'breached' ? result.breach.kind : result.ending);
const shown = (result: Result): string => (result.ending === 'breached' ? '' : result.detail);

const BETWEEN = ['ok', 'f', 'ok'];
/** What breaks a child that has answered before is asked for once more: a bomb that takes seconds to grow comes first. */
const FIRST = ['f', 'ok'];

/** The attempt beside harmless cases of its own mutant, while another mutant is at work. */
async function run(
  body: string,
  order: readonly string[],
  patience: Patience,
): Promise<{ own: readonly Result[]; others: readonly Result[] }> {
  const placed = body
    .replaceAll('LOOT', join(folder, 'loot.txt'))
    .replaceAll('FOLDER', folder)
    .replaceAll('PORT', String((server.address() as AddressInfo).port));
  const attacker = new Side(
    pool,
    programOf(`exports.subject = { f: ${placed}, ok: () => 'still here' };`),
    patience,
  );
  const other = new Side(
    pool,
    programOf('exports.subject = { f() { return [({}).evil, [3, 1].sort().join()]; } };'),
  );
  try {
    const others = other.run([call('f'), call('f'), call('f')], CLEAN_FUEL);
    const own = await attacker.run(order.map(call), CLEAN_FUEL);
    return { own, others: await others };
  } finally {
    attacker.close();
    other.close();
  }
}

describe.for([
  ['work without an end', clocks, BETWEEN, HASTY],
  ['memory without an end', heaps, FIRST, CALM],
  ['floods and depths', floods, BETWEEN, CALM],
  ['poison for the harness', poison, BETWEEN, HASTY],
  ['ways out', reach, BETWEEN, CALM],
] as const)('%s', ([, attempts, order, patience]) => {
  test.for(attempts)('$name', async ({ body, ends }) => {
    const { own, others } = await run(body, order, patience);
    const attacked = own[order.indexOf('f')]!;
    const harmless = own.filter((result) => result !== attacked);
    expect(
      [named(attacked), shown(attacked)].some((seen) => ends.includes(seen)),
      `${named(attacked)}: ${shown(attacked).slice(0, 300)}${attacked.ending === 'breached' ? attacked.breach.message : ''}`,
    ).toBe(true);
    expect(harmless.map(shown)).toEqual(harmless.map(() => 'returned "still here"'));
    expect(own).toHaveLength(order.length);
    expect(others.map(shown)).toEqual(Array<string>(3).fill('returned [undefined, "1,3"]'));
    expect(JSON.stringify(own)).not.toContain(LOOT);
  });
});

test('afterwards the files, the environment, the memory and the network of the parent are as before', async () => {
  expect(await readdir(folder)).toEqual(['loot.txt']);
  expect(await readFile(join(folder, 'loot.txt'), 'utf8')).toBe(LOOT);
  expect(JSON.stringify(process.env)).toBe(environment);
  expect(Reflect.ownKeys({}.constructor.prototype as object)).not.toContain('evil');
  expect(process.memoryUsage().rss - resident).toBeLessThan(300 * MEGABYTE);
  expect(connections).toBe(0);
});

test('the corpus is a large one', () => {
  expect([clocks, heaps, floods, poison, reach].flat().length).toBeGreaterThanOrEqual(60);
});
