import { findingSchema, type Finding } from '@bebug/core';
import type { DetectorTask } from '../detector.ts';
import type { DetectorIdentity } from '../run-folder.ts';
import { RunFolder } from '../run-folder.ts';
import { checkTasks, type TaskSet } from '../task-set.ts';

export interface ReviewOptions {
  readonly set: TaskSet;
  readonly detector: DetectorIdentity;
  /** The run folder; a review that was broken off goes on. */
  readonly out: string;
  readonly clock: () => Date;
  /** The only task of this sitting; `null`: all of them, one after the other. */
  readonly only: string | null;
}

/** A finding as it is handed in. */
export type Submitted = Omit<Finding, 'task' | 'elapsedMs'>;

/**
 * A set under review by somebody who comes and goes: one task is open at a time, because two tasks of the same file would give each
 * other away, and what was submitted stays as it is.
 */
export class Review {
  readonly #options: ReviewOptions;
  readonly #folder: RunFolder;
  readonly #answered: Set<string>;
  #opened: number;
  #submitted: Promise<unknown> = Promise.resolve();

  private constructor(options: ReviewOptions, folder: RunFolder) {
    this.#options = options;
    this.#folder = folder;
    this.#answered = new Set(folder.record.responses.map(({ task }) => task));
    this.#opened = options.clock().getTime();
  }

  /** @throws BebugError `usage` for a task that the set does not hold, and as `RunFolder.open` does */
  static async open(options: ReviewOptions): Promise<Review> {
    const { set, detector, out, clock, only } = options;
    if (only !== null) checkTasks(set, [only]);
    return new Review(options, await RunFolder.open(out, detector, set.setHash, clock()));
  }

  get total(): number {
    return this.#options.set.tasks.length;
  }

  get answered(): number {
    return this.#answered.size;
  }

  /** The task that is open; `null` when there is nothing left to do. */
  get current(): DetectorTask | null {
    const { set, only } = this.#options;
    const isOpen = ({ task: { id } }: DetectorTask): boolean =>
      !this.#answered.has(id) && (only === null || id === only);
    return set.tasks.find(isOpen) ?? null;
  }

  /**
   * Answers the open task and opens the next one. After the last one the run is finished. Who says which task it is cannot answer one that
   * was never read, by sending the same twice.
   * @throws RangeError when another task is open or none, or a finding is about lines that are not there
   */
  submit(id: string, found: readonly Submitted[]): Promise<void> {
    // One after the other: the second is judged when the first is kept, and whether or not it could be.
    const submitted = this.#submitted.then(() => this.#submit(id, found));
    this.#submitted = submitted.catch(() => undefined);
    return submitted;
  }

  async #submit(id: string, found: readonly Submitted[]): Promise<void> {
    const task = this.current;
    if (task === null) throw new RangeError('No task is open.');
    if (task.task.id !== id)
      throw new RangeError(`The open task is ${task.task.id}, not ${JSON.stringify(id)}.`);
    const findings = found.map((finding) => findingSchema.parse({ ...finding, task: task.task.id }));
    for (const { file, startLine, endLine } of findings) {
      if (!task.texts.has(file)) throw new RangeError(`The task has no file ${JSON.stringify(file)}.`);
      if (endLine < startLine) throw new RangeError(`A finding in ${file} ends before it starts.`);
    }
    const now = this.#options.clock();
    await this.#folder.append(findings, {
      task: task.task.id,
      status: 'answered',
      findings: findings.length,
      elapsedMs: Math.max(0, now.getTime() - this.#opened),
    });
    this.#answered.add(id);
    this.#opened = now.getTime();
    if (this.#answered.size < this.total) return;
    await this.#folder.finish(
      this.#options.set.tasks.map(({ task: { id } }) => id),
      now,
    );
  }

  close(): Promise<void> {
    return this.#folder.close();
  }
}
