/**
 * Standard error of a figure by leaving out one of `count` clusters at a time: √((C − 1) / C · Σ (v − v̄)²). `null` where fewer than two of
 * the figures without one are defined.
 *
 * Source: B. Efron, R. Tibshirani, An Introduction to the Bootstrap (1993), 11.
 */
export function jackknifeError(count: number, without: (cluster: number) => number | null): number | null {
  const values: number[] = [];
  for (let cluster = 0; cluster < count; cluster++) {
    const value = without(cluster);
    if (value !== null) values.push(value);
  }
  if (values.length < 2) return null;
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  return Math.sqrt((squares * (values.length - 1)) / values.length);
}
