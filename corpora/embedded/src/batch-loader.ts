export type LoadMany<V> = (keys: readonly string[]) => Promise<readonly (V | Error)[]>;

export interface BatchLoaderOptions {
  /** The most keys of one batch. */
  readonly maxBatch: number;
}

interface Request<V> {
  readonly key: string;
  readonly promise: Promise<V>;
  readonly resolve: (value: V) => void;
  readonly reject: (reason: unknown) => void;
}

/**
 * Loads by key, many keys at a time: what is asked for in one turn is loaded as one batch, each key once. Values are remembered for as
 * long as the loader lives, which is meant to be one request.
 */
export class BatchLoader<V> {
  readonly #loadMany: LoadMany<V>;
  readonly #maxBatch: number;
  readonly #known = new Map<string, Promise<V>>();
  #waiting: Request<V>[] = [];

  /** @throws RangeError when a batch cannot hold a key */
  constructor(loadMany: LoadMany<V>, options: BatchLoaderOptions) {
    if (!Number.isInteger(options.maxBatch) || options.maxBatch < 1) {
      throw new RangeError('maxBatch must be a positive whole number');
    }
    this.#loadMany = loadMany;
    this.#maxBatch = options.maxBatch;
  }

  /** The value of a key. One that could not be loaded is tried again when it is asked for again. */
  load(key: string): Promise<V> {
    const known = this.#known.get(key);
    if (known !== undefined) return known;
    const request = { key, ...Promise.withResolvers<V>() };
    this.#known.set(key, request.promise);
    this.#waiting.push(request);
    if (this.#waiting.length === 1) queueMicrotask(() => void this.#dispatch());
    return request.promise;
  }

  /** Values in the order of their keys. */
  loadAll(keys: readonly string[]): Promise<V[]> {
    return Promise.all(keys.map((key) => this.load(key)));
  }

  /** Put in a value that is known already; one that is there stays. */
  prime(key: string, value: V): void {
    if (!this.#known.has(key)) this.#known.set(key, Promise.resolve(value));
  }

  /** Forget a key, because it was changed. Those who wait for it get what was asked for. */
  clear(key: string): void {
    this.#known.delete(key);
  }

  async #dispatch(): Promise<void> {
    const requests = this.#waiting;
    this.#waiting = [];
    const batches: Promise<void>[] = [];
    for (let start = 0; start < requests.length; start += this.#maxBatch) {
      batches.push(this.#loadBatch(requests.slice(start, start + this.#maxBatch)));
    }
    await Promise.all(batches);
  }

  async #loadBatch(requests: readonly Request<V>[]): Promise<void> {
    try {
      const values = await this.#loadMany(requests.map(({ key }) => key));
      if (values.length !== requests.length) {
        throw new RangeError(`${String(values.length)} values for ${String(requests.length)} keys`);
      }
      for (const [index, request] of requests.entries()) {
        const value = values[index] as V | Error;
        if (value instanceof Error) this.#fail(request, value);
        else request.resolve(value);
      }
    } catch (error) {
      for (const request of requests) this.#fail(request, error);
    }
  }

  #fail({ key, promise, reject }: Request<V>, reason: unknown): void {
    if (this.#known.get(key) === promise) this.#known.delete(key);
    reject(reason);
  }
}
