import { BebugError, firstPlace } from '@bebug/core';

/** Share not yet found from `time` on, until the next step. */
export interface SurvivalStep {
  readonly time: number;
  readonly survival: number;
}

/**
 * Share of bugs not found by a time, when some searches ended before the bug was found. `observed[i]`: the bug was found at `times[i]`;
 * otherwise the search ended there. One step for each time at which something was found; who ends at that time was still searching.
 *
 * Source: E. L. Kaplan, P. Meier, Journal of the American Statistical Association 53 (1958).
 */
export function kaplanMeier(times: readonly number[], observed: readonly boolean[]): SurvivalStep[] {
  return riskSteps(times, observed).map(({ time, survival }) => ({ time, survival }));
}

/** A step with what it is made of. */
export interface RiskStep extends SurvivalStep {
  /** Still searching when this time came. */
  readonly atRisk: number;
  /** Of these, the ones that found it then. */
  readonly found: number;
}

/** `kaplanMeier` with the counts of each step. */
export function riskSteps(times: readonly number[], observed: readonly boolean[]): RiskStep[] {
  if (times.length !== observed.length)
    throw new BebugError('internal', 'Kaplan–Meier needs one outcome a time.');
  const searches = times.map((time, index) => ({ time, isFound: observed[index]! }));
  searches.sort((a, b) => a.time - b.time);
  const steps: RiskStep[] = [];
  let survival = 1;
  for (let start = 0; start < searches.length;) {
    const { time } = searches[start]!;
    let [end, found] = [start, 0];
    for (; searches[end]?.time === time; end++) found += Number(searches[end]!.isFound);
    if (found > 0) {
      const atRisk = searches.length - start;
      survival *= 1 - found / atRisk;
      steps.push({ time, survival, atRisk, found });
    }
    start = end;
  }
  return steps;
}

/** Mean time to find, counted up to `limit`: the area under the curve. Source: as above, and J. O. Irwin, Journal of Hygiene 47 (1949). */
export function restrictedMean(steps: readonly SurvivalStep[], limit: number): number {
  const ends = [...steps.filter(({ time }) => time < limit), { time: limit, survival: 0 }];
  let area = 0;
  let [from, share] = [0, 1];
  for (const { time, survival } of ends) {
    area += share * (time - from);
    [from, share] = [time, survival];
  }
  return area;
}

/**
 * Standard error of that mean: the root of Σ (area right of the step)² · found / (at risk · (at risk − found)).
 *
 * Source: M. Greenwood, The natural duration of cancer, Reports on Public Health 33 (1926); for the mean, E. L. Kaplan, P. Meier (1958).
 */
export function restrictedMeanError(steps: readonly RiskStep[], limit: number): number {
  let [area, until, variance] = [0, limit, 0];
  for (const { time, survival, atRisk, found } of steps.filter((step) => step.time < limit).reverse()) {
    area += survival * (until - time);
    until = time;
    // Where all that were left found it, the area is 0.
    if (atRisk > found) variance += (area ** 2 * found) / (atRisk * (atRisk - found));
  }
  return Math.sqrt(variance);
}

/** A search for a bug: when it ended, whether the bug was found then, and the cluster of the bug. */
export interface Search {
  readonly time: number;
  readonly isFound: boolean;
  readonly cluster: string;
}

/** What clusters say of the variance of a restricted mean. */
export interface ClusteredVariance {
  /** How many times it is Greenwood's. */
  readonly designEffect: number;
  /** Its degrees of freedom: fewer than clusters − 1 where a few of these make up most of it, because little was found. */
  readonly degrees: number;
}

/**
 * The variance of the restricted mean when searches of one cluster are alike: each search moves the mean by its share in the steps, and those of a
 * cluster are added before they are squared. `null` with fewer than two clusters, or without a step.
 *
 * Source: Z. Ying, L. J. Wei, Journal of Multivariate Analysis 50 (1994), for the Kaplan–Meier curve of clusters; the factor as in
 * `clusteredStandardError`; the degrees of freedom of a sum of squares, twice its square over its variance, after F. E. Satterthwaite, Biometrics
 * Bulletin 2 (1946).
 */
export function clusteredVarianceOfMean(
  searches: readonly Search[],
  steps: readonly RiskStep[],
  limit: number,
): ClusteredVariance | null {
  const greenwood = restrictedMeanError(steps, limit) ** 2;
  const clusters = new Map<string, number>();
  const pulls = pullsOf(steps, limit);
  for (const { time, isFound, cluster } of searches) {
    const passed = pulls[firstPlace(pulls, (pull) => pull.time > time) - 1];
    const own = isFound && passed?.time === time ? passed.ofFinding : 0;
    clusters.set(cluster, (clusters.get(cluster) ?? 0) + own - (passed?.ofSearching ?? 0));
  }
  if (clusters.size < 2 || greenwood === 0) return null;
  const squares = [...clusters.values()].map((pull) => pull ** 2);
  const total = squares.reduce((sum, square) => sum + square, 0);
  const spread = squares.reduce((sum, square) => sum + square ** 2, 0) - total ** 2 / clusters.size;
  const most = clusters.size - 1;
  return {
    designEffect: (total * clusters.size) / most / greenwood,
    degrees: Math.max(1, Math.min(most, spread > 0 ? (2 * total ** 2) / spread : most)),
  };
}

/** By how much who finds a bug at a step shortens the mean, and by how much who searched until then had been expected to. */
function pullsOf(
  steps: readonly RiskStep[],
  limit: number,
): { readonly time: number; readonly ofFinding: number; readonly ofSearching: number }[] {
  let [area, until] = [0, limit];
  const areas = steps
    .filter(({ time }) => time < limit)
    .reverse()
    .map(({ time, survival }) => {
      area += survival * (until - time);
      until = time;
      return area;
    })
    .reverse();
  let ofSearching = 0;
  return areas.map((right, at) => {
    const { time, atRisk, found } = steps[at]!;
    const ofFinding = atRisk > found ? right / (atRisk - found) : 0;
    ofSearching += (ofFinding * found) / atRisk;
    return { time, ofFinding, ofSearching };
  });
}
