/** Asks a source for the units used since it was last asked. */
export type Measure = (source: string) => Promise<number>;

export interface UsageReport {
  readonly total: number;
  readonly bySource: ReadonlyMap<string, number>;
  readonly readings: number;
  readonly isOverLimit: boolean;
}

/** Adds up what several sources use, and says when it is more than was paid for. */
export class UsageMeter {
  readonly #measure: Measure;
  readonly #limit: number;
  readonly #onLimit: (total: number) => void;
  readonly #bySource = new Map<string, number>();
  #total = 0;
  #readings = 0;
  #isClosed = false;

  /** @param onLimit called once in a period, as soon as the total is over the limit */
  constructor(measure: Measure, limit: number, onLimit: (total: number) => void) {
    if (!(limit >= 0)) throw new RangeError('limit must not be negative');
    this.#measure = measure;
    this.#limit = limit;
    this.#onLimit = onLimit;
  }

  get report(): UsageReport {
    return {
      total: this.#total,
      bySource: new Map(this.#bySource),
      readings: this.#readings,
      isOverLimit: this.#total > this.#limit,
    };
  }

  /** Read one source and return its new sum. A source that is read after the meter was closed counts nothing. */
  async read(source: string): Promise<number> {
    const units = await this.#measure(source);
    if (units < 0) throw new RangeError(`${source} measured ${String(units)}`);
    if (this.#isClosed) return this.#bySource.get(source) ?? 0;

    const wasOver = this.#total > this.#limit;
    const sum = (this.#bySource.get(source) ?? 0) + units;
    this.#bySource.set(source, sum);
    this.#total += units;
    this.#readings += 1;
    if (!wasOver && this.#total > this.#limit) this.#onLimit(this.#total);
    return sum;
  }

  /** Take what a source measures off the total: units that were counted and then given back. */
  async credit(source: string): Promise<void> {
    const units = await this.#measure(source);
    this.#total -= units;
  }

  /** Read several sources; those that fail are named in the result, and the others count all the same. */
  async readAll(sources: readonly string[]): Promise<string[]> {
    const results = await Promise.allSettled(sources.map((source) => this.read(source)));
    return sources.filter((_source, index) => results[index]?.status === 'rejected');
  }

  /** Start a new period and return the report of the old one. */
  reset(): UsageReport {
    const report = this.report;
    this.#bySource.clear();
    this.#total = 0;
    this.#readings = 0;
    return report;
  }

  close(): void {
    this.#isClosed = true;
  }
}
