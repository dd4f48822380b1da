import { z } from 'zod';
import { LABELS, labelSchema } from './candidate.ts';
import { insidePathSchema } from './paths.ts';
import { taskSchema } from './task.ts';

/**
 * A written problem: which of several solutions are right? `tasks/ID/SPECIFICATION` says what is asked for. `tasks/ID/LABEL/` is a solution
 * whole: `file`, which differs, and `context` and `tests` beside it, which do not; the tests run there. Strict: nothing hints at the truth.
 */
export const problemTaskSchema = z.strictObject({
  id: z.string().regex(/^p-[0-9a-f]{12}$/u),
  language: taskSchema.shape.language,
  /** The declarations of the module with their comments. */
  specification: insidePathSchema,
  file: insidePathSchema,
  tests: insidePathSchema,
  context: z.array(insidePathSchema),
  candidates: z.array(labelSchema).min(2).max(LABELS.length),
  /** Lines of the file in all solutions together. */
  lines: z.int().positive(),
});
export type ProblemTask = z.infer<typeof problemTaskSchema>;

/** The only way to make one: takes what is allowed and nothing else. */
export function makeProblemTask(source: ProblemTask): ProblemTask {
  return problemTaskSchema.parse({
    id: source.id,
    language: source.language,
    specification: source.specification,
    file: source.file,
    tests: source.tests,
    context: source.context,
    candidates: source.candidates,
    lines: source.lines,
  });
}

/** Whether somebody takes one solution for right. */
export const judgementSchema = z.strictObject({
  task: z.string(),
  candidate: labelSchema,
  isRight: z.boolean(),
  why: z.string().optional(),
  confidence: z.number().min(0).max(1).optional(),
  /** Time on the whole task. */
  elapsedMs: z.number().nonnegative().optional(),
});
export type Judgement = z.infer<typeof judgementSchema>;

/** One line of `truth/problems.jsonl`. */
export const problemSchema = z.strictObject({
  task: problemTaskSchema.shape.id,
  corpus: z.string(),
  file: insidePathSchema,
  /** In the order of the task. */
  candidates: z
    .array(
      z.strictObject({
        label: labelSchema,
        /** Ids in `truth/bugs.jsonl`; none: this is the right one. */
        bugs: z.array(z.string()),
        /** Of the file, in UTF-16 units. */
        length: z.int().nonnegative(),
        /** Names of the tests that fail on it. */
        failing: z.array(z.string()),
      }),
    )
    .min(2),
  /** Name of a test → the bug whose witness it is. */
  tests: z.record(z.string(), z.string()),
  /** The set's canary: see the manifest. */
  canary: z.string(),
});
export type Problem = z.infer<typeof problemSchema>;
