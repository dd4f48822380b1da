import { firstPlace } from '@bebug/core';

/** Ratings; `null` where nothing was marked. */
export interface Ratings {
  /** Of each bug: the rating of the finding that matched it. */
  readonly bugs: readonly (number | null)[];
  /** Of each clean task: the highest rating of a finding in it. */
  readonly controls: readonly (number | null)[];
}

/**
 * Area under the alternative free-response curve: the chance that a random bug is rated above the highest rated finding of a random
 * clean task, ties counting one half, what was not marked below everything. `null` without bugs or without controls.
 *
 * Source: D. P. Chakraborty, L. H. L. Winter, Radiology 174 (1990); the area as a Wilcoxon statistic.
 */
export function afroc({ bugs, controls }: Ratings): number | null {
  if (bugs.length === 0 || controls.length === 0) return null;
  const sorted = controls.map(rank).sort((a, b) => a - b);
  let twice = 0;
  for (const bug of bugs) twice += below(sorted, rank(bug)) + atMost(sorted, rank(bug));
  return twice / 2 / (bugs.length * controls.length);
}

function rank(rating: number | null): number {
  return rating ?? -Infinity;
}

function below(sorted: readonly number[], value: number): number {
  return firstPlace(sorted, (one) => one >= value);
}

function atMost(sorted: readonly number[], value: number): number {
  return firstPlace(sorted, (one) => one > value);
}
