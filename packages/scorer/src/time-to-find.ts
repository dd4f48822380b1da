import type { Finding, Response } from '@bebug/core';
import type { Bug } from '@bebug/core/truth';
import { z } from 'zod';
import { kaplanMeier, restrictedMean } from './kaplan-meier.ts';

const count = z.int().nonnegative();

/** How long it took to find a bug, from the start of its task. */
export const timeToFindSchema = z.strictObject({
  /** Bugs with a time: when they were found, or when the search for them ended. */
  bugs: count,
  found: count,
  /** The time until half of the bugs are found; `null` where fewer are. */
  medianMs: z.number().nullable(),
  /** Mean up to `limitMs`; who did not find a bug until then counts with it. */
  restrictedMeanMs: z.number(),
  /** When the longest search ended. */
  limitMs: z.number(),
  /** Share of the bugs not yet found, at most 200 steps. */
  survival: z.array(z.strictObject({ time: z.number(), survival: z.number() })),
});
export type TimeToFind = z.infer<typeof timeToFindSchema>;

export interface TimeInput {
  readonly bugs: readonly Pick<Bug, 'id' | 'task'>[];
  /** Bug → the time that the finding which found it tells. */
  readonly found: ReadonlyMap<string, Finding['elapsedMs']>;
  readonly responses: readonly Response[];
}

const MOST_STEPS = 200;

/**
 * Kaplan–Meier over the bugs of attempted tasks: a bug is found when its finding was made, or, where that says no time, when the task
 * was answered; one that was not found was looked for until the task ended. `null` when the run tells no times.
 */
export function timeToFind({ bugs, found, responses }: TimeInput): TimeToFind | null {
  const ended = new Map(responses.map(({ task, elapsedMs }) => [task, elapsedMs]));
  const searches = bugs.flatMap(({ id, task }) => {
    const time = found.get(id) ?? ended.get(task);
    return time === undefined ? [] : [{ time, isFound: found.has(id) }];
  });
  if (searches.length === 0) return null;
  const times = searches.map(({ time }) => time);
  const steps = kaplanMeier(
    times,
    searches.map(({ isFound }) => isFound),
  );
  const limitMs = times.reduce((longest, time) => Math.max(longest, time), 0);
  const stride = Math.max(1, Math.ceil(steps.length / MOST_STEPS));
  return {
    bugs: searches.length,
    found: searches.filter(({ isFound }) => isFound).length,
    medianMs: steps.find(({ survival }) => survival <= 0.5)?.time ?? null,
    restrictedMeanMs: restrictedMean(steps, limitMs),
    limitMs,
    survival: steps.filter((_, index) => index % stride === 0 || index === steps.length - 1),
  };
}
