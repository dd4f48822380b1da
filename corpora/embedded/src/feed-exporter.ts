/** Where lines go to: `write` says false when it has enough for now, and takes no more until it has drained. */
export interface LineStream {
  write(line: string): boolean;
  drained(): Promise<void>;
  end(): void;
}

export interface OpenFile {
  read(): Promise<string>;
  close(): Promise<void>;
}

/** A store of texts by name, far away. */
export interface Store {
  put(name: string, text: string): Promise<void>;
  remove(name: string): Promise<void>;
  has(name: string): Promise<boolean>;
}

export interface ExporterOptions {
  readonly store: Store;
  readonly open: (path: string) => Promise<OpenFile>;
  /** How many texts are put at a time. */
  readonly atOnce: number;
}

export interface Item {
  readonly name: string;
  readonly text: string;
}

/** Brings items out of the house: as lines of a stream, or as texts in a store. */
export class FeedExporter {
  readonly #options: ExporterOptions;
  #exported = 0;
  #running = 0;

  /** @throws RangeError when nothing could be put at a time */
  constructor(options: ExporterOptions) {
    if (options.atOnce < 1) throw new RangeError('at least one at a time');
    this.#options = { ...options };
  }

  /** Items that are out. */
  get exported(): number {
    return this.#exported;
  }

  /** Exports that are under way. */
  get running(): number {
    return this.#running;
  }

  /** Write a line for each item, as fast as they are taken. Others get their turn after every line. */
  async stream(items: readonly Item[], stream: LineStream): Promise<number> {
    for (const { name, text } of items) {
      if (!stream.write(`${name}: ${text}`)) await stream.drained();
      this.#exported += 1;
      await new Promise((resolve) => setImmediate(resolve));
    }
    stream.end();
    return items.length;
  }

  /** Put what is in a file. */
  async exportFile(path: string): Promise<number> {
    const file = await this.#options.open(path);
    const text = await file.read();
    await file.close();
    await this.#options.store.put(path, text.trimEnd());
    this.#exported += 1;
    return text.length;
  }

  /**
   * Put all items, a few at a time, between a mark that says that this is going on and one that says that it is done.
   *
   * @throws what the store throws; then the first mark stays
   */
  async publish(feed: string, items: readonly Item[]): Promise<void> {
    const { store, atOnce } = this.#options;
    await store.put(`${feed}/pending`, String(items.length));
    for (let start = 0; start < items.length; start += atOnce) {
      await Promise.all(
        items.slice(start, start + atOnce).map(({ name, text }) => store.put(`${feed}/${name}`, text)),
      );
    }
    this.#exported += items.length;
    await store.put(`${feed}/done`, items.map(({ name }) => name).join(' '));
    await store.remove(`${feed}/pending`);
  }

  /** Names that are not in the store yet; none while the feed is being published. */
  async missing(feed: string, names: readonly string[]): Promise<string[]> {
    const { store } = this.#options;
    if (await store.has(`${feed}/pending`)) return [];
    const missing: string[] = [];
    for (const name of names) {
      if (!(await store.has(`${feed}/${name}`))) missing.push(name);
    }
    return missing;
  }

  /** Publish, and count it as running for as long as it takes. */
  start(feed: string, items: readonly Item[]): Promise<void> {
    this.#running += 1;
    return this.publish(feed, items).finally(() => {
      this.#running -= 1;
    });
  }
}
