export interface RetryOptions {
  /** Calls in all, the first one included. */
  readonly attempts: number;
  /** Milliseconds before the second call; every further pause is twice as long. */
  readonly baseDelay: number;
  /** No pause is longer than this. */
  readonly maxDelay: number;
  readonly sleep: (milliseconds: number) => Promise<void>;
  /** Says which errors are worth another call; all of them by default. */
  readonly isRetryable?: (error: unknown) => boolean;
}

/** Every call failed; `cause` is the last error and `errors` has them all. */
export class RetryError extends Error {
  override readonly name = 'RetryError';
  readonly errors: readonly unknown[];

  constructor(errors: readonly unknown[]) {
    super(`gave up after ${String(errors.length)} attempts`, { cause: errors.at(-1) });
    this.errors = errors;
  }
}

/** The pause after failure number `failures`, from 1, in milliseconds. */
export function backOff(failures: number, baseDelay: number, maxDelay: number): number {
  return Math.min(maxDelay, baseDelay * 2 ** (failures - 1));
}

/**
 * Call an operation until it succeeds. `operation` is given the number of the attempt, from 1.
 *
 * @throws RetryError when the last attempt has failed; an error that is not retryable is thrown as it is
 */
export async function retry<T>(
  operation: (attempt: number) => Promise<T>,
  options: RetryOptions,
): Promise<T> {
  const { attempts, baseDelay, maxDelay, sleep, isRetryable = () => true } = options;
  if (!Number.isInteger(attempts) || attempts < 1)
    throw new RangeError('attempts must be a positive whole number');
  const errors: unknown[] = [];
  for (let attempt = 1; ; attempt++) {
    try {
      return await operation(attempt);
    } catch (error) {
      if (!isRetryable(error)) throw error;
      errors.push(error);
    }
    if (attempt === attempts) throw new RetryError(errors);
    await sleep(backOff(attempt, baseDelay, maxDelay));
  }
}

/** Run an operation on each item, one after the other, with retries; stops at the first item that fails for good. */
export async function retryEach<T, R>(
  items: readonly T[],
  operation: (item: T, attempt: number) => Promise<R>,
  options: RetryOptions,
): Promise<R[]> {
  const results: R[] = [];
  for (const item of items) {
    results.push(await retry((attempt) => operation(item, attempt), options));
  }
  return results;
}
