import { expect, test } from 'vitest';
import { InFlightCache } from './in-flight-cache.ts';

function manual() {
  const loads: { key: string; resolve: (value: string) => void; reject: (error: Error) => void }[] = [];
  const cache = new InFlightCache((key) => {
    const { promise, resolve, reject } = Promise.withResolvers<string>();
    loads.push({ key, resolve, reject });
    return promise;
  });
  return { cache, loads };
}

test('callers at the same time share one load', async () => {
  const { cache, loads } = manual();
  const both = Promise.all([cache.get('a'), cache.get('a')]);
  expect(loads).toHaveLength(1);
  loads[0]?.resolve('x');
  expect(await both).toEqual(['x', 'x']);
  expect(await cache.get('a')).toBe('x');
  expect([loads.length, cache.hits, cache.pending]).toEqual([1, 1, 0]);
});

test('a failure reaches all who wait and is not remembered', async () => {
  const { cache, loads } = manual();
  const both = Promise.allSettled([cache.get('a'), cache.get('a')]);
  loads[0]?.reject(new Error('down'));
  expect((await both).map((result) => result.status)).toEqual(['rejected', 'rejected']);
  expect([cache.keys, cache.pending]).toEqual([[], 0]);
  const again = cache.get('a');
  loads[1]?.resolve('y');
  expect(await again).toBe('y');
});

test('a value that was invalidated under way is not remembered', async () => {
  const { cache, loads } = manual();
  const old = cache.get('a');
  cache.invalidate('a');
  const fresh = cache.get('a');
  loads[1]?.resolve('new');
  expect(await fresh).toBe('new');
  loads[0]?.resolve('old');
  expect(await old).toBe('old');
  expect(await cache.get('a')).toBe('new');
});

test('the last of several refreshes wins', async () => {
  const { cache, loads } = manual();
  const results = Promise.all([cache.refresh('a'), cache.refresh('a')]);
  loads[1]?.resolve('second');
  loads[0]?.resolve('first');
  expect(await results).toEqual(['first', 'second']);
  expect(await cache.get('a')).toBe('second');
});

test('several keys come back in their order', async () => {
  const { cache, loads } = manual();
  const all = cache.getAll(['b', 'a', 'b']);
  expect(loads.map((load) => load.key)).toEqual(['b', 'a']);
  loads[1]?.resolve('A');
  loads[0]?.resolve('B');
  expect(await all).toEqual(['B', 'A', 'B']);
});
