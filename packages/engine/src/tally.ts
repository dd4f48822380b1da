import type { Funnel } from '@bebug/core/truth';

/** Counts what became of the candidates, stage by stage. */
export class Tally {
  examined = 0;
  proved = 0;
  readonly #dropped = new Map<string, number>();

  drop(reason: string, number = 1): void {
    this.#dropped.set(reason, (this.#dropped.get(reason) ?? 0) + number);
  }

  funnel(candidates: number, accepted: number): Omit<Funnel, 'refused'> {
    const dropped = Object.fromEntries([...this.#dropped].sort(([a], [b]) => (a < b ? -1 : 1)));
    return { candidates, examined: this.examined, dropped, proved: this.proved, accepted };
  }
}
