import { expect, test } from 'vitest';
import { JobQueue } from './job-queue.ts';

function manual(concurrency: number) {
  const started: string[] = [];
  const ends = new Map<string, PromiseWithResolvers<string>>();
  const queue = new JobQueue(concurrency);
  const add = (name: string) =>
    queue.add(() => {
      started.push(name);
      const end = Promise.withResolvers<string>();
      ends.set(name, end);
      return end.promise;
    });
  return { queue, add, started, finish: (name: string) => ends.get(name)?.resolve(`${name} done`), ends };
}

test('jobs start in order, and no more than allowed', async () => {
  const { queue, add, started, finish } = manual(2);
  const results = ['a', 'b', 'c', 'd'].map(add);
  expect([started, queue.running, queue.waiting]).toEqual([['a', 'b'], 2, 2]);
  finish('b');
  expect(await results[1]).toBe('b done');
  await Promise.resolve();
  expect([started, queue.running, queue.waiting]).toEqual([['a', 'b', 'c'], 2, 1]);
  for (const name of ['a', 'c']) finish(name);
  await Promise.all([results[0], results[2]]);
  await Promise.resolve();
  finish('d');
  expect(await results[3]).toBe('d done');
  expect(started).toEqual(['a', 'b', 'c', 'd']);
});

test('a job that fails stops no other', async () => {
  const queue = new JobQueue(1);
  const failing = queue.add(() => Promise.reject(new Error('no')));
  const throwing = queue.add(() => {
    throw new Error('at once');
  });
  const next = queue.add(() => Promise.resolve(3));
  await expect(failing).rejects.toThrow('no');
  await expect(throwing).rejects.toThrow('at once');
  expect(await next).toBe(3);
  await queue.onIdle();
  expect([queue.failed, queue.running, queue.waiting]).toEqual([2, 0, 0]);
});

test('idle means that nothing runs and nothing waits', async () => {
  const { queue, add, finish } = manual(1);
  await queue.onIdle();
  const results = [add('a'), add('b')];
  let isIdle = false;
  const idle = queue.onIdle().then(() => {
    isIdle = true;
  });
  finish('a');
  await results[0];
  await Promise.resolve();
  expect(isIdle).toBe(false);
  finish('b');
  await Promise.all([results[1], idle]);
  expect(queue.running).toBe(0);
});

test('a paused queue starts nothing', () => {
  const { queue, add, started } = manual(2);
  void add('a');
  queue.pause();
  void add('b');
  expect([started, queue.waiting]).toEqual([['a'], 1]);
  queue.resume();
  expect([started, queue.waiting]).toEqual([['a', 'b'], 0]);
});

test('the concurrency is checked', () => {
  for (const concurrency of [0, -1, 1.5]) expect(() => new JobQueue(concurrency)).toThrow(RangeError);
});
