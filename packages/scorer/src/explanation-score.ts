import { CRITERIA, groupBy, type Grade, type Marks, type ModelMarks } from '@bebug/core';
import { z } from 'zod';
import { estimateSchema } from './estimate.ts';
import { estimateOf, proportionOf, sumByCluster, type Sampling } from './estimates.ts';
import { shareByCluster } from './clustered-wilson.ts';
import { krippendorffAlpha } from './krippendorff-alpha.ts';
import { mean } from './mean.ts';
import { modelMarksScoreSchema, scoreModelMarks } from './model-marks-score.ts';
import { ratio } from './precision-recall.ts';
import { proportionSchema } from './proportion.ts';

const count = z.int().nonnegative();

/** What the explanations are worth of findings that found a bug: run, and marked by people and models. */
export const explanationScoreSchema = z.strictObject({
  /** Fixes that mend, of those that could be graded. */
  fixes: proportionSchema,
  /** Triggers that show the bug, of those that could be graded. */
  triggers: proportionSchema,
  /** Of 0 to 2 for each criterion: the mean over findings of the mean over graders. */
  marks: z.strictObject({
    graders: count,
    findings: count,
    criteria: z.array(
      z.strictObject({
        name: z.enum(CRITERIA),
        mean: estimateSchema,
        /** Agreement of the graders, Krippendorff's alpha for ranks; `null` with fewer than two. */
        alpha: z.number().nullable(),
      }),
    ),
  }),
  /** Marks by models, one entry each: apart from those of people, which correct them. */
  models: z.array(modelMarksScoreSchema),
});
export type ExplanationScore = z.infer<typeof explanationScoreSchema>;

export interface ExplanationInput {
  readonly grades: readonly Grade[];
  readonly marks: readonly Marks[];
  readonly modelMarks: readonly ModelMarks[];
  /** Bug → place in the run of the finding that found it: marks and grades of other findings do not count. */
  readonly found: ReadonlyMap<string, number>;
  readonly clusterOfBug: (bug: string) => string;
  readonly sampling: Sampling;
}

/** `null` when nothing was graded or marked. */
export function scoreExplanations(input: ExplanationInput): ExplanationScore | null {
  const { found, clusterOfBug, sampling } = input;
  const counts = ({ bug, finding }: Pick<Grade, 'bug' | 'finding'>): boolean => found.get(bug) === finding;
  const grades = input.grades.filter(counts);
  const marks = input.marks.filter(counts);
  const modelMarks = input.modelMarks.filter(counts);
  if (grades.length + marks.length + modelMarks.length === 0) return null;
  const proportion = (part: 'fix' | 'trigger', best: string) =>
    proportionOf(
      grades.flatMap((grade) => {
        const verdict = grade[part]?.verdict;
        return verdict === undefined || verdict === 'ungraded'
          ? []
          : [{ cluster: clusterOfBug(grade.bug), success: verdict === best }];
      }),
      sampling,
      part,
    );
  const graders = [...new Set(marks.map(({ by }) => by))].sort();
  const byBug = [...groupBy(marks, ({ bug }) => bug)];
  return {
    fixes: proportion('fix', 'mends'),
    triggers: proportion('trigger', 'shows-it'),
    marks: {
      graders: graders.length,
      findings: byBug.length,
      criteria: CRITERIA.map((name) => {
        const clusters = sumByCluster(byBug, ([bug, ofBug]) => [
          clusterOfBug(bug),
          [mean(ofBug.map((one) => one[name]))!, 1],
        ]);
        const ratings = graders.map((grader) =>
          byBug.map(([, ofBug]) => ofBug.find(({ by }) => by === grader)?.[name] ?? null),
        );
        return {
          name,
          mean: estimateOf(
            clusters,
            ([sum, n]) => ratio(sum!, n!),
            byBug.length,
            sampling,
            `marks ${name}`,
            shareByCluster(([, n]) => n!, 2),
          ),
          alpha: graders.length < 2 ? null : krippendorffAlpha(ratings, 'ordinal'),
        };
      }),
    },
    models: scoreModelMarks({ modelMarks, marks, clusterOfBug, sampling }),
  };
}
