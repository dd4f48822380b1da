import { expect, test } from 'vitest';
import { KeyedLock } from './keyed-lock.ts';

test('tasks under one key run one after the other, in order', async () => {
  const lock = new KeyedLock();
  const log: string[] = [];
  const task = (name: string) => async () => {
    log.push(`start ${name}`);
    await Promise.resolve();
    log.push(`end ${name}`);
    return name;
  };
  const results = await Promise.all([
    lock.run('k', task('a')),
    lock.run('k', task('b')),
    lock.run('k', task('c')),
  ]);
  expect(results).toEqual(['a', 'b', 'c']);
  expect(log).toEqual(['start a', 'end a', 'start b', 'end b', 'start c', 'end c']);
});

test('other keys do not wait', async () => {
  const lock = new KeyedLock();
  const release = await lock.acquire('a');
  expect(await lock.run('b', () => Promise.resolve(1))).toBe(1);
  expect(lock.isHeld('a')).toBe(true);
  release();
  expect(lock.isHeld('a')).toBe(false);
});

test('a task that fails lets the next one in', async () => {
  const lock = new KeyedLock();
  await expect(lock.run('k', () => Promise.reject(new Error('no')))).rejects.toThrow('no');
  expect(await lock.run('k', () => Promise.resolve(2))).toBe(2);
  expect(lock.size).toBe(0);
});

test('several keys in any order cannot block each other', async () => {
  const lock = new KeyedLock();
  const done: string[] = [];
  const both = async (name: string, keys: string[]) => {
    const release = await lock.acquireAll(keys);
    await Promise.resolve();
    done.push(name);
    release();
  };
  await Promise.all([both('1', ['a', 'b']), both('2', ['b', 'a']), both('3', ['b', 'b'])]);
  expect(done).toHaveLength(3);
  expect(lock.size).toBe(0);
});
