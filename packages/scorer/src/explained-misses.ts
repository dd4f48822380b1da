import { groupBy, type Finding } from '@bebug/core';
import { formatLines } from './lines.ts';
import { placementOf } from './placement.ts';
import type { ScoredBug } from './scored-bug.ts';
import type { MatchOptions } from './strictness.ts';
import type { Verdict } from './verdict.ts';

/** For a bug that nobody found, what came nearest and what it missed by. */
export function missExplainer(
  findings: readonly { readonly finding: Finding; readonly index: number }[],
  verdicts: readonly Verdict[],
  options: MatchOptions,
): (bug: ScoredBug) => string {
  const indexed = findings.flatMap((one, place) =>
    verdicts[place]!.verdict === 'invalid' ? [] : [{ ...one, verdict: verdicts[place]! }],
  );
  const at = groupBy(indexed, ({ finding }) => `${finding.task}\n${finding.file}`);
  return (bug) => {
    const missed = `Missed at ${options.strictness} level`;
    const nearest = (at.get(`${bug.task}\n${bug.file}`) ?? [])
      .map((one) => ({ ...one, ...placementOf(one.finding, bug, options) }))
      .reduce<(Near & { finding: Finding; verdict: Verdict }) | null>(
        (best, next) => (best === null || isNearer(next, best) ? next : best),
        null,
      );
    if (nearest === null) return `${missed}: nothing was reported in its file.`;
    const { finding, index, gap, place } = nearest;
    const { verdict, bug: other } = nearest.verdict;
    const where = `the nearest finding (no. ${index}, ${formatLines(finding)})`;
    if (verdict === 'match') return `${missed}: ${where} found ${other!}, and counts once.`;
    if (gap === 0) return `${missed}: ${where} covers it, but spans more than ${options.maxSpan} lines.`;
    const inside = place === 'function' ? ', in its function' : '';
    return `${missed}: ${where} is ${gap} ${gap === 1 ? 'line' : 'lines'} away${inside}.`;
  };
}

interface Near {
  readonly index: number;
  readonly gap: number;
  readonly distance: number;
  readonly place: string;
}

function isNearer(a: Near, b: Near): boolean {
  return (
    a.gap < b.gap ||
    (a.gap === b.gap && (a.distance < b.distance || (a.distance === b.distance && a.index < b.index)))
  );
}
