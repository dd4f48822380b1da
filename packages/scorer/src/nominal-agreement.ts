import type { Estimate } from './estimate.ts';
import { estimateOf, type Sampling } from './estimates.ts';

/** What raters say of one unit: yes or no, or one of several answers by number; `null` where one says nothing. */
type Answers = readonly (boolean | number | null)[];

/**
 * Krippendorff's alpha for answers without an order: 1 when all always agree, 0 when as often as by chance. It is a function of sums over
 * units, so that its interval is drawn by cluster like all others; `krippendorffAlpha` gives the same value. Units with one answer say nothing;
 * a cluster of nothing else is drawn all the same.
 */
export function nominalAgreement(
  unitsOf: ReadonlyMap<string, readonly Answers[]>,
  sampling: Sampling,
  key: string,
): Estimate {
  const given = new Set(
    [...unitsOf.values()].flat(2).map((answer) => (answer === null ? null : Number(answer))),
  );
  const kinds = [...given].filter((answer) => answer !== null).sort((a, b) => a - b);
  const counted = [...unitsOf].map(
    ([cluster, units]) => [cluster, units.flatMap((unit) => countsOf(unit, kinds))] as const,
  );
  const n = counted.reduce((sum, [, units]) => sum + units.length, 0);
  const clusters = new Map(counted.map(([cluster, units]) => [cluster, sumsOf(units, kinds.length)]));
  return estimateOf(clusters, alphaOf, n, sampling, key);
}

/** How often each kind of answer was given to a unit that two people or more answered. */
function countsOf(unit: Answers, kinds: readonly number[]): number[][] {
  const answers = unit.filter((answer) => answer !== null).map(Number);
  return answers.length > 1 ? [kinds.map((kind) => answers.filter((answer) => answer === kind).length)] : [];
}

/** Pairs that differ, and how often each answer was given. */
function sumsOf(units: readonly (readonly number[])[], kinds: number): number[] {
  const sums = new Array<number>(1 + kinds).fill(0);
  for (const counts of units) {
    sums[0]! += differingPairs(counts) / (total(counts) - 1);
    for (const [kind, count] of counts.entries()) sums[1 + kind]! += count;
  }
  return sums;
}

/** `null` where only one answer ever was given. */
function alphaOf([differing, ...counts]: readonly number[]): number | null {
  const expected = differingPairs(counts) / (total(counts) - 1);
  return counts.filter((count) => count > 0).length < 2 ? null : 1 - differing! / expected;
}

function differingPairs(counts: readonly number[]): number {
  return total(counts) ** 2 - total(counts.map((count) => count ** 2));
}

function total(counts: readonly number[]): number {
  return counts.reduce((sum, count) => sum + count, 0);
}
