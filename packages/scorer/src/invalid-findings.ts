import type { Finding, Task } from '@bebug/core';
import type { Attempts } from './attempts.ts';
import { countLines } from './executable-lines.ts';
import { formatLines } from './lines.ts';
import type { Verdict } from './verdict.ts';

/** Task → path → text, as a bug-finder sees it. */
export type TaskTexts = Pick<ReadonlyMap<string, ReadonlyMap<string, string>>, 'get'>;

/** A test for findings that cannot be placed: why not, or `null`. Such a finding is a false alarm, and no reason to stop. */
export function invalidityCheck(
  tasks: readonly Task[],
  texts: TaskTexts,
  attempts: Attempts,
): (finding: Finding) => string | null {
  const tasksById = new Map(tasks.map((task) => [task.id, task]));
  const lineCounts = new Map<string, number>();
  return (finding) => {
    const task = tasksById.get(finding.task);
    if (!task) return `the set has no task ${JSON.stringify(finding.task)}`;
    const isListed = task.files.includes(finding.file) || task.context.includes(finding.file);
    if (!isListed) return `the task has no file ${JSON.stringify(finding.file)}`;
    if (!attempts.isAttempted(task.id)) return 'the run has no response for its task';
    if (finding.endLine < finding.startLine)
      return `it ends on line ${finding.endLine}, before line ${finding.startLine}`;
    const text = texts.get(task.id)?.get(finding.file);
    if (text === undefined) return null;
    const key = `${task.id}\n${finding.file}`;
    if (!lineCounts.has(key)) lineCounts.set(key, countLines(text));
    const count = lineCounts.get(key)!;
    return finding.endLine > count ? `${formatLines(finding)} lies past the file's end, line ${count}` : null;
  };
}

export function invalidVerdict(reason: string): Verdict {
  return {
    verdict: 'invalid',
    bug: null,
    place: null,
    weight: null,
    isFalseAlarm: true,
    isOpen: false,
    text: `Invalid: ${reason}.`,
  };
}
