import { groupBy } from '@bebug/core';
import { z } from 'zod';
import { intervalSchema } from '../cluster-bootstrap.ts';
import { clopperPearson } from '../proportions.ts';

/** How often the first place was chosen, of tasks with as many candidates. */
export const positionBiasSchema = z.strictObject({
  candidates: z.int().min(2),
  /** Choices of the first place, and all choices of some place. */
  first: z.int().nonnegative(),
  n: z.int().positive(),
  share: z.number(),
  /** Clopper and Pearson, 95 %. */
  exact: intervalSchema,
  /** What balance gives: 1 / candidates. */
  expected: z.number(),
  /** Of these tasks, those that show the clean code first: the balance of what was answered. */
  bestFirst: z.int().nonnegative(),
});
export type PositionBias = z.infer<typeof positionBiasSchema>;

/** A choice, with places from 0. */
export interface PlacedChoice {
  readonly candidates: number;
  readonly chosen: number;
  readonly best: number;
}

/** Whether people and machines favour what they see first: for each number of candidates, rising. */
export function positionBias(choices: readonly PlacedChoice[]): PositionBias[] {
  return [...groupBy(choices, ({ candidates }) => candidates)]
    .sort(([a], [b]) => a - b)
    .map(([candidates, same]) => {
      const n = same.length;
      const first = same.filter(({ chosen }) => chosen === 0).length;
      const [low, high] = clopperPearson(first, n)!;
      const bestFirst = same.filter(({ best }) => best === 0).length;
      return {
        ...{ candidates, first, n, share: first / n, exact: { low, high } },
        ...{ expected: 1 / candidates, bestFirst },
      };
    });
}
