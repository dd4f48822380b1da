import { compareText, groupBy, type Family } from '@bebug/core';
import type { Manifest } from '@bebug/core/truth';
import { divergence, sharesOf, type Shares } from './divergence.ts';
import type { Mix } from './mix.ts';

/** What the manifest says of a profile: what it asks for, what came of it, and how far the two are apart. */
export function profileRecord(
  name: string,
  { target, adjusted, missing }: Mix,
  bugs: readonly { readonly family: Family }[],
): NonNullable<Manifest['profile']> {
  const counts = [...groupBy(bugs, ({ family }) => family)].map(
    ([family, { length }]) => [family, length] as const,
  );
  const reached = sharesOf(counts);
  return {
    name,
    target: rounded(target),
    redistributed: missing as Family[],
    adjusted: rounded(adjusted),
    reached: rounded(reached),
    divergence: round(divergence(target, reached)),
    adjustedDivergence: round(divergence(adjusted, reached)),
  };
}

function rounded(shares: Shares): Partial<Record<Family, number>> {
  return Object.fromEntries(
    [...shares].map(([name, share]) => [name, round(share)] as const).sort(([a], [b]) => compareText(a, b)),
  );
}

/** Four decimals: more would only say what the machine's arithmetic is. */
function round(number: number): number {
  return Math.round(number * 10_000) / 10_000;
}
