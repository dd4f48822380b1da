import { z } from 'zod';
import { findingSchema } from './finding.ts';

/**
 * What people can say of a finding that met no planted bug. `valid`: a defect that was in the code before; `known`: one that is documented
 * or agreed on; `duplicate`: another finding says the same; `false`: the code is right.
 */
export const ADJUDICATIONS = ['valid', 'known', 'duplicate', 'false'] as const;
export const adjudicatedVerdictSchema = z.enum(ADJUDICATIONS);

/** A finding that people judged; lines as the task shows them, both ends inclusive. */
export const adjudicationSchema = findingSchema
  .pick({ task: true, file: true, startLine: true, endLine: true, category: true, explanation: true })
  .extend({
    /** `null` while the judges do not agree: then nothing is said. A line without one is a defect that somebody confirmed: `known`. */
    verdict: adjudicatedVerdictSchema.nullable().optional(),
    /** Each judge's own. */
    verdicts: z
      .array(z.strictObject({ judge: z.string(), verdict: adjudicatedVerdictSchema, reason: z.string() }))
      .optional(),
    by: z.string().optional(),
    why: z.string().optional(),
  });
export type Adjudication = z.infer<typeof adjudicationSchema>;
