import type { Estimate } from './estimate.ts';
import { estimateOf, type Sampling } from './estimates.ts';

/** What raters say of one unit, yes or no; `null` where one says nothing. */
type Answers = readonly (boolean | 0 | 1 | null)[];

/**
 * Krippendorff's alpha for two answers: 1 when all always agree, 0 when as often as by chance. It is a function of sums over units, so that
 * its interval is drawn by cluster like all others; `krippendorffAlpha` gives the same value. Units with one answer say nothing; a cluster
 * of nothing else is drawn all the same.
 */
export function binaryAgreement(
  unitsOf: ReadonlyMap<string, readonly Answers[]>,
  sampling: Sampling,
  key: string,
): Estimate {
  const counted = [...unitsOf].map(([cluster, units]) => [cluster, units.flatMap(countsOf)] as const);
  const n = counted.reduce((sum, [, units]) => sum + units.length, 0);
  const clusters = new Map(counted.map(([cluster, units]) => [cluster, sumsOf(units)]));
  return estimateOf(clusters, alphaOf, n, sampling, key);
}

interface Counts {
  readonly yes: number;
  readonly no: number;
}

function countsOf(unit: Answers): Counts[] {
  const answers = unit.filter((answer) => answer !== null);
  const yes = answers.filter(Boolean).length;
  return answers.length > 1 ? [{ yes, no: answers.length - yes }] : [];
}

/** Pairs that differ, and how often each answer was given. */
function sumsOf(units: readonly Counts[]): number[] {
  const sums: [differing: number, yes: number, no: number] = [0, 0, 0];
  for (const { yes, no } of units) {
    sums[0] += (2 * yes * no) / (yes + no - 1);
    sums[1] += yes;
    sums[2] += no;
  }
  return sums;
}

/** `null` where only one answer ever was given. */
function alphaOf([differing, yes, no]: readonly number[]): number | null {
  const n = yes! + no!;
  const expected = (2 * yes! * no!) / (n - 1);
  return yes === 0 || no === 0 ? null : 1 - differing! / expected;
}
