/** Add `times` to what `tally` holds for `key`. */
export function count(tally: Map<string, number>, key: string, times = 1): void {
  tally.set(key, (tally.get(key) ?? 0) + times);
}

/** The one in the middle; of an even number the greater of two. */
export function median(figures: readonly number[]): number {
  return figures.toSorted((a, b) => a - b)[figures.length >> 1]!;
}

/** The greatest first, keys in code-unit order where they are equal. */
export function mostFirst(tally: ReadonlyMap<string, number>): [key: string, times: number][] {
  return [...tally].sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1));
}
