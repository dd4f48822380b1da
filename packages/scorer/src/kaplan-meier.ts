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
  const steps: SurvivalStep[] = [];
  let survival = 1;
  for (const time of [...new Set(times)].sort((a, b) => a - b)) {
    const atRisk = times.filter((one) => one >= time).length;
    const found = times.filter((one, index) => one === time && observed[index]!).length;
    if (found === 0) continue;
    survival *= 1 - found / atRisk;
    steps.push({ time, survival });
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
