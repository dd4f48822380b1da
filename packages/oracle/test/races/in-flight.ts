/** Callers of one key share one load while it is under way. */
export class InFlight {
  readonly #pending = new Map<string, Promise<number>>();
  readonly #load: (key: string) => Promise<number>;

  constructor(load: (key: string) => Promise<number>) {
    this.#load = load;
  }

  async get(key: string): Promise<number> {
    const known = this.#pending.get(key);
    if (known) return known;
    const made = this.#load(key).finally(() => this.#pending.delete(key));
    this.#pending.set(key, made);
    return made;
  }
}
