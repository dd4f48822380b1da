export interface Resource {
  /** False once it is broken: it is not lent again. */
  isUsable(): boolean;
  close(): void;
}

export interface PoolOptions<R extends Resource> {
  /** The most resources that are open at a time. */
  readonly size: number;
  /** The most callers that wait for one. */
  readonly maxWaiting: number;
  readonly open: () => Promise<R>;
}

export class PoolError extends Error {
  override readonly name = 'PoolError';
}

interface Waiter<R> {
  readonly resolve: (resource: R) => void;
  readonly reject: (reason: unknown) => void;
}

/** Lends a few resources, such as connections, to many callers. They are opened when needed and kept open for the next one. */
export class ConnectionPool<R extends Resource> {
  readonly #options: PoolOptions<R>;
  readonly #idle: R[] = [];
  readonly #waiting: Waiter<R>[] = [];
  #open = 0;
  #isClosed = false;

  /** @throws RangeError when the pool cannot hold a resource */
  constructor(options: PoolOptions<R>) {
    if (!Number.isInteger(options.size) || options.size < 1) {
      throw new RangeError('size must be a positive whole number');
    }
    this.#options = { ...options };
  }

  /** Resources that are open or being opened. */
  get open(): number {
    return this.#open;
  }

  get idle(): number {
    return this.#idle.length;
  }

  get waiting(): number {
    return this.#waiting.length;
  }

  /**
   * Work with a resource, which is given back at the end in any case.
   *
   * @throws PoolError when the pool is closed, or too many callers wait already
   */
  async use<T>(work: (resource: R) => Promise<T>): Promise<T> {
    const resource = await this.#acquire();
    try {
      return await work(resource);
    } finally {
      this.#release(resource);
    }
  }

  /** Close what is idle now, and all else as soon as it is given back. Callers that wait are turned away. */
  close(): void {
    this.#isClosed = true;
    for (const resource of this.#idle.splice(0)) this.#discard(resource);
    for (const { reject } of this.#waiting.splice(0)) reject(new PoolError('the pool was closed'));
  }

  async #acquire(): Promise<R> {
    if (this.#isClosed) throw new PoolError('the pool is closed');
    for (let resource = this.#idle.pop(); resource !== undefined; resource = this.#idle.pop()) {
      if (resource.isUsable()) return resource;
      this.#discard(resource);
    }
    if (this.#open < this.#options.size) return this.#openOne();
    if (this.#waiting.length >= this.#options.maxWaiting) throw new PoolError('too many callers wait');
    return new Promise<R>((resolve, reject) => {
      this.#waiting.push({ resolve, reject });
    });
  }

  async #openOne(): Promise<R> {
    this.#open += 1;
    let resource: R;
    try {
      resource = await this.#options.open();
    } catch (error) {
      this.#open -= 1;
      this.#openForNext();
      throw new PoolError('no resource could be opened', { cause: error });
    }
    if (this.#isClosed) {
      this.#discard(resource);
      throw new PoolError('the pool was closed');
    }
    return resource;
  }

  #release(resource: R): void {
    if (this.#isClosed || !resource.isUsable()) {
      this.#discard(resource);
      this.#openForNext();
      return;
    }
    const next = this.#waiting.shift();
    if (next === undefined) this.#idle.push(resource);
    else next.resolve(resource);
  }

  /** The place of a resource that is gone belongs to who has waited longest. */
  #openForNext(): void {
    const next = this.#waiting.shift();
    if (next !== undefined) this.#openOne().then(next.resolve, next.reject);
  }

  #discard(resource: R): void {
    this.#open -= 1;
    resource.close();
  }
}
