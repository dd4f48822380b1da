import { compareText } from '@bebug/core';
import type { Funnel } from '@bebug/core/truth';

/** Counts what became of the candidates, stage by stage. */
export class Tally {
  examined = 0;
  proved = 0;
  readonly #dropped = new Map<string, number>();

  drop(reason: string, number = 1): void {
    this.#dropped.set(reason, (this.#dropped.get(reason) ?? 0) + number);
  }

  /** Reason → number, in code-unit order. */
  get reasons(): Record<string, number> {
    return Object.fromEntries([...this.#dropped].sort(([a], [b]) => compareText(a, b)));
  }

  funnel(candidates: number, accepted: number): Omit<Funnel, 'refused'> {
    return { candidates, examined: this.examined, dropped: this.reasons, proved: this.proved, accepted };
  }
}
