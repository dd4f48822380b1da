/** A signal that is aborted with `outer` or after so long, and lets go of both when it is closed: a run opens one for every call. */
export class Deadline implements Disposable {
  readonly #controller = new AbortController();
  readonly #outer: AbortSignal;
  readonly #timer: NodeJS.Timeout;
  #hasPassed = false;

  constructor(outer: AbortSignal, milliseconds: number) {
    this.#outer = outer;
    if (outer.aborted) this.#follow();
    else outer.addEventListener('abort', this.#follow, { once: true });
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
    this.#controller.abort(this.#outer.reason);
  };

  [Symbol.dispose](): void {
    clearTimeout(this.#timer);
    this.#outer.removeEventListener('abort', this.#follow);
  }
}
