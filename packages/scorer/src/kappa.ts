import { BebugError } from '@bebug/core';

/**
 * Agreement of two raters beyond chance. `table[i][j]`: units that the first puts into category i and the second into j. `null` where
 * chance alone would make them agree on all.
 *
 * Source: J. Cohen, Educational and Psychological Measurement 20 (1960).
 */
export function cohenKappa(table: readonly (readonly number[])[]): number | null {
  const size = table.length;
  if (table.some((row) => row.length !== size))
    throw new BebugError('internal', 'A table of agreement is a square.');
  const total = table.flat().reduce((sum, count) => sum + count, 0);
  const observed = table.reduce((sum, row, index) => sum + row[index]!, 0) / total;
  const expected = table.reduce((sum, row, index) => {
    const ofFirst = row.reduce((all, count) => all + count, 0);
    const ofSecond = table.reduce((all, other) => all + other[index]!, 0);
    return sum + (ofFirst * ofSecond) / (total * total);
  }, 0);
  return beyondChance(observed, expected);
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
  const pairs = counts.map((row) => row.reduce((sum, count) => sum + count * (count - 1), 0));
  const observed = pairs.reduce((sum, one) => sum + one, 0) / (counts.length * raters * (raters - 1));
  const shares = counts[0]!.map(
    (_, category) => counts.reduce((sum, row) => sum + row[category]!, 0) / (counts.length * raters),
  );
  return beyondChance(
    observed,
    shares.reduce((sum, share) => sum + share ** 2, 0),
  );
}

function beyondChance(observed: number, expected: number): number | null {
  return expected < 1 ? (observed - expected) / (1 - expected) : null;
}
