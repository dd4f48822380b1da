import { beforeEach, expect, test } from 'vitest';
import { LruCache } from './lru-cache.ts';

let now = 0;
let cache: LruCache<number>;

beforeEach(() => {
  now = 1000;
  cache = new LruCache<number>({ capacity: 2, timeToLive: 100, now: () => now });
});

test('a full cache drops the entry that was used least recently', () => {
  cache.set('a', 1);
  cache.set('b', 2);
  expect(cache.get('a')).toBe(1);
  cache.set('c', 3);
  expect(cache.keys()).toEqual(['a', 'c']);
  expect(cache.statistics).toEqual({ hits: 1, misses: 0, evictions: 1 });
});

test('setting a key again evicts nothing', () => {
  cache.set('a', 1);
  cache.set('b', 2);
  cache.set('a', 3);
  expect(cache.keys()).toEqual(['b', 'a']);
  expect(cache.peek('a')).toBe(3);
  expect(cache.statistics.evictions).toBe(0);
});

test('an entry is fresh up to its time to live, and not at it', () => {
  cache.set('a', 1);
  now += 99;
  expect(cache.get('a')).toBe(1);
  now += 1;
  expect(cache.get('a')).toBeUndefined();
  expect(cache.size).toBe(0);
  expect(cache.statistics).toEqual({ hits: 1, misses: 1, evictions: 0 });
});

test('reading does not make an entry live longer, setting does', () => {
  cache.set('a', 1);
  now += 60;
  cache.set('a', 1);
  now += 60;
  expect(cache.get('a')).toBe(1);
  now += 60;
  expect(cache.get('a')).toBeUndefined();
});

test('peek neither touches nor counts, and does not see stale entries', () => {
  cache.set('a', 1);
  cache.set('b', 2);
  expect(cache.peek('a')).toBe(1);
  expect(cache.peek('z')).toBeUndefined();
  expect(cache.keys()).toEqual(['a', 'b']);
  expect(cache.statistics.hits).toBe(0);
  now += 100;
  expect(cache.peek('a')).toBeUndefined();
});

test('prune drops stale entries alone', () => {
  cache.set('a', 1);
  now += 60;
  cache.set('b', 2);
  now += 40;
  expect(cache.prune()).toBe(1);
  expect(cache.keys()).toEqual(['b']);
});

test('delete says whether there was something', () => {
  cache.set('a', 1);
  expect([cache.delete('a'), cache.delete('a')]).toEqual([true, false]);
});

test('options are checked and copied', () => {
  const options = { capacity: 1, timeToLive: 5, now: () => 0 };
  const small = new LruCache<string>(options);
  options.capacity = 10;
  small.set('a', 'x');
  small.set('b', 'y');
  expect(small.keys()).toEqual(['b']);
  for (const capacity of [0, -1, 1.5])
    expect(() => new LruCache({ ...options, capacity })).toThrow(RangeError);
  for (const timeToLive of [0, NaN])
    expect(() => new LruCache({ ...options, timeToLive })).toThrow(RangeError);
});
