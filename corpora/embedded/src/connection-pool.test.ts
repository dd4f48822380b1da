import { expect, test } from 'vitest';
import { ConnectionPool, PoolError } from './connection-pool.ts';

interface Line {
  readonly id: number;
  isBroken: boolean;
  isClosed: boolean;
  isUsable(): boolean;
  close(): void;
}

function setUp(size = 2, maxWaiting = 2) {
  const lines: Line[] = [];
  const opening: { resolve: () => void; reject: (error: Error) => void }[] = [];
  const pool = new ConnectionPool<Line>({
    size,
    maxWaiting,
    open: () =>
      new Promise((resolve, reject) => {
        opening.push({
          resolve() {
            const line: Line = {
              id: lines.length,
              isBroken: false,
              isClosed: false,
              isUsable: () => !line.isBroken,
              close() {
                line.isClosed = true;
              },
            };
            lines.push(line);
            resolve(line);
          },
          reject,
        });
      }),
  });
  return { pool, lines, opening };
}

const turn = () => new Promise((resolve) => setTimeout(resolve, 0));

/** A piece of work that ends when it is told to. */
function work() {
  const { promise, resolve, reject } = Promise.withResolvers<string>();
  let line: Line | undefined;
  return {
    run: (resource: Line) => {
      line = resource;
      return promise;
    },
    resolve,
    reject,
    get line() {
      return line;
    },
  };
}

test('a resource is opened once and lent again', async () => {
  const { pool, lines, opening } = setUp();
  const first = pool.use((line) => Promise.resolve(line.id));
  expect([pool.open, pool.idle]).toEqual([1, 0]);
  opening[0]!.resolve();
  expect(await first).toBe(0);
  expect(await pool.use((line) => Promise.resolve(line.id))).toBe(0);
  expect([pool.open, pool.idle, lines.length]).toEqual([1, 1, 1]);
});

test('callers wait in turn when all resources are lent', async () => {
  const { pool, opening } = setUp();
  const jobs = [work(), work(), work(), work()];
  const results = jobs.map((job) => pool.use(job.run));
  for (const one of opening) one.resolve();
  await turn();
  expect([pool.open, pool.waiting, opening.length]).toEqual([2, 2, 2]);
  jobs[1]!.resolve('b');
  await turn();
  expect(jobs[2]!.line?.id).toBe(1);
  expect(jobs[3]!.line).toBeUndefined();
  jobs[0]!.resolve('a');
  await turn();
  expect(jobs[3]!.line?.id).toBe(0);
  jobs[2]!.resolve('c');
  jobs[3]!.resolve('d');
  expect(await Promise.all(results)).toEqual(['a', 'b', 'c', 'd']);
  expect([pool.open, pool.idle, pool.waiting]).toEqual([2, 2, 0]);
});

test('too many callers are turned away', async () => {
  const { pool } = setUp(1, 1);
  const waiting = [pool.use(work().run), pool.use(work().run)];
  await expect(pool.use(work().run)).rejects.toThrow(PoolError);
  expect([pool.waiting, waiting.length]).toEqual([1, 2]);
});

test('work that fails gives its resource back', async () => {
  const { pool, opening } = setUp();
  const failing = pool.use(() => Promise.reject(new TypeError('no')));
  opening[0]!.resolve();
  await expect(failing).rejects.toThrow(TypeError);
  expect(pool.idle).toBe(1);
});

test('a resource that cannot be opened leaves its place to the next caller', async () => {
  const { pool, opening } = setUp(1);
  const first = pool.use(work().run);
  const second = pool.use((line) => Promise.resolve(line.id));
  opening[0]!.reject(new Error('down'));
  await expect(first).rejects.toThrow(
    expect.objectContaining({ name: 'PoolError', cause: new Error('down') }),
  );
  expect([pool.open, pool.waiting]).toEqual([1, 0]);
  opening[1]!.resolve();
  expect(await second).toBe(0);
});

test('a caller who waits hears that nothing could be opened, too', async () => {
  const { pool, opening } = setUp(1);
  const both = Promise.allSettled([pool.use(work().run), pool.use(work().run)]);
  opening[0]!.reject(new Error('down'));
  await turn();
  opening[1]!.reject(new Error('still down'));
  expect((await both).map(({ status }) => status)).toEqual(['rejected', 'rejected']);
  expect([pool.open, pool.waiting]).toEqual([0, 0]);
});

test('a broken resource is closed and replaced', async () => {
  const { pool, lines, opening } = setUp(1);
  const job = work();
  const first = pool.use(job.run);
  const second = pool.use((line) => Promise.resolve(line.id));
  opening[0]!.resolve();
  await turn();
  lines[0]!.isBroken = true;
  job.resolve('a');
  await first;
  expect(lines[0]!.isClosed).toBe(true);
  opening[1]!.resolve();
  expect(await second).toBe(1);
  lines[1]!.isBroken = true;
  const third = pool.use((line) => Promise.resolve(line.id));
  expect(lines[1]!.isClosed).toBe(true);
  opening[2]!.resolve();
  expect(await third).toBe(2);
  expect(pool.open).toBe(1);
});

test('closing closes what is idle at once, what is lent later, and what is being opened when it is there', async () => {
  const { pool, lines, opening } = setUp(3);
  const job = work();
  const lent = pool.use(job.run);
  const idle = pool.use(() => Promise.resolve('idle'));
  const late = pool.use(() => Promise.resolve('late'));
  const waiting = pool.use(() => Promise.resolve('waiting'));
  opening[0]!.resolve();
  await turn();
  opening[1]!.resolve();
  await idle;
  await expect(waiting).resolves.toBe('waiting');
  pool.close();
  expect(lines.map(({ isClosed }) => isClosed)).toEqual([false, true]);
  opening[2]!.resolve();
  await expect(late).rejects.toThrow(PoolError);
  expect(lines[2]!.isClosed).toBe(true);
  job.resolve('a');
  expect(await lent).toBe('a');
  expect(lines[0]!.isClosed).toBe(true);
  await expect(pool.use(work().run)).rejects.toThrow(PoolError);
});

test('closing turns away who waits', async () => {
  const { pool, lines, opening } = setUp(1);
  const job = work();
  const lent = pool.use(job.run);
  const waiting = pool.use(work().run);
  opening[0]!.resolve();
  await turn();
  pool.close();
  await expect(waiting).rejects.toThrow(PoolError);
  job.resolve('a');
  await lent;
  expect([lines[0]!.isClosed, pool.open, pool.idle]).toEqual([true, 0, 0]);
});

test('a pool has a size', () => {
  for (const size of [0, -1, 1.5]) expect(() => setUp(size)).toThrow(RangeError);
});
