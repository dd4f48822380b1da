import { BebugError } from '@bebug/core';
import { z } from 'zod';
import { incompleteBeta } from './incomplete-beta.ts';
import { normalCdf } from './normal.ts';

/** Of a paired comparison; `chiSquared` and `p` are `null` without a discordant pair. */
export const mcnemarSchema = z.strictObject({
  /** With one degree of freedom, without continuity correction. */
  chiSquared: z.number().nullable(),
  p: z.number().nullable(),
  /** Two-sided binomial. */
  pExact: z.number(),
});
export type McNemar = z.infer<typeof mcnemarSchema>;

/**
 * McNemar's test of two detectors on the same bugs: `b` found by the first alone, `c` by the second alone.
 *
 * Source: Q. McNemar, Psychometrika 12 (1947); the exact test doubles the smaller binomial tail.
 */
export function mcnemar(b: number, c: number): McNemar {
  if (![b, c].every((count) => Number.isInteger(count) && count >= 0))
    throw new BebugError('internal', `${b} and ${c} are no counts of pairs.`);
  const n = b + c;
  if (n === 0) return { chiSquared: null, p: null, pExact: 1 };
  const chiSquared = (b - c) ** 2 / n;
  const fewer = Math.min(b, c);
  return {
    chiSquared,
    p: 2 * normalCdf(-Math.sqrt(chiSquared)),
    pExact: b === c ? 1 : Math.min(1, 2 * incompleteBeta(0.5, n - fewer, fewer + 1)),
  };
}
