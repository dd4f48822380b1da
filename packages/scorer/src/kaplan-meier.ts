import { BebugError } from '@bebug/core';

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
  if (times.length !== observed.length)
    throw new BebugError('internal', 'Kaplan–Meier needs one outcome a time.');
  const searches = times.map((time, index) => ({ time, isFound: observed[index]! }));
  searches.sort((a, b) => a.time - b.time);
  const steps: SurvivalStep[] = [];
  let survival = 1;
  for (let start = 0; start < searches.length;) {
    const { time } = searches[start]!;
    let [end, found] = [start, 0];
    for (; searches[end]?.time === time; end++) found += Number(searches[end]!.isFound);
    if (found > 0) {
      survival *= 1 - found / (searches.length - start);
      steps.push({ time, survival });
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
