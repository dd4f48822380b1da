import { BebugError } from '@bebug/core';

/** How far apart two categories are, by their places; 0 for the same. */
export type Disagreement = (first: number, second: number) => number;

/** All that differ are as far apart: plain kappa. */
const anyDifference: Disagreement = (first, second) => Number(first !== second);

/** For categories that are steps of one scale. */
export const squaredSteps: Disagreement = (first, second) => (first - second) ** 2;

/**
 * Agreement of two raters beyond chance. `table[i][j]`: units that the first puts into category i and the second into j; weighted by how far
 * apart the categories are. `null` where nothing was rated, or chance alone would make them agree on all.
 *
 * Source: J. Cohen, Educational and Psychological Measurement 20 (1960); weighted, Psychological Bulletin 70 (1968).
 */
export function cohenKappa(
  table: readonly (readonly number[])[],
  disagreement: Disagreement = anyDifference,
): number | null {
  const size = table.length;
  if (table.some((row) => row.length !== size))
    throw new BebugError('internal', 'A table of agreement is a square.');
  const ofFirst = table.map((row) => row.reduce((sum, count) => sum + count, 0));
  const ofSecond = table.map((_, second) => table.reduce((sum, row) => sum + row[second]!, 0));
  const total = ofFirst.reduce((sum, count) => sum + count, 0);
  let [observed, expected] = [0, 0];
  for (const [first, row] of table.entries())
    for (const [second, count] of row.entries()) {
      observed += count * disagreement(first, second);
      expected += ofFirst[first]! * ofSecond[second]! * disagreement(first, second);
    }
  return expected === 0 ? null : 1 - (total * observed) / expected;
}

/**
 * Agreement of several raters, as many for each unit, beyond chance. `counts[unit][category]`: raters that put the unit into the
 * category. `null` where chance alone would make them agree on all.
 *
 * Source: J. L. Fleiss, Psychological Bulletin 76 (1971).
 */
export function fleissKappa(counts: readonly (readonly number[])[]): number | null {
  const raters = counts[0]?.reduce((sum, count) => sum + count, 0) ?? 0;
  if (raters < 2 || counts.some((row) => row.reduce((sum, count) => sum + count, 0) !== raters))
    throw new BebugError(
      'internal',
      'Fleiss’ kappa needs the same number of raters, two at least, for every unit.',
    );
  return fleissOf(fleissSums(counts), raters);
}

/** Ratings of each category, and ordered pairs of raters that agree: sums of sets of units add up to those of all. */
export function fleissSums(counts: readonly (readonly number[])[]): number[] {
  const categories =
    counts[0]?.map((_, category) => counts.reduce((sum, row) => sum + row[category]!, 0)) ?? [];
  const agreeing = counts.flat().reduce((sum, count) => sum + count * (count - 1), 0);
  return [agreeing, ...categories];
}

/** Fleiss' kappa of such sums, with so many raters of each unit. */
export function fleissOf([agreeing, ...categories]: readonly number[], raters: number): number | null {
  const ratings = categories.reduce((sum, count) => sum + count, 0);
  const observed = agreeing! / (ratings * (raters - 1));
  const expected = categories.reduce((sum, count) => sum + (count / ratings) ** 2, 0);
  return expected < 1 ? (observed - expected) / (1 - expected) : null;
}
