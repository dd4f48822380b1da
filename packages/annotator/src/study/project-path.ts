import type { Label } from '@bebug/core';
import type { StoredTask } from './material.ts';

/** A path as the project has it: without the label of an implementation. */
export function projectPath({ kind }: Pick<StoredTask, 'kind'>, path: string): string {
  return kind === 'file' || kind === 'diff' ? path : path.slice(path.indexOf('/') + 1);
}

/** The label of the implementation that a path belongs to. */
export function labelOf(path: string): Label {
  return path.slice(0, path.indexOf('/')) as Label;
}

/** What a file of a task is called: its path, and before it the implementation where there are several. */
export function fileName(task: Pick<StoredTask, 'kind' | 'files'>, path: string): string {
  const own = projectPath(task, path);
  return own !== path && task.files.includes(path) ? `${labelOf(path)}: ${own}` : own;
}
