import type { Driver } from '@bebug/oracle/driver';
import { LruCache } from './lru-cache.ts';

interface Subject {
  readonly cache: LruCache<string>;
  readonly clock: { now: number };
}

const key = { oneOf: ['a', 'b', 'c'] };

export default {
  create() {
    const clock = { now: 0 };
    return { clock, cache: new LruCache<string>({ capacity: 2, timeToLive: 100, now: () => clock.now }) };
  },
  calls: {
    get: { args: [key], run: ({ cache }, name: string) => cache.get(name) },
    getLater: {
      args: [key, { oneOf: [99, 100] }],
      run: ({ cache, clock }, name: string, milliseconds: number) => {
        clock.now += milliseconds;
        return cache.get(name);
      },
    },
    peek: { args: [key], run: ({ cache }, name: string) => cache.peek(name) },
    set: {
      args: [key, { oneOf: ['x', 'y', 'z'] }],
      run: ({ cache }, name: string, value: string) => {
        cache.set(name, value);
      },
    },
    setAll: {
      args: [key, key, key],
      run: ({ cache }, ...names: string[]) => {
        for (const name of names) cache.set(name, `all ${name}`);
      },
    },
    delete: { args: [key], run: ({ cache }, name: string) => cache.delete(name) },
    prune: { args: [], run: ({ cache }) => cache.prune() },
    advance: {
      args: [{ oneOf: [1, 99, 100] }],
      run: ({ clock }, milliseconds: number) => {
        clock.now += milliseconds;
      },
    },
    build: {
      args: [{ oneOf: [-1, 0, 1, 1.5, 3] }, { oneOf: [-1, 0, 1, NaN] }],
      run: (_subject, capacity: number, timeToLive: number) => {
        const options = { capacity, timeToLive, now: () => 0 };
        const cache = new LruCache<string>(options);
        options.capacity += 1;
        for (const name of ['a', 'b', 'c', 'd', 'e']) cache.set(name, name);
        return cache.keys();
      },
    },
  },
  observe: ({ cache }) => ({ keys: cache.keys(), size: cache.size, statistics: cache.statistics }),
} satisfies Driver<Subject>;
