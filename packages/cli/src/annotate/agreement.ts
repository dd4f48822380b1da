import type { Agreement, AlphaEstimate, Ratings } from '@bebug/annotator';
import { clusterBootstrap } from '@bebug/scorer';

const DRAWS = 2000;

type Unit = readonly (0 | 1 | null)[];

/** How far raters agree, with intervals from drawing whole tasks. */
export function agreementOf({ tasks }: Ratings): Agreement {
  const shared = tasks.filter(({ verdicts }) => verdicts.filter((verdict) => verdict !== null).length > 1);
  return {
    raters: tasks[0]?.verdicts.length ?? 0,
    tasks: shared.length,
    verdict: estimate('verdict', new Map(shared.map(({ task, verdicts }) => [task, [verdicts]]))),
    place: estimate('place', new Map(shared.map(({ task, lines }) => [task, lines]))),
  };
}

/**
 * Krippendorff's α of two values is a function of three sums over units, so that it can be drawn again thousands of times while a server
 * waits: `krippendorffAlpha` gives the same figure from the ratings themselves.
 */
function estimate(key: string, unitsOf: ReadonlyMap<string, readonly Unit[]>): AlphaEstimate {
  const clusters = new Map([...unitsOf].map(([task, units]) => [task, sumsOf(units)]));
  const whole = sum([...clusters.values()]);
  const { bca, percentile } = clusterBootstrap({
    clusters,
    statistic: alphaOf,
    n: clusters.size,
    seed: 1,
    draws: DRAWS,
    key: `agreement ${key}`,
  });
  const interval = bca ?? percentile;
  return { alpha: alphaOf(whole), low: interval?.low ?? null, high: interval?.high ?? null };
}

/** Disagreement, zeros and ones of the units that two people or more have rated. */
function sumsOf(units: readonly Unit[]): number[] {
  return sum(
    units.map((unit) => {
      const zeros = unit.filter((rating) => rating === 0).length;
      const ones = unit.filter((rating) => rating === 1).length;
      return zeros + ones < 2 ? [0, 0, 0] : [(2 * zeros * ones) / (zeros + ones - 1), zeros, ones];
    }),
  );
}

function sum(rows: readonly (readonly number[])[]): number[] {
  return [0, 1, 2].map((at) => rows.reduce((total, row) => total + row[at]!, 0));
}

/** `null` where no two ratings differ. */
function alphaOf([disagreement, zeros, ones]: readonly number[]): number | null {
  const expected = (2 * zeros! * ones!) / (zeros! + ones! - 1);
  return zeros === 0 || ones === 0 ? null : 1 - disagreement! / expected;
}
