import { z } from 'zod';
import { spanSchema } from './bug.ts';
import { editSchema } from './mutant.ts';
import { insidePathSchema } from './paths.ts';

/**
 * One line of `truth/decoys.jsonl`: an edit that keeps the behaviour. `truth/upstream/TASK/FILE` is the file without any,
 * `truth/clean/TASK/FILE` the file with all decoys of the task and no bug. In a diff some stand in the file before the change only, and are
 * taken away by it.
 */
export const plantedDecoySchema = z.strictObject({
  task: z.string(),
  corpus: z.string(),
  file: insidePathSchema,
  /** Which of the catalogue's decoys. */
  decoy: z.string(),
  /** Where it stands: in the task's file, or in that file before the change. */
  in: z.enum(['file', 'before']),
  /** upstream → clean (or the file before the change) by this decoy alone, offsets in the upstream file. */
  edits: z.array(editSchema).min(1),
  /** Takes this decoy alone away, offsets in the clean file (or the file before the change). */
  undo: z.array(editSchema).min(1),
  /** Where it is in the task's file, or what stands there now in its place. */
  spans: z.array(spanSchema).min(1),
  /** The normal form is that of the upstream file: a rule guarantees that the two do the same. */
  keepsForm: z.boolean(),
  /** What the oracle compared without finding a witness. */
  evidence: z.strictObject({ executions: z.int().nonnegative(), schedules: z.int().nonnegative() }),
  /** The set's canary: see the manifest. */
  canary: z.string(),
});
export type PlantedDecoy = z.infer<typeof plantedDecoySchema>;
