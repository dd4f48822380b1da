import { z } from 'zod';
import { insidePathSchema } from './paths.ts';

/**
 * What a bug-finder sees. Strict: a key that is not listed here cannot reach a task, so nothing hints at the truth.
 * `files` are under review; `context` are the unchanged files that they import, and the project's configuration. For a `diff`, `files` are as
 * they are after the change; `change` says where the change is, and its files are in `context` too.
 */
export const taskSchema = z.strictObject({
  id: z.string().regex(/^t-[0-9a-f]{12}$/u),
  kind: z.enum(['file', 'diff']),
  language: z.enum(['typescript', 'javascript']),
  files: z.array(insidePathSchema).min(1),
  context: z.array(insidePathSchema),
  change: z
    .strictObject({
      /** A unified diff from the files before the change to `files`. */
      diff: insidePathSchema,
      /** The files before the change, in the order of `files`. */
      before: z.array(insidePathSchema).min(1),
    })
    .optional(),
  /** Lines of the files under review. */
  lines: z.int().positive(),
});
export type Task = z.infer<typeof taskSchema>;

/** The only way to make a task: takes what is allowed and nothing else. */
export function makeTask(source: Task): Task {
  return taskSchema.parse({
    id: source.id,
    kind: source.kind,
    language: source.language,
    files: source.files,
    context: source.context,
    ...(source.change && { change: { diff: source.change.diff, before: source.change.before } }),
    lines: source.lines,
  });
}
