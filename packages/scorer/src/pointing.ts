import type { Finding } from '@bebug/core';
import type { Bug } from '@bebug/core/truth';
import { z } from 'zod';
import { acceptedRegions } from './accepted-regions.ts';
import { hasCategoryAgreement } from './agreement.ts';
import { gapBetween, lineCount, type Lines } from './lines.ts';
import { mean } from './mean.ts';

const count = z.int().nonnegative();
const shareSchema = z.strictObject({ value: z.number().nullable(), hits: count, n: count });

/** How well the findings that found something point at it, and whether they name it rightly. */
export const pointingSchema = z.strictObject({
  matches: count,
  /** Mean of common lines ÷ lines of both, with the accepted region that fits best. */
  meanOverlap: z.number().nullable(),
  /** Mean number of lines from that region; 0 for one that shares a line. */
  meanGap: z.number().nullable(),
  /** Of the matches that name a category: those whose CWE, family or operator is the bug's. */
  category: shareSchema,
  /** Of the matches that name a CWE, where the bug has one. */
  cwe: shareSchema,
});
export type Pointing = z.infer<typeof pointingSchema>;

export function pointingOf(
  bugs: readonly Bug[],
  found: ReadonlyMap<string, number>,
  findings: readonly Finding[],
  maxSpan: number,
): Pointing {
  const pairs = bugs.flatMap((bug) =>
    found.has(bug.id) ? [{ bug, finding: findings[found.get(bug.id)!]! }] : [],
  );
  const fits = pairs.map(({ bug, finding }) =>
    acceptedRegions(bug, maxSpan)
      .map((region) => ({ overlap: overlapOf(finding, region), gap: gapBetween(finding, region) }))
      .reduce((best, next) =>
        next.overlap > best.overlap || (next.overlap === best.overlap && next.gap < best.gap) ? next : best,
      ),
  );
  const named = pairs.filter(({ finding }) => finding.category !== undefined || finding.cwe !== undefined);
  const numbered = pairs.filter(({ bug, finding }) => bug.cwe !== null && finding.cwe !== undefined);
  return {
    matches: pairs.length,
    meanOverlap: mean(fits.map(({ overlap }) => overlap)),
    meanGap: mean(fits.map(({ gap }) => gap)),
    category: share(named, ({ bug, finding }) => hasCategoryAgreement(finding, bug)),
    cwe: share(numbered, ({ bug, finding }) => bug.cwe === finding.cwe),
  };
}

/** Jaccard index of two stretches of lines. */
function overlapOf(a: Lines, b: Lines): number {
  const common = Math.max(0, Math.min(a.endLine, b.endLine) - Math.max(a.startLine, b.startLine) + 1);
  return common / (lineCount(a) + lineCount(b) - common);
}

function share<T>(items: readonly T[], isHit: (item: T) => boolean): z.infer<typeof shareSchema> {
  const hits = items.filter(isHit).length;
  return { value: items.length === 0 ? null : hits / items.length, hits, n: items.length };
}
