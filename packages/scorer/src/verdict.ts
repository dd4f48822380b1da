import { z } from 'zod';
import { placeSchema } from './strictness.ts';

/**
 * What became of a finding.
 * `match`: it found a bug · `duplicate`: of a bug that another finding was matched with, or so people say · `known`: the same place is a
 * defect of the clean code, or was reported there · `valid`: people found it to be one · `false-positive` · `invalid`: it names a task, file or line that the
 * set has not, or a task that the run says it never answered.
 */
const VERDICTS = ['match', 'duplicate', 'known', 'valid', 'false-positive', 'invalid'] as const;

export const verdictSchema = z.strictObject({
  verdict: z.enum(VERDICTS),
  /** The bug that was found, or found already. */
  bug: z.string().nullable(),
  place: placeSchema.nullable(),
  weight: z.number().nullable(),
  /** Whether it counts against precision. */
  isFalseAlarm: z.boolean(),
  /** A false alarm that nobody looked into: it may be a defect of the clean code. */
  isOpen: z.boolean(),
  /** Why, in a sentence. */
  text: z.string(),
});
export type Verdict = z.infer<typeof verdictSchema>;
