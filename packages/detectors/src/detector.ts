import type { Finding, Run, Task } from '@bebug/core';

/** A task with everything that a bug-finder may look at. */
export interface DetectorTask {
  readonly task: Task;
  /** Path → text of the files under review and of their context. */
  readonly texts: ReadonlyMap<string, string>;
}

/** Anything that turns tasks into findings. */
export interface Detector {
  readonly name: string;
  /** Every version that the findings depend on. */
  readonly version: string;
  /** What was chosen for this detector; a run is resumed only with equal settings. */
  readonly settings: Run['settings'];
  /**
   * The findings on one task, in a fixed order. An empty list says "no bug found".
   * @param signal aborts a detector that waits for something; the tools compute without a pause and cannot be cut short
   * @param remark takes what the run should remember of the task besides findings: a rule that crashed, diagnostics left out
   * @throws anything; the run records the task as failed and goes on
   */
  detect(task: DetectorTask, signal?: AbortSignal, remark?: (sentence: string) => void): Promise<Finding[]>;
}
