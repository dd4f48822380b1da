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
    'transformed logit',
    'share of the planted',
  ]),
});
export type ShownInterval = z.infer<typeof shownIntervalSchema>;

/** Why a figure has no interval although there are clusters to make one from: none would hold what it says. */
export const refusalSchema = z.enum([
  'a lower bound has no interval',
  'the rarer answers are too few for an interval',
]);
export type Refusal = z.infer<typeof refusalSchema>;
