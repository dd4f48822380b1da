/**
 * p values adjusted for the family-wise error, step-down, in the order given.
 *
 * Source: S. Holm, Scandinavian Journal of Statistics 6 (1979).
 */
export function holm(ps: readonly number[]): number[] {
  let most = 0;
  return adjusted(
    ps,
    ascending(ps),
    (p, rank) => (most = Math.max(most, Math.min(1, (ps.length - rank) * p))),
  );
}

/**
 * p values adjusted for the false discovery rate, step-up, in the order given.
 *
 * Source: Y. Benjamini, Y. Hochberg, Journal of the Royal Statistical Society B 57 (1995).
 */
export function benjaminiHochberg(ps: readonly number[]): number[] {
  let least = 1;
  const n = ps.length;
  return adjusted(ps, ascending(ps).reverse(), (p, rank) => (least = Math.min(least, (n / (n - rank)) * p)));
}

function ascending(ps: readonly number[]): number[] {
  return ps.map((_, index) => index).sort((a, b) => ps[a]! - ps[b]!);
}

function adjusted(
  ps: readonly number[],
  order: readonly number[],
  adjust: (p: number, rank: number) => number,
): number[] {
  const result = new Array<number>(ps.length);
  for (const [rank, index] of order.entries()) result[index] = adjust(ps[index]!, rank);
  return result;
}
