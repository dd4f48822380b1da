import { findingSchema, type Finding, type Response } from '@bebug/core';
import { Deadline } from './deadline.ts';
import type { Detector, DetectorTask, TaskReport } from './detector.ts';

/** What a detector made of one task. */
export interface Answer {
  readonly findings: readonly Finding[];
  readonly response: Response;
}

export interface AnswerOptions {
  readonly clock: () => Date;
  /** `null`: the detector keeps the time itself. */
  readonly timeoutMs: number | null;
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
  const settle = ({ findings, ...report }: TaskReport): Answer => {
    const said = report.message === undefined ? remarks : [report.message, ...remarks];
    return {
      findings,
      response: {
        task: task.task.id,
        status: report.status,
        findings: findings.length,
        ...(said.length > 0 && { message: said.join(' ') }),
        elapsedMs: report.elapsedMs ?? Math.max(0, clock().getTime() - started),
        ...(report.tokens && { tokens: report.tokens }),
        ...(report.cost !== undefined && { cost: report.cost }),
      },
    };
  };
  using deadline = new Deadline(signal, timeoutMs);
  const stop = deadline.signal;
  try {
    stop.throwIfAborted();
    const found = await Promise.race([
      detector.detect(task, stop, (sentence) => remarks.push(sentence)),
      aborted(stop),
    ]);
    if (isReport(found)) return settle({ ...found, findings: wellFormed(found.findings, task) });
    return settle({ status: 'answered', findings: checked(found, task) });
  } catch (error) {
    signal?.throwIfAborted();
    if (deadline.hasPassed)
      return settle({ status: 'timed-out', findings: [], message: `No answer within ${timeoutMs!} ms.` });
    const message = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
    return settle({ status: 'failed', findings: [], message });
  }
}

function aborted(signal: AbortSignal): Promise<never> {
  return new Promise((_resolve, reject) => {
    const give = (): void => {
      reject(signal.reason as Error);
    };
    if (signal.aborted) give();
    else signal.addEventListener('abort', give, { once: true });
  });
}

function isReport(found: readonly Finding[] | TaskReport): found is TaskReport {
  return 'status' in found;
}

/** Findings of the format, about this task. */
function wellFormed(found: readonly Finding[], { task }: DetectorTask): Finding[] {
  return found.map((item, index) => {
    const finding = findingSchema.parse(item);
    if (finding.task !== task.id)
      throw new TypeError(`Finding ${index + 1} is about the task ${finding.task}.`);
    return finding;
  });
}

/** Findings of a tool, which cannot be wrong about the files that it was given. */
function checked(found: readonly Finding[], task: DetectorTask): Finding[] {
  const findings = wellFormed(found, task);
  for (const [index, { file, startLine, endLine }] of findings.entries()) {
    const fault = !task.texts.has(file)
      ? `is about ${file}, which the task does not hold`
      : endLine < startLine
        ? 'ends before it starts'
        : null;
    if (fault !== null) throw new TypeError(`Finding ${index + 1} ${fault}.`);
  }
  return findings;
}
