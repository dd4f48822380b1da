/** Keeps what was loaded for some milliseconds; what is invalidated while it is loaded is not kept. */
export class ExpiringCache {
  readonly #entries = new Map<string, { value: number; until: number }>();
  readonly #versions = new Map<string, number>();
  readonly #load: (key: string) => Promise<number>;
  readonly #ttl: number;

  constructor(load: (key: string) => Promise<number>, ttl: number) {
    this.#load = load;
    this.#ttl = ttl;
  }

  async get(key: string): Promise<number> {
    const entry = this.#entries.get(key);
    if (entry && entry.until > Date.now()) return entry.value;
    const version = this.#versions.get(key);
    const value = await this.#load(key);
    if (version === this.#versions.get(key)) this.#entries.set(key, { value, until: Date.now() + this.#ttl });
    return value;
  }

  invalidate(key: string): void {
    this.#versions.set(key, (this.#versions.get(key) ?? 0) + 1);
    this.#entries.delete(key);
  }
}
