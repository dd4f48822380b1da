import type { TallyInput } from './run-tally.ts';

/** The source file of a task: tasks of one are alike, and fall in one cluster. Unknown tasks share one of their own. */
export function sourceClusters({
  tasks,
  bugs,
  controls,
}: Pick<TallyInput, 'tasks' | 'bugs' | 'controls'>): (task: string) => string {
  const corpora = new Map([...bugs, ...controls].map(({ task, corpus }) => [task, corpus]));
  // One text for all tasks of a file: they are compared and looked up hundreds of times.
  const texts = new Map<string, string>();
  const names = new Map<string, string>();
  for (const { id, files } of tasks) {
    const name = [corpora.get(id) ?? '', ...files].join('\n');
    if (!texts.has(name)) texts.set(name, name);
    names.set(id, texts.get(name)!);
  }
  return (task) => names.get(task) ?? '';
}
