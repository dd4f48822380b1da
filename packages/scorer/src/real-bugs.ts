import { compareText, groupBy, TIERS, tierSchema } from '@bebug/core';
import { z } from 'zod';
import { mills, millsInterval } from './error-seeding.ts';
import { estimateSchema, type Estimate } from './estimate.ts';
import { estimateOf, sumByCluster, type Sampling } from './estimates.ts';
import { sumOf, type ByCluster } from './by-cluster.ts';
import { designEffect } from './share-residuals.ts';
import type { Lines } from './lines.ts';
import type { ScoredBug } from './scored-bug.ts';

/** Error seeding: defects of the clean code that were reported and are confirmed, and how many there seem to be. */
export const realBugsSchema = z.strictObject({
  /** Confirmed places that were reported; those of one source file that share a line are one. */
  found: z.int().nonnegative(),
  /** If they are found as often as planted bugs are. */
  estimated: estimateSchema,
  /** If they are found as often as planted bugs of a tier are: real ones have none. */
  tiers: z.array(z.strictObject({ name: tierSchema, estimated: estimateSchema })),
});
export type RealBugs = z.infer<typeof realBugsSchema>;

/** A confirmed defect of the clean code. */
export interface RealPlace extends Lines {
  /** Corpus and source file: the same defect may be reported in several tasks of it. */
  readonly cluster: string;
  readonly file: string;
}

/**
 * Mills' estimates from the planted bugs that were attempted. What was found of both kinds is drawn together, by source file: that few real
 * bugs are known counts in the interval.
 */
export function realBugsOf(
  attempted: readonly ScoredBug[],
  found: Pick<ReadonlyMap<string, number>, 'has'>,
  clusterOf: (task: string) => string,
  reported: readonly RealPlace[],
  sampling: Sampling,
): RealBugs {
  const real = merged(reported);
  const estimated = (bugs: readonly ScoredBug[], key: string): Estimate => {
    const clusters = sumByCluster(
      [
        ...bugs.map(({ id, task }) => [clusterOf(task), [1, Number(found.has(id)), 0]] as const),
        ...real.map(({ cluster }) => [cluster, [0, 0, 1]] as const),
      ],
      (one) => one,
    );
    return estimateOf(
      clusters,
      ([planted, hits, known]) => mills(planted!, hits!, known!),
      bugs.length,
      sampling,
      key,
      ofPlanted,
    );
  };
  return {
    found: real.length,
    estimated: estimated(attempted, 'Mills'),
    tiers: TIERS.flatMap((name) => {
      const bugs = attempted.filter(({ tier }) => tier === name);
      return bugs.length === 0 ? [] : [{ name, estimated: estimated(bugs, `Mills ${name}`) }];
    }),
  };
}

const ofPlanted: ByCluster = ({ rows }) => {
  const [planted, hits, known] = sumOf(rows) as [number, number, number];
  const shares = rows.map(([, hit, real]) => [hit!, hit! + real!]);
  const interval = millsInterval(planted, hits, known, designEffect(shares, { part: 0, whole: 1 }));
  return interval && { ...interval, method: 'share of the planted' };
};

/** Places that share a line, directly or through others, are one. */
function merged(places: readonly RealPlace[]): RealPlace[] {
  const files = groupBy(places, ({ cluster, file }) => `${cluster}\n${file}`);
  return [...files.values()]
    .flatMap((inFile) => {
      const union: RealPlace[] = [];
      for (const place of inFile.toSorted((a, b) => a.startLine - b.startLine || a.endLine - b.endLine)) {
        const last = union.at(-1);
        if (last === undefined || place.startLine > last.endLine) union.push(place);
        else union[union.length - 1] = { ...last, endLine: Math.max(last.endLine, place.endLine) };
      }
      return union;
    })
    .sort((a, b) => compareText(a.cluster, b.cluster) || a.startLine - b.startLine);
}
