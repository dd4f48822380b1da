export interface LruCacheOptions {
  /** The most entries held at a time. */
  readonly capacity: number;
  /** Milliseconds for which an entry is fresh after it was set. */
  readonly timeToLive: number;
  /** Milliseconds on any clock that does not go back. */
  readonly now: () => number;
}

export interface CacheStatistics {
  readonly hits: number;
  readonly misses: number;
  readonly evictions: number;
}

interface Entry<V> {
  readonly value: V;
  readonly expiresAt: number;
}

/** A cache that drops the least recently used entry when it is full, and any entry when it is too old. */
export class LruCache<V> {
  readonly #entries = new Map<string, Entry<V>>();
  readonly #options: LruCacheOptions;
  #hits = 0;
  #misses = 0;
  #evictions = 0;

  /** @throws RangeError when the capacity is not a positive whole number or the time to live is not positive */
  constructor(options: LruCacheOptions) {
    if (!Number.isInteger(options.capacity) || options.capacity < 1) {
      throw new RangeError('capacity must be a positive whole number');
    }
    if (!(options.timeToLive > 0)) {
      throw new RangeError('timeToLive must be positive');
    }
    this.#options = { ...options };
  }

  /** Entries held, stale ones that nobody asked for included. */
  get size(): number {
    return this.#entries.size;
  }

  get statistics(): CacheStatistics {
    return { hits: this.#hits, misses: this.#misses, evictions: this.#evictions };
  }

  /** The fresh value under `key`, which becomes the most recently used one. */
  get(key: string): V | undefined {
    const entry = this.#entries.get(key);
    if (entry === undefined || this.#isStale(entry)) {
      this.#entries.delete(key);
      this.#misses += 1;
      return undefined;
    }
    this.#hits += 1;
    this.#entries.delete(key);
    this.#entries.set(key, entry);
    return entry.value;
  }

  /** Like `get`, but it neither counts nor touches. */
  peek(key: string): V | undefined {
    const entry = this.#entries.get(key);
    return entry === undefined || this.#isStale(entry) ? undefined : entry.value;
  }

  /** Store a value as the most recently used one; its time starts again. */
  set(key: string, value: V): void {
    this.#entries.delete(key);
    if (this.#entries.size >= this.#options.capacity) {
      const oldest = this.#entries.keys().next().value as string;
      this.#entries.delete(oldest);
      this.#evictions += 1;
    }
    this.#entries.set(key, { value, expiresAt: this.#options.now() + this.#options.timeToLive });
  }

  /** True when there was something to delete. */
  delete(key: string): boolean {
    return this.#entries.delete(key);
  }

  /** Drop all stale entries and say how many there were. */
  prune(): number {
    let dropped = 0;
    for (const [key, entry] of this.#entries) {
      if (this.#isStale(entry)) {
        this.#entries.delete(key);
        dropped += 1;
      }
    }
    return dropped;
  }

  /** Keys from the least to the most recently used. */
  keys(): string[] {
    return [...this.#entries.keys()];
  }

  #isStale(entry: Entry<V>): boolean {
    return this.#options.now() >= entry.expiresAt;
  }
}
