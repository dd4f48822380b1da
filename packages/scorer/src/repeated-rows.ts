/**
 * The rows that can be part of the answer when equal rows go to the first of them: of each kind the first `most`, ascending. A row is told
 * by its pairs of weight and distance; where a pair is forbidden (weight `-Infinity`) the distance says nothing.
 */
export function firstOfEqualRows(
  weights: readonly (readonly number[])[],
  distances: readonly (readonly number[])[] | undefined,
  most: number,
): number[] {
  const seen = new Map<string, number>();
  return weights.flatMap((row, index) => {
    const key = row
      .map((weight, column) => (weight === -Infinity ? '' : `${weight} ${distances?.[index]?.[column] ?? 0}`))
      .join('|');
    const before = seen.get(key) ?? 0;
    seen.set(key, before + 1);
    return before < most ? [index] : [];
  });
}
