export interface SearchState {
  readonly query: string;
  readonly results: readonly string[];
  readonly status: 'idle' | 'loading' | 'failed';
  readonly error: string | null;
}

export type Search = (query: string) => Promise<readonly string[]>;

/** The model behind a search box: it shows the results of what was typed last, whichever answer comes last. */
export class LatestSearch {
  readonly #search: Search;
  readonly #minimumLength: number;
  #ticket = 0;
  #query = '';
  #results: readonly string[] = [];
  #status: SearchState['status'] = 'idle';
  #error: string | null = null;

  /** @param minimumLength shorter queries are not sent */
  constructor(search: Search, minimumLength = 2) {
    this.#search = search;
    this.#minimumLength = minimumLength;
  }

  get state(): SearchState {
    return { query: this.#query, results: [...this.#results], status: this.#status, error: this.#error };
  }

  /** What the user typed. Resolves when the answer, good or bad, is in the state, or a later query took its place. */
  async type(text: string): Promise<void> {
    const query = text.trim().toLowerCase();
    if (query === this.#query && this.#status !== 'failed') return;
    const ticket = ++this.#ticket;
    this.#query = query;
    this.#error = null;
    if (query.length < this.#minimumLength) {
      this.#results = [];
      this.#status = 'idle';
      return;
    }

    this.#status = 'loading';
    try {
      const results = await this.#search(query);
      if (ticket !== this.#ticket) return;
      this.#results = results;
      this.#status = 'idle';
    } catch (error) {
      if (ticket !== this.#ticket) return;
      this.#results = [];
      this.#error = error instanceof Error ? error.message : 'unknown error';
      this.#status = 'failed';
    }
  }

  /** Empty the box; answers that are still on their way are ignored. */
  clear(): void {
    this.#ticket += 1;
    this.#query = '';
    this.#results = [];
    this.#status = 'idle';
    this.#error = null;
  }
}
