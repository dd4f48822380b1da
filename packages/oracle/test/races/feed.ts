/** Collects what it loads until it is disposed of. */
export class Feed {
  readonly items: number[] = [];
  #disposed = false;
  readonly #load: () => Promise<number>;

  constructor(load: () => Promise<number>) {
    this.#load = load;
  }

  async refresh(): Promise<boolean> {
    if (this.isDisposed()) return false;
    const item = await this.#load();
    if (this.isDisposed()) return false;
    this.items.push(item);
    return true;
  }

  isDisposed(): boolean {
    return this.#disposed;
  }

  dispose(): void {
    this.#disposed = true;
    this.items.length = 0;
  }
}
