import type { TallyInput } from './run-tally.ts';

/** The source file of a task: tasks of one are alike, and fall in one cluster. Unknown tasks share one of their own. */
export function sourceClusters({
  tasks,
  bugs,
  controls,
}: Pick<TallyInput, 'tasks' | 'bugs' | 'controls'>): (task: string) => string {
  const corpora = new Map([...bugs, ...controls].map(({ task, corpus }) => [task, corpus]));
  const names = new Map(tasks.map(({ id, files }) => [id, [corpora.get(id) ?? '', ...files].join('\n')]));
  return (task) => names.get(task) ?? '';
}
