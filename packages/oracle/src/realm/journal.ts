/** Entries beyond this are only counted. */
const LIMIT = 400;

/** What a case did besides returning: calls on injected functions, errors that nobody caught. */
export class Journal {
  readonly entries: string[] = [];
  /** Errors that reached the top, in order. */
  readonly uncaught: string[] = [];
  #beyond = 0;

  note(entry: string): void {
    if (this.entries.length < LIMIT) this.entries.push(entry);
    else this.#beyond++;
  }

  /** Calls of externals and of injected functions. */
  get calls(): number {
    return this.entries.length + this.#beyond;
  }

  print(): string {
    const beyond = this.#beyond > 0 ? [`and ${this.#beyond} more`] : [];
    return [...this.entries, ...beyond, ...this.uncaught.map((error) => `uncaught ${error}`)].join('\n');
  }
}
