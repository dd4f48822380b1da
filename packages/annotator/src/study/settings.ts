import { sha256Schema } from '@bebug/core';
import { z } from 'zod';
import { studyKindSchema } from './study-kind.ts';

/** What the owner decided for a study; it is fixed when the store is made. */
export const settingsSchema = z.strictObject({
  kind: studyKindSchema.default('bugs'),
  setHash: sha256Schema,
  /** Decides which tasks are dealt, and in which order. */
  seed: z.int(),
  /** People who see each task; `null`: everybody sees the same tasks. */
  perTask: z.int().min(1).nullable(),
  /** Most tasks for one person; `null`: as many as there are. */
  cap: z.int().min(1).nullable(),
  /** Active time for the whole sitting; `null`: no limit. */
  minutes: z.int().min(1).nullable(),
  hasPractice: z.boolean(),
});
export type Settings = z.infer<typeof settingsSchema>;

/** How long a task stays with somebody who does nothing. */
export const LEASE_MS = 45 * 60_000;
