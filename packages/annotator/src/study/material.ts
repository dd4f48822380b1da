import { insidePathSchema, taskSchema, type ComparisonTask, type ProblemTask, type Task } from '@bebug/core';
import { z } from 'zod';

/** A task with the texts that it names: path in the folder of the task → text. */
interface StudyTask<T> {
  readonly task: T;
  readonly texts: ReadonlyMap<string, string>;
}

/** The public part of a bug set, or of tasks that were made of one. */
export type StudyMaterial = {
  /** SHA-256 of the manifest. */
  readonly setHash: string;
} & (
  | { readonly kind: 'bugs'; readonly tasks: readonly StudyTask<Task>[] }
  | { readonly kind: 'comparisons'; readonly tasks: readonly StudyTask<ComparisonTask>[] }
  | { readonly kind: 'problems'; readonly tasks: readonly StudyTask<ProblemTask>[] }
);

/**
 * A task as the store keeps it and as a page receives it, but for its id. Strict: what is not listed cannot get in. Where implementations stand
 * beside each other, the first segment of every path under review is the label of one, and that of what they share is `shared`.
 */
export const storedTaskSchema = z.strictObject({
  kind: z.enum([...taskSchema.shape.kind.options, 'comparison', 'problem']),
  language: taskSchema.shape.language,
  files: z.array(insidePathSchema).min(1),
  context: z.array(insidePathSchema),
  /** For a diff: path of a file under review → its path before the change. */
  before: z.record(insidePathSchema, insidePathSchema),
  lines: z.int().positive(),
  texts: z.record(insidePathSchema, z.string()),
});
export type StoredTask = z.infer<typeof storedTaskSchema>;

/** The only way from a set into the store: takes what is allowed and nothing else. */
export function storedTasksOf(material: StudyMaterial): { readonly id: string; readonly task: StoredTask }[] {
  switch (material.kind) {
    case 'bugs':
      return material.tasks.map((one) => ({ id: one.task.id, task: storedBugTask(one) }));
    case 'comparisons':
      return material.tasks.map(({ task, texts }) => ({
        id: task.id,
        task: storedCandidates('comparison', task, texts, {}),
      }));
    case 'problems':
      return material.tasks.map(({ task, texts }) => ({
        id: task.id,
        task: storedCandidates('problem', task, texts, {
          [task.specification]: task.specification,
          [task.tests]: `${task.candidates[0]!}/${task.tests}`,
        }),
      }));
  }
}

function storedBugTask({ task, texts }: StudyTask<Task>): StoredTask {
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

/** What the implementations have in common is shown once; `about` (name → path in the folder of the task) comes before it. */
function storedCandidates(
  kind: 'comparison' | 'problem',
  task: ComparisonTask | ProblemTask,
  texts: ReadonlyMap<string, string>,
  about: Readonly<Record<string, string>>,
): StoredTask {
  const files = task.candidates.map((label) => `${label}/${task.file}`);
  const context = task.context.map((path) => [path, `${task.candidates[0]!}/${path}`] as const);
  const shared = [...Object.entries(about), ...context].map(
    ([name, path]) => [`shared/${name}`, texts.get(path)] as const,
  );
  return storedTaskSchema.parse({
    kind,
    language: task.language,
    files,
    context: shared.map(([path]) => path),
    before: {},
    lines: task.lines,
    texts: Object.fromEntries([...files.map((path) => [path, texts.get(path)] as const), ...shared]),
  });
}
