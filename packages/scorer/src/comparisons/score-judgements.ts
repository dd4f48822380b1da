import { groupBy, TIERS, tierSchema, type Choice, type Judgement, type ProblemTask } from '@bebug/core';
import type { Bug, Problem } from '@bebug/core/truth';
import { z } from 'zod';
import { brier } from '../calibration-error.ts';
import { proportionOf, type Sampling } from '../estimates.ts';
import { proportionSchema } from '../proportion.ts';
import { positionBiasSchema } from './position-bias.ts';
import { choicePositions, judgeChoices, type ComparisonKey } from './score-choices.ts';

const count = z.int().nonnegative();

/** How well one run tells right solutions from wrong ones. Its own schema is its only list of fields. */
export const judgementScoreSchema = z.strictObject({
  detector: z.string(),
  problems: count,
  solutions: count,
  judged: count,
  /** Of the judged solutions, clustered by source file. */
  accuracy: proportionSchema,
  /** Right solutions that were taken for right. */
  accepted: proportionSchema,
  /** Wrong solutions that were taken for wrong, by the easiest bug in them: the one that shows. */
  rejected: proportionSchema,
  tiers: z.array(z.strictObject({ tier: tierSchema, rejected: proportionSchema })),
  brier: z.number().nullable(),
  /** Of problems in which one solution alone was taken for right: that is a choice. */
  positions: z.array(positionBiasSchema),
});
export type JudgementScore = z.infer<typeof judgementScoreSchema>;

/** A set of problems: its public part and its truth. */
export interface ProblemKey {
  readonly tasks: readonly ProblemTask[];
  readonly truth: readonly Problem[];
  readonly bugs: readonly Bug[];
}

interface Judged {
  readonly judgement: Judgement;
  readonly problem: Problem;
  /** Bugs of the solution; none: it is right. */
  readonly bugs: readonly string[];
  readonly isCorrect: boolean;
}

/** Score the judgements of one run, at most one a solution. */
export function scoreJudgements(
  key: ProblemKey,
  { detector, judgements }: { readonly detector: string; readonly judgements: readonly Judgement[] },
  sampling: Sampling,
): JudgementScore {
  const judged = judge(key, judgements);
  const shareOf = (some: readonly Judged[], name: string): JudgementScore['accuracy'] =>
    proportionOf(
      some.map(({ problem: { corpus, file }, isCorrect }) => ({
        cluster: JSON.stringify([corpus, file]),
        success: isCorrect,
      })),
      sampling,
      `judgements ${name}`,
    );
  const wrong = judged.filter(({ bugs }) => bugs.length > 0);
  const tierOf = new Map(key.bugs.map(({ id, tier }) => [id, tier]));
  const tiers = groupBy(wrong, ({ bugs }) =>
    TIERS.find((tier) => bugs.some((bug) => tierOf.get(bug) === tier)),
  );
  const sure = judged.filter(({ judgement }) => judgement.confidence !== undefined);
  return {
    detector,
    problems: key.tasks.length,
    solutions: key.tasks.reduce((sum, { candidates }) => sum + candidates.length, 0),
    judged: judgements.length,
    accuracy: shareOf(judged, 'of all'),
    accepted: shareOf(
      judged.filter(({ bugs }) => bugs.length === 0),
      'of right ones',
    ),
    rejected: shareOf(wrong, 'of wrong ones'),
    tiers: TIERS.flatMap((tier) =>
      tiers.has(tier) ? [{ tier, rejected: shareOf(tiers.get(tier)!, tier) }] : [],
    ),
    brier: brier(
      sure.map(({ judgement }) => judgement.confidence!),
      sure.map(({ isCorrect }) => (isCorrect ? 1 : 0)),
    ),
    positions: choicePositions(judgeChoices(asComparisons(key), asChoices(judgements))),
  };
}

function judge({ truth }: ProblemKey, judgements: readonly Judgement[]): Judged[] {
  const byTask = new Map(truth.map((problem) => [problem.task, problem]));
  return judgements.map((judgement) => {
    const problem = byTask.get(judgement.task)!;
    const { bugs } = problem.candidates.find(({ label }) => label === judgement.candidate)!;
    return { judgement, problem, bugs, isCorrect: judgement.isRight === (bugs.length === 0) };
  });
}

/** Where one solution alone is taken for right, it is chosen. */
export function asChoices(judgements: readonly Judgement[]): Choice[] {
  return [...groupBy(judgements, ({ task }) => task)].flatMap(([task, own]) => {
    const [only, ...more] = own.filter(({ isRight }) => isRight);
    return only === undefined || more.length > 0 ? [] : [{ task, choice: only.candidate }];
  });
}

/** Problems as comparisons of their solutions, of which the right one is best. */
export function asComparisons({ tasks, truth, bugs }: ProblemKey): ComparisonKey {
  return {
    tasks,
    bugs,
    truth: truth.map(({ task, corpus, file, candidates, canary }) => ({
      task,
      corpus,
      file,
      best: candidates.find((one) => one.bugs.length === 0)!.label,
      candidates: candidates.map(({ label, bugs: own, length }) => ({ label, bugs: own, length })),
      canary,
    })),
  };
}
