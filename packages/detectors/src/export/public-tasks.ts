import { formatJsonLines } from '@bebug/core';
import type { ExportedFiles, ExportInput } from './exported.ts';

/** The public part of a set as it is: what a bug-finder may see, and nothing that could make the set again. */
export function publicTasks({ set }: ExportInput): ExportedFiles {
  const files: Record<string, string> = { 'tasks.jsonl': formatJsonLines(set.tasks.map(({ task }) => task)) };
  for (const { task, texts } of set.tasks)
    for (const [path, text] of texts) files[`tasks/${task.id}/${path}`] = text;
  return files;
}
