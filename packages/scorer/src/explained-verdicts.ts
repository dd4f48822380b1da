import type { Finding } from '@bebug/core';
import type { PlacedBug } from './accepted-regions.ts';
import { judgedVerdict } from './judged-verdict.ts';
import type { KnownPlace } from './known-place.ts';
import { formatLines, gapBetween } from './lines.ts';
import type { Pair } from './pair.ts';
import type { MatchOptions, Place, Strictness } from './strictness.ts';
import type { Verdict } from './verdict.ts';

const WHERE: Record<Place, (gap: number) => string> = {
  exact: () => 'exactly where it is',
  'shared-line': () => 'on a line of it',
  near: (gap) => `${gap} ${gap === 1 ? 'line' : 'lines'} from it`,
  function: () => 'in its function',
  file: () => 'in its file',
};

export function explainMatch(finding: Finding, bug: PlacedBug, pair: Pair): Verdict {
  const agreed = pair.agrees ? ', and names its kind' : '';
  return {
    verdict: 'match',
    bug: bug.id,
    place: pair.place,
    weight: pair.weight,
    isFalseAlarm: false,
    isOpen: false,
    text: `Found ${bug.id} (${bug.title}): ${formatLines(finding)} is ${WHERE[pair.place](pair.gap)}${agreed}.`,
  };
}

export function explainLeftover(
  finding: Finding,
  candidates: readonly { readonly bug: PlacedBug; readonly pair: Pair }[],
  known: readonly KnownPlace[],
  { strictness, maxSpan }: Pick<MatchOptions, 'strictness' | 'maxSpan'>,
): Verdict {
  const nothing = { bug: null, place: null, weight: null };
  const nearest = candidates.reduce<(typeof candidates)[number] | undefined>(
    (best, next) => (best === undefined || next.pair.weight > best.pair.weight ? next : best),
    undefined,
  );
  if (nearest !== undefined && nearest.pair.weight > -Infinity) {
    const { bug, pair } = nearest;
    const text = `Duplicate of ${bug.id}, found by another finding: ${formatLines(finding)} is ${WHERE[pair.place](pair.gap)}.`;
    return {
      verdict: 'duplicate',
      bug: bug.id,
      place: pair.place,
      weight: pair.weight,
      isFalseAlarm: false,
      isOpen: false,
      text,
    };
  }
  const judged = judgedVerdict(finding, known, maxSpan);
  if (judged !== null) return judged;
  if (known.some((place) => place.source === 'clean-twin' && gapBetween(place, finding) === 0)) {
    const text = `Known: also reported on the clean twin of this file at ${formatLines(finding)}; a false alarm until somebody confirms it.`;
    return { verdict: 'known', ...nothing, isFalseAlarm: true, isOpen: true, text };
  }
  return {
    verdict: 'false-positive',
    ...nothing,
    isFalseAlarm: true,
    isOpen: true,
    text: whyNot(finding, candidates, strictness),
  };
}

function whyNot(
  finding: Finding,
  candidates: readonly { readonly pair: Pair }[],
  strictness: Strictness,
): string {
  const lines = formatLines(finding);
  if (candidates.length === 0) return `False positive: no bug in this file (${lines}).`;
  const gap = Math.min(...candidates.map(({ pair }) => pair.gap));
  const why = gap === 0 ? 'too wide to point at the bug in it' : `${gap} lines from the nearest bug`;
  return `False positive: ${lines}, ${why}, earns nothing at ${strictness} level.`;
}
