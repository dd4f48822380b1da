import { z } from 'zod';
import { editSchema } from './mutant.ts';
import { insidePathSchema } from './paths.ts';

/** One report by a bug-finder. Lines are 1-based, both ends inclusive. */
export const findingSchema = z.strictObject({
  task: z.string(),
  file: insidePathSchema,
  startLine: z.int().positive(),
  endLine: z.int().positive(),
  /** The code of the first lines, as it was copied: where the lines were miscounted, scoring moves them to it. */
  anchorText: z.string().optional(),
  category: z.string().optional(),
  cwe: z.int().positive().optional(),
  severity: z.enum(['info', 'warning', 'error']).optional(),
  explanation: z.string().optional(),
  confidence: z.number().min(0).max(1).optional(),
  trigger: z.string().optional(),
  fix: z.union([z.array(editSchema), z.string()]).optional(),
  elapsedMs: z.number().nonnegative().optional(),
});
export type Finding = z.infer<typeof findingSchema>;

/** Tokens that a model was sent, and that it wrote (reasoning included). */
export const tokensSchema = z.strictObject({
  input: z.int().nonnegative(),
  output: z.int().nonnegative(),
});
export type Tokens = z.infer<typeof tokensSchema>;

/**
 * How a task ended. `answered`: understood, be it as "no bug"; `empty`: a reply without a word; `unparsable`: words that are no
 * answer; `refused`; `failed`: no reply came; `timed-out`; `skipped`: not asked, because a limit was reached.
 */
export const RESPONSE_STATUSES = [
  'answered',
  'empty',
  'unparsable',
  'refused',
  'failed',
  'timed-out',
  'skipped',
] as const;

/** That the detector answered a task at all: a task without a response is not attempted, never silently "no bug found". */
export const responseSchema = z.strictObject({
  task: z.string(),
  status: z.enum(RESPONSE_STATUSES),
  findings: z.int().nonnegative(),
  message: z.string().optional(),
  elapsedMs: z.number().nonnegative().optional(),
  tokens: tokensSchema.optional(),
  /** US dollars. */
  cost: z.number().nonnegative().optional(),
});
export type Response = z.infer<typeof responseSchema>;

/** Something in a foreign report that did not become a finding, and why: nothing is dropped silently. */
export const unplacedSchema = z.strictObject({
  /** The foreign file. */
  report: z.string(),
  /** Where in it: a line, or a path through its JSON. */
  at: z.string(),
  /** The path that it names. */
  path: z.string().nullable(),
  reason: z.string(),
});
export type Unplaced = z.infer<typeof unplacedSchema>;
