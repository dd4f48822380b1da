import type { Driver } from '@bebug/oracle/driver';
import { backOff, retry, retryEach, type RetryOptions } from './retry.ts';

interface Subject {
  readonly log: string[];
  options(attempts: number, baseDelay: number): RetryOptions;
  call(name: string): Promise<string>;
}

const attempts = { oneOf: [-1, 0, 1, 1.5, 2, 3, 4] };
const failures = { integer: [0, 4] as const };
const delay = { oneOf: [0, 10, 25, 200] };

export default {
  create(world) {
    const log: string[] = [];
    return {
      log,
      options: (limit, baseDelay) => ({
        attempts: limit,
        baseDelay,
        maxDelay: 60,
        sleep: (milliseconds) => {
          log.push(`sleep ${String(milliseconds)}`);
          return world.external('sleep', [milliseconds], () => {
            log.push('woke');
          });
        },
        isRetryable: (error) => !(error instanceof TypeError),
      }),
      call(name) {
        log.push(`call ${name}`);
        return world.external('call', [name], () => `done ${name}`);
      },
    };
  },
  calls: {
    retry: {
      args: [failures, attempts, delay],
      run: (subject, failing: number, limit: number, baseDelay: number) =>
        retry(
          async (attempt) => {
            if (attempt <= failing) throw new Error(`attempt ${String(attempt)}`);
            return subject.call(`attempt ${String(attempt)}`);
          },
          subject.options(limit, baseDelay),
        ),
    },
    retryUntilFatal: {
      args: [failures, attempts],
      run: (subject, failing: number, limit: number) =>
        retry(
          async (attempt) => {
            if (attempt > failing) throw new TypeError('fatal');
            return subject.call('x').then(() => Promise.reject(new Error('again')));
          },
          subject.options(limit, 10),
        ),
    },
    retryEach: {
      args: [failures, attempts],
      run: (subject, failing: number, limit: number) =>
        retryEach(
          ['a', 'b'],
          async (item, attempt) => {
            if (item === 'b' && attempt <= failing) throw new Error(`${item} ${String(attempt)}`);
            return subject.call(item);
          },
          subject.options(limit, 10),
        ),
    },
    retryDefault: {
      args: [attempts],
      run: (subject, limit: number) => {
        const { baseDelay, maxDelay, sleep } = subject.options(limit, 10);
        return retry((attempt) => Promise.reject(new TypeError(`attempt ${String(attempt)}`)), {
          attempts: limit,
          baseDelay,
          maxDelay,
          sleep,
        });
      },
    },
    backOff: {
      args: [{ integer: [1, 8] }, delay],
      run: (_subject, count: number, baseDelay: number) => backOff(count, baseDelay, 1000),
    },
  },
  observe: ({ log }) => log,
  scenarios: [
    {
      name: 'two operations, the first call fails',
      clients: [[['retry', 0, 2, 10]], [['retry', 0, 2, 25]]],
      rejects: [{ external: 'call', call: 1 }],
    },
    {
      name: 'items one after the other beside a retry',
      clients: [[['retryEach', 1, 2]], [['retry', 0, 2, 25]]],
    },
  ],
} satisfies Driver<Subject>;
