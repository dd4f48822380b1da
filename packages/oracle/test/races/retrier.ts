const PAUSE = 10;

/** Tries again after a pause, unless it was cancelled. */
export class Retrier {
  attempts = 0;
  #cancelled = false;
  readonly #task: () => Promise<number>;

  constructor(task: () => Promise<number>) {
    this.#task = task;
  }

  async run(): Promise<number> {
    for (;;) {
      this.attempts++;
      try {
        return await this.#task();
      } catch (error) {
        if (this.isCancelled() || this.attempts > 2) throw error;
        await new Promise((resolve) => setTimeout(resolve, PAUSE));
        if (this.isCancelled()) throw error;
      }
    }
  }

  isCancelled(): boolean {
    return this.#cancelled;
  }

  cancel(): void {
    this.#cancelled = true;
  }
}
