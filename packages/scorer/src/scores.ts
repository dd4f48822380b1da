import { z } from 'zod';
import { compareRuns, runComparisonSchema } from './compare-runs.ts';
import { scorecardSchema, type Scorecard } from './scorecard.ts';

/** Scorecards of one bug set, and what compares them: all that a score prints, for programs. */
export const scoresSchema = z.strictObject({
  format: z.literal('bebug-scores/1'),
  scorecards: z.array(scorecardSchema).min(1),
  /** Places are those in `scorecards`; `null` for a single run. */
  comparison: runComparisonSchema.nullable(),
});
export type Scores = z.infer<typeof scoresSchema>;

/** Compared with the sampling that the scorecards, one at least, were made with. */
export function scoresOf(scorecards: readonly Scorecard[]): Scores {
  const { seed, draws } = scorecards[0]!.method;
  return {
    format: 'bebug-scores/1',
    scorecards: [...scorecards],
    comparison: scorecards.length > 1 ? compareRuns(scorecards, { seed, draws }) : null,
  };
}
