import { TIERS, tierSchema, type Choice, type Label, type Tier } from '@bebug/core';
import type { Comparison } from '@bebug/core/truth';
import { z } from 'zod';
import { fitBradleyTerry, type Contest } from './bradley-terry.ts';
import { judgeChoices, type ComparisonKey } from './score-choices.ts';

/** How strongly candidates attract choices: the clean code, and code with a bug of each tier. */
export const strengthsSchema = z.strictObject({
  method: z.literal('Bradley–Terry–Luce, maximum likelihood'),
  /** Choices that were fitted; one that saw no difference counts in equal parts for every candidate. */
  choices: z.int().nonnegative(),
  undecided: z.int().nonnegative(),
  logLikelihood: z.number(),
  converged: z.boolean(),
  tiers: z.array(
    z.strictObject({
      tier: tierSchema,
      /** Log odds that it is chosen against the clean code; `null`: the likelihood has no finite maximum. */
      strength: z.number().nullable(),
      se: z.number().nullable(),
      unbounded: z.enum(['never-chosen', 'always-chosen', 'never-compared']).nullable(),
    }),
  ),
});
export type Strengths = z.infer<typeof strengthsSchema>;

/** The clean code is the reference; tiers follow. */
const CLEAN = 0;

/**
 * Strengths of bugs by tier against the clean code, from the choices of all runs together. A candidate with two bugs counts as one of the
 * easier tier, which is the one that shows. Choices are taken for independent of each other.
 */
export function choiceStrengths(key: ComparisonKey, runs: readonly (readonly Choice[])[]): Strengths {
  const tierOf = new Map(key.bugs.map(({ id, tier }) => [id, tier]));
  const present = TIERS.filter((tier) => key.bugs.some((bug) => bug.tier === tier));
  const itemOf = (bugs: readonly string[]): number => {
    const tiers = new Set(bugs.map((bug) => tierOf.get(bug)!));
    return bugs.length === 0 ? CLEAN : 1 + present.findIndex((tier) => tiers.has(tier));
  };
  const judged = runs.flatMap((choices) => judgeChoices(key, choices));
  const contests = judged.flatMap(({ choice, comparison }) => contestsOf(choice.choice, comparison, itemOf));
  const { items, logLikelihood, converged } = fitBradleyTerry(1 + present.length, contests, CLEAN);
  return {
    method: 'Bradley–Terry–Luce, maximum likelihood',
    choices: judged.length,
    undecided: judged.filter(({ choice }) => choice.choice === null).length,
    logLikelihood,
    converged,
    tiers: present.map((tier: Tier, index) => ({ tier, ...items[index + 1]! })),
  };
}

function contestsOf(
  choice: Label | null,
  { candidates }: Comparison,
  itemOf: (bugs: readonly string[]) => number,
): Contest[] {
  const among = candidates.map(({ bugs }) => itemOf(bugs));
  const times = choice === null ? 1 / candidates.length : 1;
  return candidates.flatMap(({ label, bugs }) =>
    choice === null || choice === label ? [{ among, chosen: itemOf(bugs), times }] : [],
  );
}
