import type { Result } from './sandbox/side.ts';

/** Steps of a confirming run. */
export const FULL_FUEL = 2_000_000;
/** Steps of clean code in a search: a case that needs more is passed over. */
export const CLEAN_FUEL = 200_000;
const LEAST_FUEL = 50_000;
/** Running out of steps counts when the clean code needs at most this part of them. */
const MARGIN = 10;

/** Steps for a mutant in a search, by what the clean code took: enough to tell a hang, tentatively. */
export function searchFuel(clean: Result): number {
  return clean.ending === 'breached' ? LEAST_FUEL : Math.max(LEAST_FUEL, clean.steps * MARGIN);
}

/**
 * True when two runs of one case prove that the code behaves differently. Never true for: a breach on either side; clean code
 * that does not end, or overflows the stack; two errors that differ in their messages only; steps that run out too soon to tell.
 */
export function differs(clean: Result, mutated: Result, fuel: number): boolean {
  if (clean.ending === 'breached' || mutated.ending === 'breached') return false;
  if (clean.ending === 'diverged' || clean.ending === 'load-failed' || clean.verdict === 'stack overflow')
    return false;
  if (mutated.ending === 'diverged') return clean.steps * MARGIN <= fuel;
  return clean.verdict !== mutated.verdict;
}
