import { z } from 'zod';
import { sha256Schema } from './formats.ts';

/** What became of a proposed fix, from the worst to the best; `ungraded` where it cannot be told. */
export const FIX_VERDICTS = [
  'does-not-apply',
  'does-not-parse',
  'does-not-type-check',
  'does-not-mend',
  'breaks-another',
  'mends',
  'ungraded',
] as const;

/** What became of the call that a finding names as its trigger. */
export const TRIGGER_VERDICTS = ['shows-it', 'shows-nothing', 'ungraded'] as const;

/** The finding's place in `findings.jsonl`, from 0, and the bug that it found. */
const aboutSchema = z.strictObject({ finding: z.int().nonnegative(), bug: z.string() });

/** What running a finding's fix and trigger showed; `null` where it has none. `why` is one sentence, empty where all is well. */
export const gradeSchema = aboutSchema.extend({
  fix: z.strictObject({ verdict: z.enum(FIX_VERDICTS), why: z.string() }).nullable(),
  trigger: z.strictObject({ verdict: z.enum(TRIGGER_VERDICTS), why: z.string() }).nullable(),
});
export type Grade = z.infer<typeof gradeSchema>;

/** What is asked about an explanation: the parts of a bug's own. */
export const CRITERIA = ['mechanism', 'trigger', 'consequence', 'fix'] as const;
export type Criterion = (typeof CRITERIA)[number];

/** 0 no, 1 partly, 2 yes. */
const markSchema = z.int().min(0).max(2);
const markOfEach = z.strictObject({
  mechanism: markSchema,
  trigger: markSchema,
  consequence: markSchema,
  fix: markSchema,
} satisfies Record<Criterion, z.ZodType>);

/** A person's marks for one explanation. */
export const marksSchema = aboutSchema.extend({ by: z.string(), ...markOfEach.shape });
export type Marks = z.infer<typeof marksSchema>;

/** A model's marks for one explanation; `null` where it gave none: such an explanation is unscored, which is never 0. */
export const modelMarksSchema = aboutSchema.extend({
  /** `model:PROVIDER/MODEL`. */
  by: z.string(),
  /** SHA-256 of what all of its questions have in common. */
  rubricHash: sha256Schema,
  marks: markOfEach.nullable(),
  /** Why there are none, in a sentence; empty where there are. */
  why: z.string(),
});
export type ModelMarks = z.infer<typeof modelMarksSchema>;
