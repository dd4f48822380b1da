/** Lengths worth trying: those that the source mentions as numbers, and `usual` ones, each with its neighbours, up to `longest`. */
export function lengthsOf(
  mentioned: readonly number[],
  usual: readonly number[],
  longest: number,
): readonly number[] {
  const near = [...mentioned, ...usual].flatMap((n) => [n - 1, n, n + 1]);
  return [...new Set(near)].filter((n) => Number.isInteger(n) && n >= 0 && n <= longest);
}
