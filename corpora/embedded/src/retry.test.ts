import { expect, test } from 'vitest';
import { backOff, retry, retryEach, RetryError, type RetryOptions } from './retry.ts';

function setUp(change: Partial<RetryOptions> = {}) {
  const sleeps: number[] = [];
  const options: RetryOptions = {
    attempts: 4,
    baseDelay: 100,
    maxDelay: 250,
    sleep: (milliseconds) => {
      sleeps.push(milliseconds);
      return Promise.resolve();
    },
    ...change,
  };
  return { sleeps, options };
}

const failing = (times: number) => (attempt: number) =>
  attempt <= times
    ? Promise.reject(new Error(`failure ${String(attempt)}`))
    : Promise.resolve(`ok ${String(attempt)}`);

test('an operation that works is called once', async () => {
  const { sleeps, options } = setUp();
  expect(await retry(failing(0), options)).toBe('ok 1');
  expect(sleeps).toEqual([]);
});

test('pauses double up to the longest one', async () => {
  const { sleeps, options } = setUp();
  expect(await retry(failing(3), options)).toBe('ok 4');
  expect(sleeps).toEqual([100, 200, 250]);
  expect([1, 2, 5].map((failures) => backOff(failures, 10, 100))).toEqual([10, 20, 100]);
});

test('after the last attempt there is no pause, and all errors are kept', async () => {
  const { sleeps, options } = setUp({ attempts: 2 });
  const error: unknown = await retry(failing(9), options).catch((reason: unknown) => reason);
  expect(error).toBeInstanceOf(RetryError);
  expect(error).toMatchObject({ message: 'gave up after 2 attempts', cause: new Error('failure 2') });
  expect((error as RetryError).errors).toHaveLength(2);
  expect(sleeps).toEqual([100]);
});

test('an error that is not retryable is thrown as it is', async () => {
  const { sleeps, options } = setUp({ isRetryable: (error) => !(error instanceof TypeError) });
  await expect(retry(() => Promise.reject(new TypeError('bad')), options)).rejects.toThrow(TypeError);
  expect(sleeps).toEqual([]);
});

test('items are worked on one after the other', async () => {
  const { options } = setUp();
  const log: string[] = [];
  const results = await retryEach(
    ['a', 'b'],
    async (item, attempt) => {
      log.push(`${item}${String(attempt)}`);
      return item === 'a' ? failing(1)(attempt) : failing(0)(attempt);
    },
    options,
  );
  expect(results).toEqual(['ok 2', 'ok 1']);
  expect(log).toEqual(['a1', 'a2', 'b1']);
});

test('attempts are checked', async () => {
  for (const attempts of [0, -1, 1.5]) {
    await expect(retry(failing(0), setUp({ attempts }).options)).rejects.toThrow(RangeError);
  }
});
