import { z } from 'zod';
import { bootstrapSchema, intervalSchema } from './cluster-bootstrap.ts';

const count = z.int().nonnegative();

/** Successes over n, with Wilson's interval and one that knows that units of a source file are alike. */
export const proportionSchema = z.strictObject({
  value: z.number().nullable(),
  successes: count,
  n: count,
  wilson: intervalSchema.nullable(),
  bootstrap: bootstrapSchema,
});
export type Proportion = z.infer<typeof proportionSchema>;
