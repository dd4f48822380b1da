export type Load<V> = (key: string) => Promise<V>;

/** Remembers loaded values. Callers that ask for a key while it is being loaded share one load; a failure is not remembered. */
export class InFlightCache<V> {
  readonly #load: Load<V>;
  readonly #values = new Map<string, { readonly value: V }>();
  readonly #pending = new Map<string, Promise<V>>();
  #hits = 0;

  constructor(load: Load<V>) {
    this.#load = load;
  }

  /** Keys whose values are here. */
  get keys(): string[] {
    return [...this.#values.keys()];
  }

  /** Loads that have not ended. */
  get pending(): number {
    return this.#pending.size;
  }

  /** Calls that were served without waiting for a load. */
  get hits(): number {
    return this.#hits;
  }

  async get(key: string): Promise<V> {
    const known = this.#values.get(key);
    if (known !== undefined) {
      this.#hits += 1;
      return known.value;
    }
    return this.#pending.get(key) ?? this.refresh(key);
  }

  /** Load a key anew, whatever is known. Later loads win over earlier ones. */
  async refresh(key: string): Promise<V> {
    const loading = this.#load(key);
    this.#pending.set(key, loading);
    try {
      const value = await loading;
      if (this.#pending.get(key) === loading) {
        this.#values.set(key, { value });
      }
      return value;
    } finally {
      if (this.#pending.get(key) === loading) {
        this.#pending.delete(key);
      }
    }
  }

  /** Load several keys, each once; the result has the order of `keys`. */
  async getAll(keys: readonly string[]): Promise<V[]> {
    return Promise.all(keys.map((key) => this.get(key)));
  }

  /** Forget a key. A load that is under way still answers those who wait for it, but is not remembered. */
  invalidate(key: string): void {
    this.#values.delete(key);
    this.#pending.delete(key);
  }
}
