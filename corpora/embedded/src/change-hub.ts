export interface Change {
  readonly key: string;
  readonly from: number;
  readonly to: number;
}

export type ChangeListener = (change: Change) => void;

/**
 * Holds numbers by name and tells of changes in rounds. What listeners change, and who begins to listen, while they are told belongs to the
 * next round.
 */
export class ChangeHub {
  readonly #values = new Map<string, number>();
  readonly #listeners = new Set<ChangeListener>();
  #changes: Change[] = [];
  #rounds = 0;

  /** Changes that nobody was told of yet. */
  get pending(): number {
    return this.#changes.length;
  }

  get listeners(): number {
    return this.#listeners.size;
  }

  /** Rounds in which there was something to tell. */
  get rounds(): number {
    return this.#rounds;
  }

  /** The number of that name; 0 when it was never set. */
  value(key: string): number {
    return this.#values.get(key) ?? 0;
  }

  /** Hear of every change; a function to hear of no more. */
  listen(listener: ChangeListener): () => void {
    const own: ChangeListener = (change) => {
      listener(change);
    };
    this.#listeners.add(own);
    return () => {
      this.#listeners.delete(own);
    };
  }

  set(key: string, to: number): void {
    const from = this.value(key);
    if (from === to) return;
    this.#values.set(key, to);
    this.#changes.push({ key, from, to });
  }

  /** Tell of all changes so far; how many there were. */
  flush(): number {
    const changes = this.#changes;
    this.#changes = [];
    for (const change of changes) this.#tell(change);
    if (changes.length > 0) this.#rounds += 1;
    return changes.length;
  }

  #tell(change: Change): void {
    for (const listener of [...this.#listeners]) listener(change);
  }
}
