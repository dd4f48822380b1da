import { BebugError, sha256, type Finding } from '@bebug/core';
import type { DetectorTask } from '../detector.ts';
import { importRun } from '../import/import-run.ts';
import { IMPORT_FORMATS } from '../import/formats.ts';
import { readAnswer, type ReadAnswer } from '../model/read-answer.ts';

/**
 * What a program reports on the task that it was given: SARIF, or findings as JSON (one object, a list, or a line each).
 * @param base the folder in which it ran
 */
export function readOutput(text: string, task: DetectorTask, base: string): ReadAnswer {
  if (!isSarif(text)) return readAnswer(asList(text), task);
  try {
    return readReportOf('sarif', text, task, base);
  } catch (error) {
    if (error instanceof BebugError) return { status: 'unparsable', message: error.message };
    throw error;
  }
}

/**
 * A report in one of the formats of `import`, about one task.
 * @throws BebugError `file-format`
 */
export function readReportOf(format: string, text: string, task: DetectorTask, base: string): ReadAnswer {
  const { findings, responses, unplaced } = importRun({
    set: { tasks: [task], setHash: sha256('') },
    format: { name: format, reader: IMPORT_FORMATS[format]! },
    files: [{ name: 'its report', text }],
    now: new Date(0),
    base,
    task: task.task.id,
  });
  const [response] = responses;
  if (response?.status === 'failed')
    return { status: 'unparsable', message: response.message ?? 'It failed.' };
  const remarks = unplaced.map(({ at, path, reason }) => `Left out: ${at}, ${path ?? 'no file'}: ${reason}.`);
  return { status: 'answered', findings: findings.map(withoutTimes), remarks };
}

function withoutTimes({ elapsedMs: _, ...finding }: Finding): Finding {
  return finding;
}

function isSarif(text: string): boolean {
  return /^\s*\{/u.test(text) && /"runs"\s*:\s*\[/u.test(text) && /"version"\s*:\s*"2\.1\.0"/u.test(text);
}

/** Lines with a finding each as one list; anything else as it is. */
function asList(text: string): string {
  const lines = text.split('\n').filter((line) => line.trim() !== '');
  const isOneEach = lines.length > 0 && lines.every((line) => /^\s*\{\s*"(?:file|task)".*\}\s*$/u.test(line));
  return isOneEach ? `[${lines.join(',')}]` : text;
}
