/** The part of a clock that a debouncer needs; `set` returns the id that `clear` takes. */
export interface Timers {
  now(): number;
  set(task: () => void, milliseconds: number): number;
  clear(id: number): void;
}

export interface DebounceOptions {
  /** Quiet time, in milliseconds, after which the last value is passed on. */
  readonly wait: number;
  /** A value is passed on after this time even if there was no quiet. */
  readonly maxWait?: number;
}

/** Passes on the last of a burst of values, once the burst is over. */
export class Debouncer<T> {
  readonly #action: (value: T) => void;
  readonly #timers: Timers;
  readonly #wait: number;
  readonly #maxWait: number;
  #pending: { readonly value: T; readonly since: number; readonly timer: number } | null = null;

  /** @throws RangeError when `wait` is negative, or `maxWait` is shorter */
  constructor(action: (value: T) => void, timers: Timers, options: DebounceOptions) {
    const { wait, maxWait = Infinity } = options;
    if (!(wait >= 0)) throw new RangeError('wait must not be negative');
    if (maxWait < wait) throw new RangeError('maxWait must not be shorter than wait');
    this.#action = action;
    this.#timers = timers;
    this.#wait = wait;
    this.#maxWait = maxWait;
  }

  get isPending(): boolean {
    return this.#pending !== null;
  }

  push(value: T): void {
    const now = this.#timers.now();
    const since = this.#pending?.since ?? now;
    if (this.#pending !== null) this.#timers.clear(this.#pending.timer);
    const left = since + this.#maxWait - now;
    const timer = this.#timers.set(
      () => {
        this.flush();
      },
      Math.min(this.#wait, left),
    );
    this.#pending = { value, since, timer };
  }

  /** Pass the waiting value on at once; false when there is none. */
  flush(): boolean {
    const pending = this.#pending;
    if (pending === null) return false;
    this.cancel();
    this.#action(pending.value);
    return true;
  }

  /** Drop the waiting value; false when there is none. */
  cancel(): boolean {
    if (this.#pending === null) return false;
    this.#timers.clear(this.#pending.timer);
    this.#pending = null;
    return true;
  }
}
