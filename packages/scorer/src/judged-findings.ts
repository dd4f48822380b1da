import type { Finding } from '@bebug/core';
import type { Verdict } from './verdict.ts';

/** What is kept of a finding when it is judged. */
export interface JudgedFinding extends Pick<Verdict, 'verdict' | 'bug' | 'isFalseAlarm'> {
  readonly task: string;
  readonly confidence: Finding['confidence'];
}

/** A long run has millions of them: kept column by column, and made again when they are gone through. */
export class JudgedFindings implements Iterable<JudgedFinding> {
  readonly #tasks: string[] = [];
  readonly #verdicts: Verdict['verdict'][] = [];
  readonly #bugs: (string | null)[] = [];
  readonly #areFalseAlarms: boolean[] = [];
  /** NaN where a finding has none: an array of nothing but numbers is a fraction of one with gaps. */
  readonly #confidences: number[] = [];

  add({ task, verdict, bug, isFalseAlarm, confidence }: JudgedFinding): void {
    this.#tasks.push(task);
    this.#verdicts.push(verdict);
    this.#bugs.push(bug);
    this.#areFalseAlarms.push(isFalseAlarm);
    this.#confidences.push(confidence ?? NaN);
  }

  *[Symbol.iterator](): Generator<JudgedFinding> {
    for (const [at, task] of this.#tasks.entries()) {
      const confidence = this.#confidences[at]!;
      yield {
        task,
        verdict: this.#verdicts[at]!,
        bug: this.#bugs[at]!,
        isFalseAlarm: this.#areFalseAlarms[at]!,
        confidence: Number.isNaN(confidence) ? undefined : confidence,
      };
    }
  }
}
