/** Share by name; the shares of a distribution add up to 1. */
export type Shares = ReadonlyMap<string, number>;

/**
 * Jensen–Shannon divergence of two distributions to base 2: 0 where they are equal, 1 where they share nothing (Lin, IEEE
 * Transactions on Information Theory 37, 1991). `JSD = ½ Σ p log₂(p/m) + ½ Σ q log₂(q/m)` with `m = (p + q)/2`.
 */
export function divergence(one: Shares, other: Shares): number {
  let sum = 0;
  for (const name of new Set([...one.keys(), ...other.keys()])) {
    const [p, q] = [one.get(name) ?? 0, other.get(name) ?? 0];
    const middle = (p + q) / 2;
    if (p > 0) sum += (p / 2) * Math.log2(p / middle);
    if (q > 0) sum += (q / 2) * Math.log2(q / middle);
  }
  return Math.min(1, Math.max(0, sum));
}

/** Numbers as parts of their sum. */
export function sharesOf(weights: Iterable<readonly [string, number]>): Map<string, number> {
  const entries = [...weights].filter(([, weight]) => weight > 0);
  const sum = entries.reduce((total, [, weight]) => total + weight, 0);
  return new Map(entries.map(([name, weight]) => [name, weight / sum]));
}
