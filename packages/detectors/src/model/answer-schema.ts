import { z } from 'zod';

/**
 * The answer that a model is asked for. Every property is required, as the strictest providers want it; `null` says that there is
 * nothing to say.
 */
export const answerSchema = z.strictObject({
  findings: z.array(
    z.strictObject({
      file: z.string().describe('path of the file, as given'),
      startLine: z.int().describe('first line of the wrong code, by the numbers given'),
      endLine: z.int().describe('last line of the wrong code'),
      anchor: z.string().describe('the text of the first wrong line, copied exactly, without its number'),
      category: z.string().describe('kind of bug, in two or three words'),
      cwe: z.int().nullable().describe('number in the Common Weakness Enumeration, if one fits'),
      severity: z.enum(['info', 'warning', 'error']),
      explanation: z.string().describe('what is wrong, when it shows, and what follows'),
      confidence: z.number().describe('probability from 0 to 1 that this is a real bug'),
      trigger: z.string().nullable().describe('a call on which the bug shows, as code'),
      fix: z.string().nullable().describe('a unified diff of the file that mends it'),
    }),
  ),
});

/** A text, `null` for none. */
const text = z
  .string()
  .nullish()
  .transform((value) => value ?? undefined)
  .catch(undefined);

/** A number, also as a text. */
const number = z
  .preprocess(
    (value) => (typeof value === 'string' && value.trim() !== '' ? Number(value) : value),
    z.number(),
  )
  .optional()
  .catch(undefined);

/** The same as models really write it: whatever is missing, misspelt or out of range is left out, not the finding. */
export const looseFindingSchema = z
  .looseObject({
    file: text,
    startLine: number,
    line: number,
    endLine: number,
    anchor: text,
    anchorText: text,
    category: text,
    cwe: z.union([z.number(), z.string()]).optional().catch(undefined),
    severity: z.enum(['info', 'warning', 'error']).optional().catch(undefined),
    explanation: text,
    confidence: number,
    trigger: text,
    fix: text,
  })
  .refine(({ file, startLine, line }) => (file ?? startLine ?? line) !== undefined, {
    error: 'names neither a file nor a line',
  });
export type LooseFinding = z.infer<typeof looseFindingSchema>;

/** The object that was asked for, or its list alone; each item is judged by itself. */
export const looseAnswerSchema = z.union([
  z.looseObject({ findings: z.array(z.unknown()) }).transform(({ findings }) => findings),
  z.array(z.unknown()),
]);
