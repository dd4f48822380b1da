import type { ProcessFigures } from './process-figures.ts';

/** A child that sleeps uses no processor: real time may be this many times as long. */
const REAL_TIMES = 6;

/**
 * How long a child has been at work on its next answer: by the processor time that it used itself, so that a machine that is
 * busy elsewhere changes nothing; by real time where that is not known, and for a child that sleeps.
 */
export class Stopwatch {
  readonly #figures: ProcessFigures;
  #used: number | null = null;
  #since = 0;

  constructor(figures: ProcessFigures) {
    this.#figures = figures;
    this.restart();
  }

  restart(): void {
    this.#used = this.#figures.processorTime();
    this.#since = performance.now();
  }

  /** True when more than `milliseconds` have gone. */
  hasPassed(milliseconds: number): boolean {
    const real = performance.now() - this.#since;
    if (real <= milliseconds) return false;
    const used = this.#figures.processorTime();
    if (used === null) return true;
    // The process may not have been there when the watch was started.
    return used - (this.#used ?? 0) > milliseconds || real > milliseconds * REAL_TIMES;
  }
}
