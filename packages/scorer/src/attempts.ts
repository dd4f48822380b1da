import type { Response, Task } from '@bebug/core';
import type { Scorecard } from './scorecard.ts';

export interface Attempts {
  readonly isAttempted: (task: string) => boolean;
  readonly isAnswered: (task: string) => boolean;
  readonly counts: Omit<Scorecard['tasks'], 'bugsNotAttempted'>;
}

/**
 * What became of each task. The last response counts: a run that was resumed appends. A skipped task was not attempted; one whose
 * reply was empty or no answer counts as failed.
 */
export function attemptsOf(tasks: readonly Task[], responses: readonly Response[]): Attempts {
  const last = new Map(responses.map(({ task, status }) => [task, status]));
  for (const [task, status] of last) if (status === 'skipped') last.delete(task);
  const statuses = tasks.map(({ id }) => last.get(id));
  const count = (wanted: Response['status'] | undefined): number =>
    statuses.filter((status) => status === wanted).length;
  return {
    isAttempted: (task) => last.has(task),
    isAnswered: (task) => last.get(task) === 'answered',
    counts: {
      total: tasks.length,
      attempted: tasks.length - count(undefined),
      answered: count('answered'),
      failed: count('failed') + count('empty') + count('unparsable'),
      refused: count('refused'),
      timedOut: count('timed-out'),
      notAttempted: count(undefined),
    },
  };
}
