import { setTimeout as wait } from 'node:timers/promises';

/**
 * How many requests a provider takes at the same time, learned from what it says: halved when it is too many, one more after as many
 * successes as there are places, never above the first limit. After "come back later" nobody asks before then.
 */
export class Pace {
  readonly #most: number;
  #limit: number;
  #active = 0;
  #successes = 0;
  #quietUntil = 0;
  /** Halved once for all requests that were under way when the first of them was turned away. */
  #slowedAt = -Infinity;
  readonly #waiting: (() => void)[] = [];

  constructor(most: number) {
    this.#most = most;
    this.#limit = most;
  }

  get limit(): number {
    return this.#limit;
  }

  /** A place among the requests; it has to be taken before the request is made. */
  place(): Place {
    return new Place({
      enter: (signal) => this.#enter(signal),
      leave: () => {
        this.#active -= 1;
        this.#wake();
      },
    });
  }

  succeeded(): void {
    this.#successes += 1;
    if (this.#successes < this.#limit || this.#limit >= this.#most) return;
    this.#successes = 0;
    this.#limit += 1;
    this.#wake();
  }

  /** The provider turned a request away that began at `began` (of `performance.now`) and wants to be left alone for so long. */
  slow(began: number, quietMs: number): void {
    const now = performance.now();
    this.#quietUntil = Math.max(this.#quietUntil, now + quietMs);
    this.#successes = 0;
    if (began < this.#slowedAt) return;
    this.#slowedAt = now;
    this.#limit = Math.max(1, Math.floor(this.#limit / 2));
  }

  async #enter(signal: AbortSignal): Promise<void> {
    for (;;) {
      signal.throwIfAborted();
      const quiet = this.#quietUntil - performance.now();
      if (quiet > 0) await wait(quiet, undefined, { signal });
      else if (this.#active < this.#limit) break;
      else await this.#turn(signal);
    }
    this.#active += 1;
  }

  #turn(signal: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
      const go = (): void => {
        signal.removeEventListener('abort', go);
        const place = this.#waiting.indexOf(go);
        if (place >= 0) this.#waiting.splice(place, 1);
        resolve();
      };
      signal.addEventListener('abort', go, { once: true });
      this.#waiting.push(go);
    });
  }

  #wake(): void {
    const free = Math.max(0, this.#limit - this.#active);
    for (const go of this.#waiting.slice(0, free)) go();
  }
}

interface Door {
  readonly enter: (signal: AbortSignal) => Promise<void>;
  readonly leave: () => void;
}

/** One of the requests that a pace allows at the same time. */
export class Place implements Disposable {
  readonly #pace: Door;
  #taken: number | null = null;
  #left: number | null = null;

  constructor(pace: Door) {
    this.#pace = pace;
  }

  /** When it was taken, of `performance.now`. */
  get taken(): number {
    return this.#taken ?? performance.now();
  }

  /** How long it was held, or is until now, in milliseconds. */
  get heldMs(): number {
    return (this.#left ?? performance.now()) - this.taken;
  }

  /** Waits for its turn. @throws the reason of `signal` */
  async take(signal: AbortSignal): Promise<void> {
    await this.#pace.enter(signal);
    this.#taken = performance.now();
  }

  /** Gives it to the next, once. */
  leave(): void {
    if (this.#taken === null || this.#left !== null) return;
    this.#left = performance.now();
    this.#pace.leave();
  }

  [Symbol.dispose](): void {
    this.leave();
  }
}
