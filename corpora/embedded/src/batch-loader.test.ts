import { expect, test } from 'vitest';
import { BatchLoader } from './batch-loader.ts';

function setUp(maxBatch = 3) {
  const batches: {
    keys: readonly string[];
    resolve: (values: (string | Error)[]) => void;
    reject: (error: Error) => void;
  }[] = [];
  const loader = new BatchLoader<string>(
    (keys) => {
      const { promise, resolve, reject } = Promise.withResolvers<(string | Error)[]>();
      batches.push({ keys, resolve, reject });
      return promise;
    },
    { maxBatch },
  );
  const answer = (index: number) => {
    const batch = batches[index]!;
    batch.resolve(batch.keys.map((key) => `${key}${String(index)}`));
  };
  return { loader, batches, answer };
}

const turn = () => new Promise((resolve) => setTimeout(resolve, 0));

test('what is asked for in one turn is loaded together, each key once', async () => {
  const { loader, batches, answer } = setUp();
  const all = Promise.all([loader.load('a'), loader.load('b'), loader.loadAll(['b', 'a', 'c'])]);
  expect(batches).toEqual([]);
  await turn();
  expect(batches.map(({ keys }) => keys)).toEqual([['a', 'b', 'c']]);
  answer(0);
  expect(await all).toEqual(['a0', 'b0', ['b0', 'a0', 'c0']]);
  expect(await loader.load('a')).toBe('a0');
  await turn();
  expect(batches).toHaveLength(1);
});

test('the next turn is another batch', async () => {
  const { loader, batches, answer } = setUp();
  const first = loader.load('a');
  await turn();
  const second = loader.loadAll(['a', 'b']);
  await turn();
  answer(1);
  answer(0);
  expect([await first, await second]).toEqual(['a0', ['a0', 'b1']]);
  expect(batches.map(({ keys }) => keys)).toEqual([['a'], ['b']]);
});

test('a large batch is cut', async () => {
  const { loader, batches, answer } = setUp(2);
  const all = loader.loadAll(['a', 'b', 'c', 'd', 'e']);
  await turn();
  expect(batches.map(({ keys }) => keys)).toEqual([['a', 'b'], ['c', 'd'], ['e']]);
  for (const index of [2, 0, 1]) answer(index);
  expect(await all).toEqual(['a0', 'b0', 'c1', 'd1', 'e2']);
});

test('one key can fail alone, and is tried again', async () => {
  const { loader, batches, answer } = setUp();
  const both = Promise.allSettled([loader.load('a'), loader.load('b')]);
  await turn();
  batches[0]!.resolve(['A', new Error('no b')]);
  expect(await both).toEqual([
    { status: 'fulfilled', value: 'A' },
    { status: 'rejected', reason: new Error('no b') },
  ]);
  const again = loader.loadAll(['a', 'b']);
  await turn();
  expect(batches[1]!.keys).toEqual(['b']);
  answer(1);
  expect(await again).toEqual(['A', 'b1']);
});

test('a batch that fails, fails for all of its keys, and for no other', async () => {
  const { loader, batches, answer } = setUp(2);
  const all = Promise.allSettled(['a', 'b', 'c'].map((key) => loader.load(key)));
  await turn();
  batches[0]!.reject(new Error('down'));
  answer(1);
  expect((await all).map(({ status }) => status)).toEqual(['rejected', 'rejected', 'fulfilled']);
});

test.for([[[]], [['A', 'B', 'C']]])('%j is no answer for two keys', async ([values]) => {
  const { loader, batches } = setUp();
  const both = Promise.allSettled([loader.load('a'), loader.load('b')]);
  await turn();
  batches[0]!.resolve(values!);
  expect((await both).every((one) => one.status === 'rejected' && one.reason instanceof RangeError)).toBe(
    true,
  );
});

test('a function that throws at once fails like any other', async () => {
  const loader = new BatchLoader<string>(
    () => {
      throw new TypeError('broken');
    },
    { maxBatch: 1 },
  );
  await expect(loader.load('a')).rejects.toThrow(TypeError);
});

test('a key that was cleared is loaded anew', async () => {
  const { loader, batches, answer } = setUp();
  const old = loader.load('a');
  await turn();
  loader.clear('a');
  const fresh = loader.load('a');
  await turn();
  answer(1);
  expect(await fresh).toBe('a1');
  batches[0]!.reject(new Error('late'));
  await expect(old).rejects.toThrow('late');
  expect(await loader.load('a')).toBe('a1');
});

test('a value that is known is not loaded, nor replaced', async () => {
  const { loader, batches } = setUp();
  loader.prime('a', 'known');
  loader.prime('a', 'other');
  expect(await loader.load('a')).toBe('known');
  await turn();
  expect(batches).toEqual([]);
});

test('a batch holds at least one key', () => {
  for (const maxBatch of [0, -1, 1.5, NaN]) expect(() => setUp(maxBatch)).toThrow(RangeError);
  expect(() => setUp(1)).not.toThrow();
});
