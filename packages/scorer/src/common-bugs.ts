import type { BugResult, Scorecard } from './scorecard.ts';

/** A bug in the eyes of several detectors, in the order of the scorecards; `null` where one did not attempt it. */
export interface SharedBug {
  /** Corpus and source file. */
  readonly cluster: string;
  readonly found: readonly (boolean | null)[];
  /** What each calls it; `null` where one did not find it, or names no category. */
  readonly categories: readonly (string | null)[];
}

/** Every bug of the set. */
export function sharedBugs(scorecards: readonly Scorecard[]): SharedBug[] {
  const results = scorecards.map(({ bugs }) => new Map(bugs.map((bug) => [bug.bug, bug])));
  return (scorecards[0]?.bugs ?? []).map(({ bug, corpus, file }) => ({
    cluster: JSON.stringify([corpus, file]),
    found: results.map((known) => answerOf(known.get(bug))),
    categories: results.map((known) => known.get(bug)?.category ?? null),
  }));
}

/** What all attempted. */
export function commonBugs(
  scorecards: readonly Scorecard[],
): { readonly cluster: string; readonly found: readonly boolean[] }[] {
  return sharedBugs(scorecards).flatMap(({ cluster, found }) =>
    found.every((answer) => answer !== null) ? [{ cluster, found }] : [],
  );
}

function answerOf(result: BugResult | undefined): boolean | null {
  return result?.attempted === true ? result.found : null;
}
