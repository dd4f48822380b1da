export interface RateLimiterOptions {
  /** Tokens that a client may spend at once. */
  readonly capacity: number;
  /** Tokens that come back every second. */
  readonly refillPerSecond: number;
}

export interface Decision {
  readonly allowed: boolean;
  /** Whole tokens left after this request. */
  readonly remaining: number;
  /** Milliseconds until the same request would be allowed; 0 when it was. */
  readonly retryAfter: number;
}

interface Bucket {
  tokens: number;
  updatedAt: number;
}

/** A token bucket for each client. Times are milliseconds and come from the caller, who owns the clock. */
export class RateLimiter {
  readonly #buckets = new Map<string, Bucket>();
  readonly #capacity: number;
  readonly #refillPerMs: number;

  /** @throws RangeError when an option is not a positive number */
  constructor(options: RateLimiterOptions) {
    if (!(options.capacity > 0) || !(options.refillPerSecond > 0)) {
      throw new RangeError('capacity and refill rate must be positive');
    }
    this.#capacity = options.capacity;
    this.#refillPerMs = options.refillPerSecond / 1000;
  }

  /** Clients that are remembered. */
  get size(): number {
    return this.#buckets.size;
  }

  /**
   * Spend `cost` tokens of `client`, or none when it has too few.
   *
   * @throws RangeError when the cost is not positive, or larger than a full bucket
   */
  take(client: string, now: number, cost = 1): Decision {
    if (!(cost > 0) || cost > this.#capacity) {
      throw new RangeError(`cost must be between 0 and ${String(this.#capacity)}, got ${String(cost)}`);
    }
    const bucket = this.#refilled(client, now);
    if (bucket.tokens < cost) {
      const missing = cost - bucket.tokens;
      return {
        allowed: false,
        remaining: Math.floor(bucket.tokens),
        retryAfter: Math.ceil(missing / this.#refillPerMs),
      };
    }
    bucket.tokens -= cost;
    return { allowed: true, remaining: Math.floor(bucket.tokens), retryAfter: 0 };
  }

  /** Forget the clients whose buckets are full again; returns how many. */
  prune(now: number): number {
    let forgotten = 0;
    for (const client of [...this.#buckets.keys()]) {
      if (this.#refilled(client, now).tokens < this.#capacity) continue;
      this.#buckets.delete(client);
      forgotten += 1;
    }
    return forgotten;
  }

  #refilled(client: string, now: number): Bucket {
    let bucket = this.#buckets.get(client);
    if (bucket === undefined) {
      bucket = { tokens: this.#capacity, updatedAt: now };
      this.#buckets.set(client, bucket);
    }
    // Clocks are set back now and then; that must cost nobody a token.
    const elapsed = Math.max(0, now - bucket.updatedAt);
    bucket.tokens = Math.min(this.#capacity, bucket.tokens + elapsed * this.#refillPerMs);
    bucket.updatedAt = now;
    return bucket;
  }
}
