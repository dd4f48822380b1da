/** Shows what was found for the latest query. */
export class SearchBox {
  shown = '';
  #queries = 0;
  readonly #find: (query: string) => Promise<string>;

  constructor(find: (query: string) => Promise<string>) {
    this.#find = find;
  }

  async query(text: string): Promise<void> {
    const mine = ++this.#queries;
    const found = await this.#find(text);
    if (mine === this.#queries) this.shown = found;
  }
}
