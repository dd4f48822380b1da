import { z } from 'zod';
import { tokensSchema } from './finding.ts';
import { sha256Schema } from './formats.ts';

export const RUN_FORMAT = 'bebug-run/1';

/** `run.json`: whose findings these are, and on which set. */
export const runSchema = z.strictObject({
  format: z.literal(RUN_FORMAT),
  detector: z.string(),
  version: z.string(),
  settings: z.record(z.string(), z.json()),
  promptHash: sha256Schema.nullable(),
  /** SHA-256 of the set's `bugset.json`. */
  setHash: sha256Schema,
  started: z.iso.datetime(),
  finished: z.iso.datetime().nullable(),
  tokens: tokensSchema.nullable(),
  /** US dollars. */
  cost: z.number().nonnegative().nullable(),
});
export type Run = z.infer<typeof runSchema>;
