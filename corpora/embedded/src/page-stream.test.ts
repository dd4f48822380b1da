import { expect, test } from 'vitest';
import { findItem, inGroups, PageStreamError, streamItems, type Batch } from './page-stream.ts';

const BATCHES: Record<string, Batch<number>> = {
  start: { items: [1, 2, 3], next: 'b' },
  b: { items: [], next: 'c' },
  c: { items: [4, 5], next: null },
};

function serve(batches: Record<string, Batch<number>> = BATCHES) {
  const fetched: string[] = [];
  const fetchBatch = (cursor: string | null) => {
    const key = cursor ?? 'start';
    fetched.push(key);
    const batch = batches[key];
    return batch === undefined ? Promise.reject(new Error(`no ${key}`)) : Promise.resolve(batch);
  };
  return { fetched, fetchBatch };
}

async function collect<T>(items: AsyncIterable<T>): Promise<T[]> {
  const all: T[] = [];
  for await (const item of items) all.push(item);
  return all;
}

test('all items come in their order, and are counted', async () => {
  const { fetchBatch, fetched } = serve();
  expect(await collect(streamItems(fetchBatch))).toEqual([1, 2, 3, 4, 5]);
  expect(fetched).toEqual(['start', 'b', 'c']);
  const last = await streamItems(serve({ start: { items: [], next: null } }).fetchBatch).next();
  expect(last).toEqual({ done: true, value: 0 });
});

test.for<[number, number[], string[]]>([
  [0, [], []],
  [-1, [], []],
  [2, [1, 2], ['start']],
  [3, [1, 2, 3], ['start']],
  [4, [1, 2, 3, 4], ['start', 'b', 'c']],
  [9, [1, 2, 3, 4, 5], ['start', 'b', 'c']],
])('with a limit of %i no batch is fetched that is not needed', async ([limit, items, keys]) => {
  const { fetchBatch, fetched } = serve();
  const stream = streamItems(fetchBatch, { limit });
  expect(await collect(stream)).toEqual(items);
  expect(fetched).toEqual(keys);
  const counted = streamItems(serve().fetchBatch, { limit });
  for (let index = 0; index < items.length; index++) await counted.next();
  expect(await counted.next()).toEqual({ done: true, value: items.length });
});

test('one batch is fetched ahead, and no more', async () => {
  const { fetchBatch, fetched } = serve();
  const stream = streamItems(fetchBatch);
  expect(fetched).toEqual([]);
  await stream.next();
  expect(fetched).toEqual(['start', 'b']);
  await stream.return(0);
  expect(fetched).toEqual(['start', 'b']);
});

test('a failure comes after the items before it', async () => {
  const stream = streamItems(serve({ start: { items: [1, 2], next: 'x' } }).fetchBatch);
  expect([(await stream.next()).value, (await stream.next()).value]).toEqual([1, 2]);
  await expect(stream.next()).rejects.toThrow('no x');
});

test('a list that bites its tail ends', async () => {
  const { fetchBatch, fetched } = serve({ start: { items: [1], next: 'b' }, b: { items: [2], next: 'b' } });
  const stream = streamItems(fetchBatch);
  expect([(await stream.next()).value, (await stream.next()).value]).toEqual([1, 2]);
  await expect(stream.next()).rejects.toThrow(PageStreamError);
  expect(fetched).toEqual(['start', 'b']);
});

test('an aborted stream stops', async () => {
  const controller = new AbortController();
  const { fetchBatch, fetched } = serve();
  const stream = streamItems(fetchBatch, { signal: controller.signal });
  await stream.next();
  controller.abort(new Error('enough'));
  await expect(stream.next()).rejects.toThrow('enough');
  const late = streamItems(fetchBatch, { signal: controller.signal });
  await expect(late.next()).rejects.toThrow('enough');
  expect(fetched).toEqual(['start', 'b']);
});

test('an abort while a batch is fetched stops the stream, too', async () => {
  const controller = new AbortController();
  const signals: unknown[] = [];
  const stream = streamItems(
    (_cursor, signal) => {
      signals.push(signal);
      controller.abort(new Error('enough'));
      return Promise.resolve({ items: [1], next: null });
    },
    { signal: controller.signal },
  );
  await expect(stream.next()).rejects.toThrow('enough');
  expect(signals).toEqual([controller.signal]);
});

test('items are grouped', async () => {
  const grouped = (size: number) => collect(inGroups(streamItems(serve().fetchBatch), size));
  expect(await grouped(2)).toEqual([[1, 2], [3, 4], [5]]);
  expect(await grouped(5)).toEqual([[1, 2, 3, 4, 5]]);
  for (const size of [0, 1.5, NaN]) await expect(grouped(size)).rejects.toThrow(RangeError);
});

test('an item is found, and the rest is not fetched', async () => {
  const { fetchBatch, fetched } = serve();
  expect(await findItem(streamItems(fetchBatch), (item) => item === 2)).toBe(2);
  expect(fetched).toEqual(['start', 'b']);
  expect(await findItem(streamItems(serve().fetchBatch), (item) => Promise.resolve(item > 3))).toBe(4);
  expect(
    await findItem(streamItems(serve().fetchBatch), (item) => Promise.resolve(item > 9)),
  ).toBeUndefined();
});
