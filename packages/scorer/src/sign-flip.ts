import { randomStream } from '@bebug/core';
import { z } from 'zod';

/** More clusters than this: signs are drawn, not listed. */
const EXACT_LIMIT = 20;

export const signFlipSchema = z.strictObject({
  /** Two-sided; `null` without a difference to flip. */
  p: z.number().nullable(),
  method: z.enum(['exact', 'random signs']),
  /** Assignments of signs that were tried; with random signs the observed one counts as one more. */
  draws: z.int().nonnegative(),
  /** `null` where all assignments were tried. */
  seed: z.int().nullable(),
  /** Differences: one a cluster. */
  n: z.int().nonnegative(),
});
export type SignFlip = z.infer<typeof signFlipSchema>;

/**
 * Sign-flip permutation test that paired differences, one a cluster, are centred at zero: the share of assignments of signs whose sum
 * lies as far from zero as the observed one. All 2ⁿ up to 20 clusters, `draws` random ones beyond.
 *
 * Source: R. A. Fisher, The Design of Experiments (1935), 21; B. Phipson, G. K. Smyth, Stat. Appl. Genet. Mol. Biol. 9 (2010), for
 * random signs: (hits + 1) / (draws + 1).
 */
export function signFlipPermutation(
  differences: readonly number[],
  { seed = 1, draws = 10_000 }: { readonly seed?: number; readonly draws?: number } = {},
): SignFlip {
  const n = differences.length;
  const isExact = n <= EXACT_LIMIT;
  const about = { method: isExact ? 'exact' : 'random signs', seed: isExact ? null : seed, n } as const;
  if (differences.every((difference) => difference === 0)) return { ...about, p: null, draws: 0 };
  const observed = Math.abs(differences.reduce((sum, difference) => sum + difference, 0));
  // Sums of the same numbers in another order differ by rounding.
  const far = observed - 1e-9 * differences.reduce((sum, difference) => sum + Math.abs(difference), 0);
  if (isExact) {
    const hits = allSums(differences).filter((sum) => Math.abs(sum) >= far).length;
    return { ...about, p: hits / 2 ** n, draws: 2 ** n };
  }
  const random = randomStream(seed, 'sign-flip', n);
  let hits = 0;
  for (let draw = 0; draw < draws; draw++) {
    const sum = differences.reduce((total, one) => total + (random.integer(0, 1) === 0 ? one : -one), 0);
    if (Math.abs(sum) >= far) hits++;
  }
  return { ...about, p: (hits + 1) / (draws + 1), draws };
}

function allSums(differences: readonly number[]): readonly number[] {
  return differences.reduce<readonly number[]>(
    (sums, difference) => sums.flatMap((sum) => [sum + difference, sum - difference]),
    [0],
  );
}
