import { z } from 'zod';
import { labelSchema } from './candidate.ts';
import { insidePathSchema } from './paths.ts';
import { taskSchema } from './task.ts';

/**
 * Two or three implementations of one module: which is best? `tasks/ID/LABEL/` is a candidate whole: `file`, which differs from candidate
 * to candidate, and `context`, which does not. Strict, as a task of a bug set is: nothing hints at the truth.
 */
export const comparisonTaskSchema = z.strictObject({
  id: z.string().regex(/^c-[0-9a-f]{12}$/u),
  language: taskSchema.shape.language,
  file: insidePathSchema,
  context: z.array(insidePathSchema),
  candidates: z.array(labelSchema).min(2).max(3),
  /** Lines of the file in all candidates together. */
  lines: z.int().positive(),
});
export type ComparisonTask = z.infer<typeof comparisonTaskSchema>;

/** The only way to make one: takes what is allowed and nothing else. */
export function makeComparisonTask(source: ComparisonTask): ComparisonTask {
  return comparisonTaskSchema.parse({
    id: source.id,
    language: source.language,
    file: source.file,
    context: source.context,
    candidates: source.candidates,
    lines: source.lines,
  });
}

/** Which candidate somebody takes for the best; `null`: "I see no difference that matters". */
export const choiceSchema = z.strictObject({
  task: z.string(),
  choice: labelSchema.nullable(),
  why: z.string().optional(),
  confidence: z.number().min(0).max(1).optional(),
  elapsedMs: z.number().nonnegative().optional(),
});
export type Choice = z.infer<typeof choiceSchema>;

/** One line of `truth/comparisons.jsonl`. */
export const comparisonSchema = z.strictObject({
  task: comparisonTaskSchema.shape.id,
  corpus: z.string(),
  file: insidePathSchema,
  /** The clean code. */
  best: labelSchema,
  /** In the order of the task; `bugs` are ids in `truth/bugs.jsonl`, none for the clean code; `length` of the file in UTF-16 units. */
  candidates: z
    .array(z.strictObject({ label: labelSchema, bugs: z.array(z.string()), length: z.int().nonnegative() }))
    .min(2),
  /** The set's canary: see the manifest. */
  canary: z.string(),
});
export type Comparison = z.infer<typeof comparisonSchema>;
