import { setImmediate } from 'node:timers/promises';
import { BebugError, RESPONSE_STATUSES, type Response, type Run } from '@bebug/core';
import { answer } from './answer.ts';
import type { Detector, DetectorTask } from './detector.ts';
import { RunFolder } from './run-folder.ts';
import type { TaskSet } from './task-set.ts';

export interface RunProgress {
  /** Tasks with a response, those of an earlier sitting included. */
  readonly done: number;
  /** Those of this sitting's limit, and those of earlier ones. */
  readonly total: number;
  readonly response: Response;
}

export interface RunOptions {
  readonly set: TaskSet;
  readonly detector: Detector;
  /** The run folder; made when it is not there. */
  readonly out: string;
  /** What `started`, `finished` and `elapsedMs` are read from. */
  readonly clock: () => Date;
  /** Tasks that are asked at the same time, for detectors that wait; 1 unless told. */
  readonly workers?: number;
  /**
   * For one task; ten minutes unless told, `null` for detectors that keep the time themselves. Cannot cut short a detector that
   * computes without a pause.
   */
  readonly timeoutMs?: number | null;
  /** So many tasks of the set, from its first; the rest is skipped until a later call takes more. */
  readonly limit?: number | undefined;
  /** Ask those again that failed or timed out in an earlier sitting. */
  readonly retryFailed?: boolean;
  /** Tasks that are under way when `signal` is aborted are answered all the same: their calls are paid for. */
  readonly finishesTasks?: boolean;
  readonly onProgress?: (progress: RunProgress) => void;
  readonly signal?: AbortSignal;
}

export interface RunSummary {
  readonly run: Run;
  readonly tasks: number;
  /** Tasks that had their response before this call. */
  readonly resumed: number;
  readonly findings: number;
  readonly statuses: Readonly<Record<Response['status'], number>>;
}

/**
 * Run a detector over the tasks of a set and write the run folder task by task. Calling again with the same set, detector and
 * folder goes on where an interrupted run stopped; tasks that have a response are not asked again, but for skipped ones. In the
 * finished folder the tasks stand in the order of the set, however many workers there were.
 * @throws BebugError `output-exists` when `out` holds something else, `file-format` when the run there is damaged; the reason
 *   of `signal` when that is aborted, leaving a folder that can be resumed
 */
export async function runDetector(options: RunOptions): Promise<RunSummary> {
  const { set, detector, out, clock, workers = 1, timeoutMs = 600_000, onProgress, signal } = options;
  const { limit = Infinity, retryFailed = false, finishesTasks = false } = options;
  if (!Number.isInteger(workers) || workers < 1)
    throw new BebugError('usage', `${workers} is no number of workers.`);
  signal?.throwIfAborted();
  const isAskedAgain = ({ status }: Response): boolean =>
    status === 'skipped' || (retryFailed && (status === 'failed' || status === 'timed-out'));
  const folder = await RunFolder.open(out, detector, set.setHash, clock(), isAskedAgain);
  try {
    const order = set.tasks.map(({ task }) => task.id);
    const answered = answeredTasks(folder, order, out);
    const resumed = answered.size;
    const isWaiting = ({ task }: DetectorTask): boolean => !answered.has(task.id);
    const wanted = set.tasks.slice(0, limit).filter(isWaiting);
    const total = resumed + wanted.length;
    const waiting = wanted.values();
    const failure = new AbortController();
    const stop = signal ? AbortSignal.any([signal, failure.signal]) : failure.signal;
    const given = finishesTasks ? failure.signal : stop;
    const work = async (): Promise<void> => {
      for (const task of waiting) {
        // Tools compute without a pause: this is where an interrupt and a progress bar get their turn.
        await setImmediate();
        stop.throwIfAborted();
        const { findings, response } = await answer(detector, task, { clock, timeoutMs, signal: given });
        await folder.append(findings, response);
        onProgress?.({ done: folder.record.responses.length, total, response });
      }
    };
    const guarded = Array.from({ length: workers }, () =>
      work().catch((error: unknown) => {
        failure.abort(error);
        throw error;
      }),
    );
    // All of them have to be at rest before the folder is closed.
    const failed = (await Promise.allSettled(guarded)).find((result) => result.status === 'rejected');
    if (failed) throw failed.reason;
    if (folder.record.run.finished === null) {
      const beyond = set.tasks.slice(limit).filter(isWaiting);
      await Promise.all(beyond.map(({ task }) => folder.append([], skipped(task.id))));
      await folder.finish(order, clock());
    }
    return summary(folder, resumed);
  } finally {
    await folder.close();
  }
}

function skipped(task: string): Response {
  return { task, status: 'skipped', findings: 0, message: 'Beyond the limit of tasks.' };
}

function answeredTasks(folder: RunFolder, order: readonly string[], out: string): Set<string> {
  const known = new Set(order);
  const answered = new Set(folder.record.responses.map((response) => response.task));
  const stranger = [...answered].find((task) => !known.has(task));
  if (stranger !== undefined) {
    throw new BebugError('file-format', `${out} answers the task ${stranger}, which the set does not hold.`);
  }
  return answered;
}

function summary(folder: RunFolder, resumed: number): RunSummary {
  const { run, findings, responses } = folder.record;
  const statuses = Object.fromEntries(RESPONSE_STATUSES.map((status) => [status, 0])) as Record<
    Response['status'],
    number
  >;
  for (const { status } of responses) statuses[status] += 1;
  return { run, tasks: responses.length, resumed, findings: findings.length, statuses };
}
