import { familySchema, insidePathSchema, labelSchema } from '@bebug/core';
import { z } from 'zod';
import { LONGEST } from './vocabulary.ts';

const line = z.int().min(1).max(1_000_000);
const uuid = z.uuid();

/** Lines of one file; both ends inclusive, from 1. */
const placeSchema = z
  .strictObject({ file: insidePathSchema.max(500), startLine: line, endLine: line })
  .refine(({ startLine, endLine }) => startLine <= endLine, { error: 'must not end before it starts' });
export type Place = z.infer<typeof placeSchema>;

const confidenceSchema = z.union([z.literal(1), z.literal(2), z.literal(3), z.literal(4)]);
export type Confidence = z.infer<typeof confidenceSchema>;

/** A finding as it is being written: what is not chosen yet is `null`, what is not written yet is empty. */
const draftSchema = z.strictObject({
  place: placeSchema,
  category: familySchema.nullable(),
  cwe: z.int().min(1).max(9999).nullable(),
  severity: z.enum(['info', 'warning', 'error']).nullable(),
  confidence: confidenceSchema.nullable(),
  explanation: z.string().max(LONGEST.explanation),
  trigger: z.string().max(LONGEST.trigger),
  fix: z.string().max(LONGEST.fix),
});
export type Draft = z.infer<typeof draftSchema>;

/** Which implementation is best, as far as it is said: `none` of them is, no difference is seen. */
const choiceDraftSchema = z.strictObject({
  choice: z.union([labelSchema, z.literal('none')]).nullable(),
  confidence: confidenceSchema.nullable(),
  why: z.string().max(LONGEST.why),
});
export type ChoiceDraft = z.infer<typeof choiceDraftSchema>;

/** Whether a solution is right, as far as it is said. */
const judgementDraftSchema = z.strictObject({
  isRight: z.boolean().nullable(),
  confidence: confidenceSchema.nullable(),
  why: z.string().max(LONGEST.why),
});
export type JudgementDraft = z.infer<typeof judgementDraftSchema>;

/** What a person did. `edit` makes a finding or supersedes it, `choose` and `judge` supersede what was said; nothing is ever taken back but by a later act. */
const deedSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('open') }),
  z.strictObject({ kind: z.literal('visible') }),
  z.strictObject({ kind: z.literal('hidden') }),
  z.strictObject({ kind: z.literal('focus') }),
  z.strictObject({ kind: z.literal('blur') }),
  z.strictObject({ kind: z.literal('scroll'), file: insidePathSchema.max(500), topLine: line }),
  z.strictObject({ kind: z.literal('move'), place: placeSchema }),
  z.strictObject({ kind: z.literal('mark'), finding: uuid, place: placeSchema }),
  z.strictObject({ kind: z.literal('edit'), finding: uuid, draft: draftSchema }),
  z.strictObject({ kind: z.literal('remove'), finding: uuid }),
  z.strictObject({ kind: z.literal('no-bug'), isClaimed: z.boolean() }),
  z.strictObject({ kind: z.literal('choose'), draft: choiceDraftSchema }),
  z.strictObject({ kind: z.literal('judge'), candidate: labelSchema, draft: judgementDraftSchema }),
  z.strictObject({ kind: z.literal('note'), text: z.string().max(LONGEST.note) }),
  z.strictObject({ kind: z.literal('pause') }),
  z.strictObject({ kind: z.literal('resume') }),
  z.strictObject({ kind: z.literal('idle-shown') }),
  z.strictObject({ kind: z.literal('idle-answered') }),
  z.strictObject({ kind: z.literal('submit') }),
  z.strictObject({ kind: z.literal('reopen') }),
]);
export type Deed = z.infer<typeof deedSchema>;

/** One entry of a person's log. */
const actSchema = z.strictObject({
  id: uuid,
  /** From 1, without gaps, for each client (a browser profile). */
  sequence: z.int().min(1),
  /** The person's own id of the task. */
  task: z.string().regex(/^[0-9a-f]{32}$/u),
  /** Which load of the page: readings of one page can be compared, those of two cannot. */
  page: uuid,
  /** Monotonic reading, milliseconds since the page was loaded. */
  at: z.number().min(0).max(1e12),
  deed: deedSchema,
});
export type Act = z.infer<typeof actSchema>;

/** What a client sends: a stretch of its log. */
export const batchSchema = z.strictObject({ client: uuid, acts: z.array(actSchema).min(1).max(200) });
