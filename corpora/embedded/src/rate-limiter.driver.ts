import type { Driver } from '@bebug/oracle/driver';
import { RateLimiter } from './rate-limiter.ts';

interface Subject {
  readonly limiter: RateLimiter;
  readonly clock: { now: number };
}

const client = { oneOf: ['ada', 'bob'] };

export default {
  create: () => ({ limiter: new RateLimiter({ capacity: 4, refillPerSecond: 2 }), clock: { now: 10_000 } }),
  calls: {
    take: { args: [client], run: ({ limiter, clock }, name: string) => limiter.take(name, clock.now) },
    takeMany: {
      args: [client, { oneOf: [-1, 0, 1, 2, 2.5, 3, 4, 5, NaN] }],
      run: ({ limiter, clock }, name: string, cost: number) => limiter.take(name, clock.now, cost),
    },
    prune: { args: [], run: ({ limiter, clock }) => limiter.prune(clock.now) },
    advance: {
      args: [{ oneOf: [-400, 1, 250, 499, 500, 1000, 2000] }],
      run: ({ clock }, milliseconds: number) => {
        clock.now += milliseconds;
      },
    },
    build: {
      args: [{ oneOf: [-1, 0, 1] }, { oneOf: [-1, 0, 1] }],
      run: (_subject, capacity: number, refillPerSecond: number) =>
        new RateLimiter({ capacity, refillPerSecond }).size,
    },
  },
  observe: ({ limiter }) => limiter.size,
} satisfies Driver<Subject>;
