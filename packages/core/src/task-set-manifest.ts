import { z } from 'zod';
import { sha256Schema } from './formats.ts';
import { corpusPinSchema } from './manifest.ts';
import { insidePathSchema } from './paths.ts';
import { tierSchema } from './vocabulary.ts';

/** `taskset.json`: what was made of a bug set by `bebug tasks`. */
export const taskSetManifestSchema = z.strictObject({
  format: z.enum(['bebug-comparisons/1', 'bebug-problems/1']),
  generator: z.strictObject({ name: z.literal('bebug'), version: z.string() }),
  seed: z.int(),
  options: z.strictObject({
    /** Most implementations that one task shows. */
    candidates: z.int().min(2),
  }),
  /** SHA-256 of the `bugset.json` of the bug set that the tasks were made of. */
  setHash: sha256Schema,
  corpora: z.array(corpusPinSchema),
  tasks: z.int().nonnegative(),
  bugs: z.record(tierSchema, z.int().nonnegative()),
  /** That of the bug set: appears in the truth, and in no task. */
  canary: z.string(),
  /** What was lost, in plain words. */
  notes: z.array(z.string()),
  /** Path → SHA-256 of every other file. */
  files: z.record(insidePathSchema, sha256Schema),
});
export type TaskSetManifest = z.infer<typeof taskSetManifestSchema>;
