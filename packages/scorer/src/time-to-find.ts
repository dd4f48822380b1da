import type { Finding, Response } from '@bebug/core';
import type { Bug } from '@bebug/core/truth';
import { z } from 'zod';
import { intervalSchema } from './cluster-bootstrap.ts';
import { clusteredWilson } from './clustered-wilson.ts';
import { clusteredVarianceOfMean, restrictedMean, restrictedMeanError, riskSteps } from './kaplan-meier.ts';

const count = z.int().nonnegative();

/** How long it took to find a bug, from the start of its task. */
export const timeToFindSchema = z.strictObject({
  /** Bugs with a time: when they were found, or when the search for them ended. */
  bugs: count,
  found: count,
  /** The time until half of the bugs are found; `null` where fewer are. */
  medianMs: z.number().nullable(),
  /** Mean up to `limitMs`; who did not find a bug until then counts with it. Means up to other limits are not comparable. */
  restrictedMeanMs: z.number(),
  /** By Greenwood's variance times the design effect; `null` with fewer than two source files, or where nothing was found. */
  restrictedMeanInterval: intervalSchema.nullable(),
  /** Source files of these bugs. */
  clusters: count,
  /** How many times the mean's variance is that of independent bugs; `null` where there is no interval. */
  designEffect: z.number().nullable(),
  /** Degrees of freedom of that variance; `null` as well. */
  degrees: z.number().nullable(),
  /** When the longest search ended. */
  limitMs: z.number(),
  /** Share of the bugs not yet found, from each time on at which one was. */
  survival: z.array(z.strictObject({ time: z.number(), survival: z.number(), atRisk: count, found: count })),
});
export type TimeToFind = z.infer<typeof timeToFindSchema>;

export interface TimeInput {
  readonly bugs: readonly Pick<Bug, 'id' | 'task'>[];
  /** Bug → the time that the finding which found it tells. */
  readonly found: ReadonlyMap<string, Finding['elapsedMs']>;
  readonly responses: readonly Response[];
  /** The source file of a task. */
  readonly clusterOf: (task: string) => string;
}

/**
 * Kaplan–Meier over the bugs of attempted tasks: a bug is found when its finding was made, or, where that says no time, when the task
 * was answered; one that was not found was looked for until the task ended. `null` when the run tells no times.
 */
export function timeToFind({ bugs, found, responses, clusterOf }: TimeInput): TimeToFind | null {
  const ended = new Map(responses.map(({ task, elapsedMs }) => [task, elapsedMs]));
  const searches = bugs.flatMap(({ id, task }) => {
    const time = found.get(id) ?? ended.get(task);
    return time === undefined ? [] : [{ time, isFound: found.has(id), cluster: clusterOf(task) }];
  });
  if (searches.length === 0) return null;
  const times = searches.map(({ time }) => time);
  const steps = riskSteps(
    times,
    searches.map(({ isFound }) => isFound),
  );
  const limitMs = times.reduce((longest, time) => Math.max(longest, time), 0);
  const variance = clusteredVarianceOfMean(searches, steps, limitMs);
  const effect = {
    clusters: new Set(searches.map(({ cluster }) => cluster)).size,
    designEffect: variance?.designEffect ?? null,
    degrees: variance?.degrees ?? null,
  };
  return {
    bugs: searches.length,
    found: searches.filter(({ isFound }) => isFound).length,
    medianMs: steps.find(({ survival }) => survival <= 0.5)?.time ?? null,
    ...effect,
    ...meanUpTo({ survival: steps, ...effect }, limitMs),
    limitMs,
    survival: steps,
  };
}

/** The longest time up to which all of several runs searched: means up to it can be compared. `null` where no run tells times. */
export function commonLimit(times: readonly (TimeToFind | null)[]): number | null {
  const limits = times.flatMap((one) => one?.limitMs ?? []);
  return limits.length === 0 ? null : Math.min(...limits);
}

/**
 * The mean time to find up to a limit that is no later than the run's own, with Wilson's interval of its share of the limit. Few files may look less
 * alike than by chance: bugs are taken to be independent at best.
 */
export function meanUpTo(
  {
    survival,
    clusters,
    designEffect,
    degrees,
  }: Pick<TimeToFind, 'survival' | 'clusters' | 'designEffect' | 'degrees'>,
  limitMs: number,
): Pick<TimeToFind, 'restrictedMeanMs' | 'restrictedMeanInterval'> {
  const mean = restrictedMean(survival, limitMs);
  const error = restrictedMeanError(survival, limitMs);
  const interval =
    designEffect === null || degrees === null || error === 0
      ? null
      : clusteredWilson({
          share: mean / limitMs,
          error: (error * Math.sqrt(Math.max(1, designEffect))) / limitMs,
          units: survival[0]!.atRisk,
          clusters,
          degrees,
        });
  return {
    restrictedMeanMs: mean,
    restrictedMeanInterval: interval && { low: limitMs * interval.low, high: limitMs * interval.high },
  };
}
