// Captured before any case can take them away: a session is opened before the intrinsics are restored.
const { Set, WeakRef, WeakSet } = globalThis;

/** What one case opened, asked for and kept, counted for the resource rung (`measure.ts`), never in seconds. */
export class Tally {
  /** Statements that a database ran. */
  queries = 0;
  /** Rows that a database handed over. */
  rows = 0;
  /** Rows that a database went through, by its own plan: a scanned table counts whole. */
  scanned = 0;
  /** Plans that do not tell how many rows they go through: then nothing is said of scanned rows. */
  unknownPlans = 0;
  /** What is open and must be closed: files, sockets, subscriptions, locks (`World.open`). */
  handles = 0;
  /** Externals under way at the same time, at most. */
  peak = 0;
  /** Timers pending when the last result was there. */
  timers = 0;
  /** Steps between two turns of the event loop, at most: what everybody else has to wait. */
  longestTurn = 0;
  /** Native calls whose work is not known: where two codes differ in them, their steps cannot be compared. */
  unknown = 0;
  /** Objects that had a listener during the case. */
  readonly emitters = new Set<object>();
  readonly #collections: WeakRef<object>[] = [];
  readonly #noted = new WeakSet<object>();
  #lap = 0;

  /** The event loop has turned: `steps` were taken up to now. */
  turned(steps: number): void {
    this.longestTurn = Math.max(this.longestTurn, steps - this.#lap);
    this.#lap = steps;
  }

  /** Steps that no turn of the event loop has taken. */
  skip(steps: number): void {
    this.#lap += steps;
  }

  /** Steps are counted from 0 again. */
  restart(): void {
    this.#lap = 0;
    this.longestTurn = 0;
  }

  /** The case has put something into `collection`. */
  note(collection: object): void {
    if (this.#noted.has(collection)) return;
    this.#noted.add(collection);
    this.#collections.push(new WeakRef(collection));
  }

  get hasNoted(): boolean {
    return this.#collections.length > 0;
  }

  /** The noted maps, sets and arrays that are still alive: how many, and how many entries they have together. */
  retained(): { readonly collections: number; readonly entries: number } {
    const alive = this.#collections
      .map(
        (reference) => reference.deref() as { readonly size?: number; readonly length?: number } | undefined,
      )
      .filter((collection) => collection !== undefined);
    return {
      collections: alive.length,
      entries: alive.reduce((sum, { size, length }) => sum + (size ?? length ?? 0), 0),
    };
  }
}
