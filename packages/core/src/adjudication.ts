import { z } from 'zod';
import { insidePathSchema } from './paths.ts';

/** A defect that was in the code before any bug was planted, confirmed by a person; lines as the task shows them, both ends inclusive. */
export const adjudicationSchema = z.strictObject({
  task: z.string(),
  file: insidePathSchema,
  startLine: z.int().positive(),
  endLine: z.int().positive(),
  by: z.string().optional(),
  why: z.string().optional(),
});
export type Adjudication = z.infer<typeof adjudicationSchema>;
