import { z } from 'zod';
import { sha256Schema } from './formats.ts';
import { insidePathSchema } from './paths.ts';

export const TWIN_SET_FORMAT = 'bebug-twins/1';

/** `bugset.json` of the clean twins of a set: the same tasks without their bugs. It can be detected on, and has no truth of its own. */
export const twinManifestSchema = z.strictObject({
  format: z.literal(TWIN_SET_FORMAT),
  /** SHA-256 of `bugset.json` of the set whose twins these are. */
  of: sha256Schema,
  /** Path → SHA-256 of every other file. */
  files: z.record(insidePathSchema, sha256Schema),
});
export type TwinManifest = z.infer<typeof twinManifestSchema>;
