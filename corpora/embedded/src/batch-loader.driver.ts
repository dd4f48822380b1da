import type { Driver } from '@bebug/oracle/driver';
import { BatchLoader } from './batch-loader.ts';

const key = { oneOf: ['a', 'b', 'c', 'bad'] };

function numbered(count: number): string[] {
  return Array.from({ length: count }, (_, index) => `k${String(index)}`);
}

export default {
  create(world) {
    let batches = 0;
    return new BatchLoader<string>(
      (keys) => {
        const batch = (batches += 1);
        return world.external('load', [keys], () => {
          if (keys.includes('short')) return [];
          if (keys.includes('long')) return [...keys, 'more'];
          return keys.map((one) => (one === 'bad' ? new Error(`no ${one}`) : `${one}${String(batch)}`));
        });
      },
      { maxBatch: 2 },
    );
  },
  calls: {
    load: { args: [key], run: (loader, one: string) => loader.load(one) },
    loadAll: {
      args: [key, key, key],
      run: (loader, ...keys: string[]) => loader.loadAll(keys),
    },
    settle: {
      args: [key, key, key, { oneOf: ['short', 'long', 'd'] }],
      run: (loader, ...keys: string[]) => Promise.allSettled(keys.map((one) => loader.load(one))),
    },
    prime: {
      args: [key, { oneOf: ['known', 'other'] }],
      run: (loader, one: string, value: string) => {
        loader.prime(one, value);
      },
    },
    clear: {
      args: [key],
      run: (loader, one: string) => {
        loader.clear(one);
      },
    },
    throwing: {
      args: [{ oneOf: [-1, 0, 1, 1.5] }],
      run: (_loader, maxBatch: number) =>
        new BatchLoader<string>(
          () => {
            throw new TypeError('broken');
          },
          { maxBatch },
        )
          .load('a')
          .catch((error: unknown) => (error as Error).message),
    },
  },
  scenarios: [
    { name: 'three readers of two keys', clients: [[['load', 'a']], [['load', 'b']], [['load', 'a']]] },
    { name: 'three keys in batches of two', clients: [[['loadAll', 'a', 'b', 'c']], [['load', 'c']]] },
    {
      name: 'a batch fails, and a reader tries again',
      clients: [
        [
          ['load', 'a'],
          ['load', 'a'],
        ],
        [['load', 'a']],
      ],
      rejects: [{ external: 'load', call: 1 }],
    },
    {
      name: 'cleared while it is loaded',
      clients: [
        [['load', 'a']],
        [
          ['clear', 'a'],
          ['load', 'a'],
          ['load', 'a'],
        ],
      ],
    },
    {
      name: 'cleared while a load fails',
      clients: [
        [['load', 'a']],
        [
          ['clear', 'a'],
          ['load', 'a'],
          ['load', 'a'],
        ],
      ],
      rejects: [{ external: 'load', call: 1 }],
    },
  ],
  loads: {
    'load many keys, one by one': {
      run: async (loader, n: number) =>
        (await Promise.all(numbered(n).map((one) => loader.load(one)))).length,
    },
    'load the same keys again and again': {
      run: async (loader, n: number) => {
        for (let round = 0; round < n; round++) await loader.loadAll(['a', 'b']);
        return n;
      },
    },
  },
} satisfies Driver<BatchLoader<string>>;
