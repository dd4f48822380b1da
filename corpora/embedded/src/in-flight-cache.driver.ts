import type { Driver } from '@bebug/oracle/driver';
import { InFlightCache } from './in-flight-cache.ts';

const key = { oneOf: ['a', 'b'] };

export default {
  create(world) {
    let loads = 0;
    return new InFlightCache((name) => {
      const load = (loads += 1);
      return world.external('load', [name], () => `${name}${String(load)}`);
    });
  },
  calls: {
    get: { args: [key], run: (cache, name: string) => cache.get(name) },
    refresh: { args: [key], run: (cache, name: string) => cache.refresh(name) },
    getAll: {
      args: [key, key],
      run: (cache, first: string, second: string) => cache.getAll([first, second]),
    },
    invalidate: {
      args: [key],
      run: (cache, name: string) => {
        cache.invalidate(name);
      },
    },
  },
  observe: (cache) => ({ keys: cache.keys, pending: cache.pending, hits: cache.hits }),
  scenarios: [
    {
      name: 'two readers of one key',
      clients: [[['get', 'a']], [['get', 'a']]],
    },
    {
      name: 'three readers of two keys',
      clients: [[['get', 'a']], [['get', 'b']], [['getAll', 'a', 'b']]],
    },
    {
      name: 'the first load fails and a reader tries again',
      clients: [
        [
          ['get', 'a'],
          ['get', 'a'],
        ],
        [['get', 'a']],
      ],
      rejects: [{ external: 'load', call: 1 }],
    },
    {
      name: 'invalidated while it is loaded',
      clients: [
        [['get', 'a']],
        [
          ['invalidate', 'a'],
          ['get', 'a'],
        ],
      ],
    },
    {
      name: 'refreshed while it is loaded',
      clients: [[['get', 'a']], [['refresh', 'a']], [['get', 'a']]],
    },
    {
      name: 'an invalidated load fails',
      clients: [
        [['get', 'a']],
        [
          ['invalidate', 'a'],
          ['get', 'a'],
        ],
      ],
      rejects: [{ external: 'load', call: 1 }],
    },
  ],
} satisfies Driver<InFlightCache<string>>;
