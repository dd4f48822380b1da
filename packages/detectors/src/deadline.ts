/**
 * A signal that is aborted with `outer` or after so long, and lets go of both when it is closed: a run opens one for every task and
 * every call.
 */
export class Deadline implements Disposable {
  readonly #controller = new AbortController();
  readonly #outer: AbortSignal | undefined;
  #timer: NodeJS.Timeout | undefined;
  #hasPassed = false;

  /** @param milliseconds from now; `null`: there is no limit, unless `start` sets one */
  constructor(outer: AbortSignal | undefined, milliseconds: number | null) {
    this.#outer = outer;
    if (outer?.aborted === true) this.#follow();
    else outer?.addEventListener('abort', this.#follow, { once: true });
    if (milliseconds !== null) this.start(milliseconds);
  }

  /** So many milliseconds are left from now on. */
  start(milliseconds: number): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      this.#hasPassed = true;
      this.#controller.abort(new Error(`No reply within ${milliseconds} ms.`));
    }, milliseconds);
  }

  get signal(): AbortSignal {
    return this.#controller.signal;
  }

  /** The time was up first. */
  get hasPassed(): boolean {
    return this.#hasPassed;
  }

  readonly #follow = (): void => {
    this.#controller.abort(this.#outer?.reason);
  };

  [Symbol.dispose](): void {
    clearTimeout(this.#timer);
    this.#outer?.removeEventListener('abort', this.#follow);
  }
}
