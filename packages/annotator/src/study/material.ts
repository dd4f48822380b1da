import { insidePathSchema, taskSchema, type Task } from '@bebug/core';
import { z } from 'zod';

/** A task with the texts that it names. */
export interface StudyTask {
  readonly task: Task;
  /** Path → text of its files and their context. */
  readonly texts: ReadonlyMap<string, string>;
}

/** The public part of a bug set. */
export interface StudyMaterial {
  readonly tasks: readonly StudyTask[];
  /** SHA-256 of `bugset.json`. */
  readonly setHash: string;
}

/** A task as the store keeps it and as a page receives it, but for its id. Strict: what is not listed cannot get in. */
export const storedTaskSchema = z.strictObject({
  kind: taskSchema.shape.kind,
  language: taskSchema.shape.language,
  files: z.array(insidePathSchema).min(1),
  context: z.array(insidePathSchema),
  /** For a diff: path of a file under review → its path before the change. */
  before: z.record(insidePathSchema, insidePathSchema),
  lines: z.int().positive(),
  texts: z.record(insidePathSchema, z.string()),
});
export type StoredTask = z.infer<typeof storedTaskSchema>;

/** The only way from a bug set into the store: takes what is allowed and nothing else. */
export function makeStoredTask({ task, texts }: StudyTask): StoredTask {
  const before = task.files.flatMap((path, index) => {
    const old = task.change?.before[index];
    return old === undefined ? [] : [[path, old] as const];
  });
  const hidden = new Set([...before.map(([, old]) => old), ...(task.change ? [task.change.diff] : [])]);
  const needed = [...task.files, ...task.context];
  return storedTaskSchema.parse({
    kind: task.kind,
    language: task.language,
    files: task.files,
    context: task.context.filter((path) => !hidden.has(path)),
    before: Object.fromEntries(before),
    lines: task.lines,
    texts: Object.fromEntries(needed.map((path) => [path, texts.get(path)])),
  });
}
