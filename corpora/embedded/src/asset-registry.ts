/** Where it is kept what there is and who has it. */
export interface AssetStore {
  names(): Promise<string[]>;
  ownerOf(name: string): Promise<string | null>;
  setOwner(name: string, owner: string | null): Promise<void>;
  /** For the record; may fail. */
  note(text: string): Promise<void>;
}

/** Runs one task at a time. */
export interface TaskLock {
  run<T>(task: () => Promise<T>): Promise<T>;
}

export class RegistryError extends Error {
  override readonly name = 'RegistryError';
}

/** Knows things that there is one of each, and hands each to one owner at a time. */
export class AssetRegistry {
  readonly #store: AssetStore;
  readonly #lock: TaskLock;
  readonly #limit: number;
  readonly #names = new Set<string>();
  readonly #reserved = new Set<string>();
  readonly #ready: Promise<void>;
  #isEdited = false;

  /** @param limit the most names that are reserved at a time */
  constructor(store: AssetStore, lock: TaskLock, limit: number) {
    this.#store = store;
    this.#lock = lock;
    this.#limit = limit;
    this.#ready = this.#load();
  }

  /** All names that are known by now, in order. */
  get names(): string[] {
    return [...this.#names].toSorted();
  }

  get reserved(): number {
    return this.#reserved.size;
  }

  /** Give it to `owner`, unless somebody has it. */
  async claim(name: string, owner: string): Promise<boolean> {
    return this.#lock.run(async () => {
      if ((await this.#store.ownerOf(name)) !== null) return false;
      await this.#store.setOwner(name, owner);
      return true;
    });
  }

  /** Pass it on, and take it back when that cannot be put on record. */
  async pass(name: string, owner: string): Promise<void> {
    await this.#lock.run(async () => {
      const before = await this.#store.ownerOf(name);
      await this.#store.setOwner(name, owner);
      try {
        await this.#store.note(`${name} to ${owner}`);
      } catch (error) {
        await this.#store.setOwner(name, before);
        throw error;
      }
    });
  }

  /** Those of the names that there are and that nobody has. */
  async free(names: readonly string[]): Promise<string[]> {
    await this.#ready;
    const free: string[] = [];
    for (const name of names.filter((one) => this.#names.has(one))) {
      if ((await this.#store.ownerOf(name)) === null) free.push(name);
    }
    return free;
  }

  /**
   * Keep a name for who asks, for as long as the record does not say no.
   *
   * @throws RegistryError when it is reserved already, or too many are
   */
  async reserve(name: string): Promise<void> {
    if (this.#reserved.has(name)) throw new RegistryError(`${name} is reserved`);
    if (this.#reserved.size >= this.#limit) throw new RegistryError('too many are reserved');
    this.#reserved.add(name);
    try {
      await this.#store.note(`reserved ${name}`);
    } catch (error) {
      this.#reserved.delete(name);
      throw error;
    }
  }

  /**
   * Change the names in one go.
   *
   * @throws RegistryError within another change
   */
  edit(change: (names: Set<string>) => void): number {
    if (this.#isEdited) throw new RegistryError('one change at a time');
    this.#isEdited = true;
    try {
      change(this.#names);
      return this.#names.size;
    } finally {
      this.#isEdited = false;
    }
  }

  async #load(): Promise<void> {
    for (const name of await this.#store.names()) this.#names.add(name);
  }
}
