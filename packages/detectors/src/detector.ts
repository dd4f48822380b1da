import type { Finding, Response, Run, Task } from '@bebug/core';

/** A task with everything that a bug-finder may look at. */
export interface DetectorTask {
  readonly task: Task;
  /** Path → text of the files under review and of their context. */
  readonly texts: ReadonlyMap<string, string>;
}

/**
 * How a task ended, for detectors that can end otherwise than with findings or an error. Findings may be about files and lines
 * that are not there: the scorer counts them as false alarms.
 */
export interface TaskReport
  extends Pick<Response, 'status' | 'message' | 'tokens' | 'cost'>, Partial<Pick<Response, 'elapsedMs'>> {
  readonly findings: readonly Finding[];
}

/** Anything that turns tasks into findings. */
export interface Detector {
  readonly name: string;
  /** Every version that the findings depend on. */
  readonly version: string;
  /** What was chosen for this detector; a run is resumed only with equal settings. */
  readonly settings: Run['settings'];
  /** SHA-256 of the texts with which it is asked. */
  readonly promptHash?: string;
  /**
   * The findings on one task, in a fixed order. An empty list says "no bug found".
   * @param signal aborts a detector that waits for something; the tools compute without a pause and cannot be cut short
   * @param remark takes what the run should remember of the task besides findings: a rule that crashed, diagnostics left out
   * @throws anything; the run records the task as failed and goes on
   */
  detect(
    task: DetectorTask,
    signal?: AbortSignal,
    remark?: (sentence: string) => void,
  ): Promise<readonly Finding[] | TaskReport>;
}

/** A detector that finds or throws. */
export interface Tool extends Detector {
  detect(task: DetectorTask, signal?: AbortSignal, remark?: (sentence: string) => void): Promise<Finding[]>;
}
