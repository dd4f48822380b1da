import type { Finding } from '@bebug/core';
import { z } from 'zod';
import { acceptedRegions } from './accepted-regions.ts';
import { hasCategoryAgreement } from './agreement.ts';
import { gapBetween, lineCount, type Lines } from './lines.ts';
import { mean } from './mean.ts';
import type { ScoredBug } from './scored-bug.ts';

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

/** How one finding points at the bug that it found. */
export interface Pointer {
  readonly overlap: number;
  readonly gap: number;
  /** Whether it names the kind rightly; `null` where it names none. */
  readonly isKindRight: boolean | null;
  /** Whether its CWE is the bug's; `null` where one of them has none. */
  readonly isCweRight: boolean | null;
}

export function pointerOf(bug: ScoredBug, finding: Finding, maxSpan: number): Pointer {
  const fit = acceptedRegions(bug, maxSpan)
    .map((region) => ({ overlap: overlapOf(finding, region), gap: gapBetween(finding, region) }))
    .reduce((best, next) =>
      next.overlap > best.overlap || (next.overlap === best.overlap && next.gap < best.gap) ? next : best,
    );
  const isNamed = finding.category !== undefined || finding.cwe !== undefined;
  return {
    ...fit,
    isKindRight: isNamed ? hasCategoryAgreement(finding, bug) : null,
    isCweRight: bug.cwe !== null && finding.cwe !== undefined ? bug.cwe === finding.cwe : null,
  };
}

export function pointingOf(pointers: readonly Pointer[]): Pointing {
  return {
    matches: pointers.length,
    meanOverlap: mean(pointers.map(({ overlap }) => overlap)),
    meanGap: mean(pointers.map(({ gap }) => gap)),
    category: share(pointers.flatMap(({ isKindRight }) => isKindRight ?? [])),
    cwe: share(pointers.flatMap(({ isCweRight }) => isCweRight ?? [])),
  };
}

/** Jaccard index of two stretches of lines. */
function overlapOf(a: Lines, b: Lines): number {
  const common = Math.max(0, Math.min(a.endLine, b.endLine) - Math.max(a.startLine, b.startLine) + 1);
  return common / (lineCount(a) + lineCount(b) - common);
}

function share(answers: readonly boolean[]): z.infer<typeof shareSchema> {
  const hits = answers.filter(Boolean).length;
  return { value: answers.length === 0 ? null : hits / answers.length, hits, n: answers.length };
}
