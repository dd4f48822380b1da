import { TIERS, tierSchema, type Choice, type Tier } from '@bebug/core';
import type { Bug, Comparison } from '@bebug/core/truth';
import { z } from 'zod';
import { brier } from '../calibration-error.ts';
import { proportionOf, type Sampling } from '../estimates.ts';
import { mean } from '../mean.ts';
import { proportionSchema } from '../proportion.ts';
import { positionBias, positionBiasSchema, type PositionBias } from './position-bias.ts';

const count = z.int().nonnegative();

/** How well one run tells clean code from code with bugs. Its own schema is its only list of fields. */
export const choiceScoreSchema = z.strictObject({
  detector: z.string(),
  tasks: count,
  answered: count,
  /** Answers that saw no difference; they are not right. */
  undecided: count,
  /** Of the answered tasks, clustered by source file. */
  accuracy: proportionSchema,
  /** What choosing by lot gives on them. */
  chance: z.number().nullable(),
  /** What always choosing the longest text gives: bugs that leave something out are shorter. */
  longest: z.number().nullable(),
  /** By the hardest bug among the candidates. */
  tiers: z.array(z.strictObject({ tier: tierSchema, accuracy: proportionSchema })),
  /** Of answers with a confidence. */
  brier: z.number().nullable(),
  positions: z.array(positionBiasSchema),
});
export type ChoiceScore = z.infer<typeof choiceScoreSchema>;

/** A comparison set: its public part and its truth. */
export interface ComparisonKey {
  readonly tasks: readonly { readonly id: string }[];
  readonly truth: readonly Comparison[];
  readonly bugs: readonly Bug[];
}

/** An answer beside what is right. */
export interface JudgedChoice {
  readonly choice: Choice;
  readonly comparison: Comparison;
  readonly isRight: boolean;
}

/** Choices beside the truth, in the order of the choices, which are about tasks of the set. */
export function judgeChoices({ truth }: ComparisonKey, choices: readonly Choice[]): JudgedChoice[] {
  const byTask = new Map(truth.map((comparison) => [comparison.task, comparison]));
  return choices.map((choice) => {
    const comparison = byTask.get(choice.task)!;
    return { choice, comparison, isRight: choice.choice === comparison.best };
  });
}

/** Score the choices of one run, at most one a task. */
export function scoreChoices(
  key: ComparisonKey,
  { detector, choices }: { readonly detector: string; readonly choices: readonly Choice[] },
  sampling: Sampling,
): ChoiceScore {
  const judged = judgeChoices(key, choices);
  const tierOf = new Map(key.bugs.map(({ id, tier }) => [id, tier]));
  const accuracyOf = (some: readonly JudgedChoice[], name: string): ChoiceScore['accuracy'] =>
    proportionOf(
      some.map(({ comparison: { corpus, file }, isRight }) => ({
        cluster: JSON.stringify([corpus, file]),
        success: isRight,
      })),
      sampling,
      `accuracy ${name}`,
    );
  const sure = judged.filter(({ choice }) => choice.confidence !== undefined);
  return {
    detector,
    tasks: key.tasks.length,
    answered: choices.length,
    undecided: choices.filter(({ choice }) => choice === null).length,
    accuracy: accuracyOf(judged, 'of all'),
    chance: mean(judged.map(({ comparison }) => 1 / comparison.candidates.length)),
    longest: mean(judged.map(({ comparison }) => chanceOfLongest(comparison))),
    tiers: TIERS.flatMap((tier) => {
      const some = judged.filter(({ comparison }) => hardest(comparison, tierOf) === tier);
      return some.length === 0 ? [] : [{ tier, accuracy: accuracyOf(some, tier) }];
    }),
    brier: brier(
      sure.map(({ choice }) => choice.confidence!),
      sure.map(({ isRight }) => (isRight ? 1 : 0)),
    ),
    positions: choicePositions(judged),
  };
}

/** Whether the first place is favoured; one that saw no difference chose no place. */
export function choicePositions(judged: readonly JudgedChoice[]): PositionBias[] {
  return positionBias(
    judged.flatMap(({ choice: { choice }, comparison: { candidates, best } }) => {
      const labels = candidates.map(({ label }) => label);
      return choice === null
        ? []
        : [{ candidates: labels.length, chosen: labels.indexOf(choice), best: labels.indexOf(best) }];
    }),
  );
}

/** That the longest text is the clean one; among texts as long as each other by lot. */
function chanceOfLongest({ candidates, best }: Comparison): number {
  const most = Math.max(...candidates.map(({ length }) => length));
  const longest = candidates.filter(({ length }) => length === most);
  return longest.some(({ label }) => label === best) ? 1 / longest.length : 0;
}

function hardest({ candidates }: Comparison, tierOf: ReadonlyMap<string, Tier>): Tier | undefined {
  const tiers = new Set(candidates.flatMap(({ bugs }) => bugs.map((bug) => tierOf.get(bug)!)));
  return TIERS.findLast((tier) => tiers.has(tier));
}
