import { compareText, groupBy, keyedHex } from '@bebug/core';
import type { Project } from './2-open-project.ts';
import type { PlannedTask } from './planned-task.ts';

export interface ControlOptions {
  readonly seed: number;
  /** Share of the tasks that carry no bug. */
  readonly controls: number;
  /** Files that could carry a bug, by corpus: a control must look like one that does. */
  readonly homes: ReadonlyMap<string, ReadonlySet<string>>;
}

/**
 * Controls come from the corpora in proportion to their tasks with bugs, each file once: neither the corpus nor a repeated text tells a
 * control from a bug.
 */
export function chooseControls(
  projects: ReadonlyMap<string, Project>,
  tasks: readonly PlannedTask[],
  { seed, controls, homes }: ControlOptions,
): { chosen: PlannedTask[]; notes: string[] } {
  const wanted = Math.ceil((tasks.length * controls) / (1 - controls));
  const tasksPerCorpus = groupBy(tasks, ({ project }) => project.corpus.name);
  const pools = [...tasksPerCorpus].map(([name, own]) => {
    const project = projects.get(name)!;
    const luck = (path: string): string => keyedHex(24, seed, 'control', name, path);
    const paths = [...(homes.get(name) ?? [])].sort((a, b) => compareText(luck(a), luck(b)));
    return { project, paths, weight: own.length, taken: 0 };
  });
  const chosen: PlannedTask[] = [];
  while (chosen.length < wanted) {
    const open = pools.filter((pool) => pool.taken < pool.paths.length);
    if (open.length === 0) break;
    const next = open.reduce((a, b) => (b.weight / (b.taken + 1) > a.weight / (a.taken + 1) ? b : a));
    const { project } = next;
    const file = next.paths[next.taken++]!;
    const id = `t-${keyedHex(12, seed, 'control', project.corpus.name, file)}`;
    chosen.push({ id, project, file, bugs: [], decoys: [], before: [] });
  }
  const share = chosen.length / Math.max(1, chosen.length + tasks.length);
  const notes =
    chosen.length < wanted
      ? [
          `Only ${chosen.length} of ${wanted} controls: the corpora have no more files, so ${(share * 100).toFixed(0)} % of the tasks carry no bug.`,
        ]
      : [];
  return { chosen, notes };
}
