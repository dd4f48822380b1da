import { inverseOf } from './symmetric-matrix.ts';

/**
 * Diagonal of the inverse of an information matrix in which the parameters of a group are exchangeable, as items are that everybody answered
 * alike: one column a group is enough, where the whole matrix would be the square of thousands. `groups` hold the places of all
 * parameters; `columnOf` gives a column of the matrix. `null` where the matrix is not definite.
 *
 * Inside a group of m with d on the diagonal and c beside it, differences have the variance 1 / (d − c), and the mean that of the matrix between the
 * groups: d + (m − 1) c on its diagonal, √(m n) times the common entry beside it.
 */
export function exchangeableVariances(
  groups: readonly (readonly number[])[],
  columnOf: (parameter: number) => readonly number[],
): number[] | null {
  const parts = groups.map((group) => {
    const [first, second] = group as readonly [number, number?];
    const column = columnOf(first);
    return { group, column, own: column[first]!, beside: second === undefined ? 0 : column[second]! };
  });
  const between = inverseOf(
    parts.map(({ group, column, own, beside }, row) =>
      parts.map((other, at) =>
        row === at
          ? own + (group.length - 1) * beside
          : (Math.sqrt(group.length * other.group.length) *
              (column[other.group[0]!]! + other.column[group[0]!]!)) /
            2,
      ),
    ),
  );
  if (between === null || parts.some(({ own, beside }) => own - beside <= 0)) return null;
  const variances: number[] = [];
  for (const [at, { group, own, beside }] of parts.entries()) {
    const size = group.length;
    const variance = (1 - 1 / size) / (own - beside) + between[at]![at]! / size;
    for (const parameter of group) variances[parameter] = variance;
  }
  return variances;
}
