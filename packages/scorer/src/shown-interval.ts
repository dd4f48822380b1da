import { z } from 'zod';

/** A 95 % interval. */
export const intervalSchema = z.strictObject({ low: z.number(), high: z.number() });
export type Interval = z.infer<typeof intervalSchema>;

/** An interval, and how it was made. */
export const shownIntervalSchema = intervalSchema.extend({
  method: z.enum([
    'BCa',
    'percentile',
    'Wilson, effective size',
    'MOVER, effective size',
    'score, effective count',
    't on Fisher’s scale',
    'transformed logit',
    'log of the unseen',
    'share of the planted',
  ]),
});
export type ShownInterval = z.infer<typeof shownIntervalSchema>;
