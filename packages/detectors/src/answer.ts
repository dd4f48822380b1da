import { findingSchema, type Finding, type Response } from '@bebug/core';
import type { Detector, DetectorTask } from './detector.ts';

/** What a detector made of one task. */
export interface Answer {
  readonly findings: readonly Finding[];
  readonly response: Response;
}

export interface AnswerOptions {
  readonly clock: () => Date;
  readonly timeoutMs: number;
  readonly signal?: AbortSignal | undefined;
}

/**
 * Ask a detector about one task. Its error, its invalid findings and its silence until the time is up are answers too.
 * @throws the reason of `signal` once that is aborted, and nothing else
 */
export async function answer(
  detector: Detector,
  task: DetectorTask,
  options: AnswerOptions,
): Promise<Answer> {
  const { clock, timeoutMs, signal } = options;
  const started = clock().getTime();
  const remarks: string[] = [];
  const settle = (status: Response['status'], findings: readonly Finding[], message?: string): Answer => {
    const said = message === undefined ? remarks : [message, ...remarks];
    return {
      findings,
      response: {
        task: task.task.id,
        status,
        findings: findings.length,
        ...(said.length > 0 && { message: said.join(' ') }),
        elapsedMs: Math.max(0, clock().getTime() - started),
      },
    };
  };
  const timeout = new AbortController();
  const timer = setTimeout(() => {
    timeout.abort();
  }, timeoutMs);
  const stop = signal ? AbortSignal.any([signal, timeout.signal]) : timeout.signal;
  try {
    stop.throwIfAborted();
    const found = await Promise.race([
      detector.detect(task, stop, (sentence) => remarks.push(sentence)),
      aborted(stop),
    ]);
    return settle('answered', checked(found, task));
  } catch (error) {
    signal?.throwIfAborted();
    if (timeout.signal.aborted) return settle('timed-out', [], `No answer within ${timeoutMs} ms.`);
    return settle('failed', [], error instanceof Error ? `${error.name}: ${error.message}` : String(error));
  } finally {
    clearTimeout(timer);
  }
}

function aborted(signal: AbortSignal): Promise<never> {
  return new Promise((_resolve, reject) => {
    const give = (): void => {
      reject(signal.reason as Error);
    };
    if (signal.aborted) give();
    else signal.addEventListener('abort', give);
  });
}

/** Findings as they may be written: of the format, and about this task. */
function checked(found: readonly Finding[], { task, texts }: DetectorTask): Finding[] {
  return found.map((item, index) => {
    const finding = findingSchema.parse(item);
    const fault =
      finding.task !== task.id
        ? `is about the task ${finding.task}`
        : !texts.has(finding.file)
          ? `is about ${finding.file}, which the task does not hold`
          : finding.endLine < finding.startLine
            ? 'ends before it starts'
            : null;
    if (fault !== null) throw new TypeError(`Finding ${index + 1} ${fault}.`);
    return finding;
  });
}
