export type Release = () => void;

/** One holder at a time for each key; others wait in the order in which they asked. */
export class KeyedLock {
  readonly #tails = new Map<string, Promise<undefined>>();

  /** Keys that are held or waited for. */
  get size(): number {
    return this.#tails.size;
  }

  isHeld(key: string): boolean {
    return this.#tails.has(key);
  }

  /** Wait for the key. Whoever gets it must call the result, once, to let the next one in. */
  async acquire(key: string): Promise<Release> {
    const previous = this.#tails.get(key);
    const { promise: released, resolve } = Promise.withResolvers<undefined>();
    this.#tails.set(key, released);
    await previous;
    return () => {
      if (this.#tails.get(key) === released) this.#tails.delete(key);
      resolve(undefined);
    };
  }

  /** Wait for all the keys. They are taken in one fixed order, so that two callers cannot block each other. */
  async acquireAll(keys: Iterable<string>): Promise<Release> {
    const releases: Release[] = [];
    for (const key of [...new Set(keys)].sort()) {
      releases.push(await this.acquire(key));
    }
    return () => {
      for (const release of releases) release();
    };
  }

  /** Run a task while the key is held. */
  async run<T>(key: string, task: () => Promise<T>): Promise<T> {
    const release = await this.acquire(key);
    try {
      return await task();
    } finally {
      release();
    }
  }
}
