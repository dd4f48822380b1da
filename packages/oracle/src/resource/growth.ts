import { COUNTERS, UNCOUNTED, type Counter, type Counts } from './counter.ts';

/** Sizes that a load is run with, unless its driver says otherwise. Each twice the one before: see `order`. */
export const SIZES: readonly number[] = [4, 8, 16, 32, 64, 128];

/** Growth differs in order when the exponents of the two curves are at least so far apart: n log n against n is not (0.2). */
export const ORDERS_APART = 0.5;
/** What is left behind or piles up also counts when it grows this many times as fast: a smaller factor is no resource bug. */
const FACTOR = 10;
/** The mutant's last count is at least this many times the clean code's, */
export const LEAST_RATIO = 2;
/** and grows by at least so much for every unit of size, or it is a start-up cost or a jitter of a few units. */
const LEAST_SLOPE = 0.5;
const LEAST_SIZES = 4;

export interface Curve {
  readonly sizes: readonly number[];
  readonly counts: readonly number[];
}

/**
 * The exponent k of a curve a + b·nᵏ, fitted to its last three points, whatever a is: with sizes that double, differences
 * grow by 2ᵏ. 0 for a curve that is flat, falls, or grows by the same amount with every doubling. `null` for too few sizes or other ones.
 */
export function order({ sizes, counts }: Curve): number | null {
  if (sizes.length < LEAST_SIZES || counts.length !== sizes.length) return null;
  if (sizes.some((size, index) => index > 0 && size !== sizes[index - 1]! * 2)) return null;
  const [a, b, c] = counts.slice(-3) as [number, number, number];
  const [before, last] = [b - a, c - b];
  if (last <= 0) return 0;
  // From flat to growing: the growth has only begun, and is as good as what a line would show.
  if (before <= 0) return 1;
  return Math.max(0, Math.log2(last / before));
}

/**
 * How the mutant's curve outgrows the clean one, in plain words; `null` when it does not. True in two cases only: the orders
 * differ by at least 0.5 over the last two doublings and over the two before (where there are as many); or what is left behind
 * grows at least ten times as fast. A constant factor of more work is nothing.
 */
export function outgrows(
  counter: Counter,
  sizes: readonly number[],
  clean: readonly number[],
  mutated: readonly number[],
): string | null {
  const before = order({ sizes, counts: clean });
  const after = order({ sizes, counts: mutated });
  if (before === null || after === null) return null;
  const step = sizes.at(-1)! - sizes.at(-2)!;
  const [cleanGrowth, growth] = [last(clean), last(mutated)];
  if (mutated.at(-1)! < clean.at(-1)! * LEAST_RATIO || growth < step * LEAST_SLOPE) return null;
  const { leaves, says } = COUNTERS[counter];
  const curves = `${says}: ${clean.join(', ')} against ${mutated.join(', ')} at sizes ${sizes.join(', ')}`;
  if (after - before >= ORDERS_APART && outgrowsBefore(sizes, clean, mutated))
    return `grows with order ${after.toFixed(1)} instead of ${before.toFixed(1)}; ${curves}`;
  if (
    leaves &&
    cleanGrowth > 0 &&
    growth >= cleanGrowth * FACTOR &&
    last(mutated.slice(0, -1)) >= last(clean.slice(0, -1)) * FACTOR
  )
    return `grows ${Math.floor(growth / cleanGrowth)} times as fast; ${curves}`;
  return null;
}

/** The same a doubling earlier: one jump (a table that is resized, a threshold that is passed) is no order. */
function outgrowsBefore(
  sizes: readonly number[],
  clean: readonly number[],
  mutated: readonly number[],
): boolean {
  if (sizes.length <= LEAST_SIZES) return true;
  const part = (counts: readonly number[]): number =>
    order({ sizes: sizes.slice(0, -1), counts: counts.slice(0, -1) }) ?? 0;
  return part(mutated) - part(clean) >= ORDERS_APART / 2;
}

function last(counts: readonly number[]): number {
  return counts.at(-1)! - (counts.at(-2) ?? 0);
}

/** How the mutant outgrows the clean code in one counter, or `null`; never where part of the work is not in the counter. */
export function outgrown(
  counter: Counter,
  sizes: readonly number[],
  clean: readonly Counts[],
  mutated: readonly Counts[],
): string | null {
  const uncounted = UNCOUNTED[counter as keyof typeof UNCOUNTED] as keyof Counts | undefined;
  if (uncounted && clean.some((counts, index) => counts[uncounted] !== mutated[index]![uncounted]))
    return null;
  return outgrows(
    counter,
    sizes,
    clean.map((counts) => counts[counter]),
    mutated.map((counts) => counts[counter]),
  );
}
