import { z } from 'zod';
import { insidePathSchema } from './paths.ts';
import { familySchema, tierSchema } from './vocabulary.ts';

export const editSchema = z.strictObject({
  start: z.int().nonnegative(),
  end: z.int().nonnegative(),
  text: z.string(),
});

/** One line of `bebug mutants`: one operator applied at one site. Offsets are UTF-16 code units in the clean file. */
export const mutantSchema = z.strictObject({
  operator: z.string(),
  family: familySchema,
  /** The operator's prior; the evidence decides the real tier. */
  tier: tierSchema,
  file: insidePathSchema,
  edits: z.array(editSchema).min(1),
});
export type Mutant = z.infer<typeof mutantSchema>;
