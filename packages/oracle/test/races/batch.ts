/** Collects items and sends them together. */
export class Batch {
  #items: string[] = [];
  readonly #send: (items: readonly string[]) => Promise<void>;

  constructor(send: (items: readonly string[]) => Promise<void>) {
    this.#send = send;
  }

  get size(): number {
    return this.#items.length;
  }

  add(item: string): void {
    this.#items.push(item);
  }

  async flush(): Promise<number> {
    const items = this.#items;
    this.#items = [];
    await this.#send(items);
    return items.length;
  }
}
