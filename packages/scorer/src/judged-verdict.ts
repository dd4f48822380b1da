import type { Finding } from '@bebug/core';
import { isAbout, isDefect, pointsAt, type JudgedPlace, type KnownPlace } from './known-place.ts';
import { formatLines } from './lines.ts';
import type { Verdict } from './verdict.ts';

/**
 * What people said of a finding that met no planted bug; `null` where they said nothing. A defect is one for every finding that points at its
 * lines with at most `maxSpan` of them; that something is false, or said twice, holds for the very finding that was judged.
 */
export function judgedVerdict(
  finding: Finding,
  known: readonly KnownPlace[],
  maxSpan: number,
): Verdict | null {
  const here = known.filter(
    (place): place is JudgedPlace => place.source === 'adjudicated' && pointsAt(finding, place, maxSpan),
  );
  const own = here.find((place) => place.verdict != null && isAbout(place, finding));
  const lines = formatLines(finding);
  if (own?.verdict === 'false') return falsePositive(`${lines} was looked into, and the code is right`);
  if (own?.verdict === 'duplicate') {
    // Saying again what is false makes it no better.
    const isFalse = here.some(({ verdict }) => verdict === 'false') && !here.some(isDefect);
    if (isFalse) return falsePositive(`${lines} says what another finding says, and the code is right`);
    return neither('duplicate', `Duplicate: ${lines} says what another finding says, so it was judged`);
  }
  const [defect] = here.filter(isDefect).sort((a, b) => Number(isValid(b)) - Number(isValid(a)));
  if (defect === undefined) return null;
  return isValid(defect)
    ? neither('valid', `Valid: judged to be a defect of the clean code at ${lines}`)
    : neither('known', `Known: a confirmed defect of the clean code at ${lines}`);
}

function isValid({ verdict }: JudgedPlace): boolean {
  return verdict === 'valid';
}

const NOTHING = { bug: null, place: null, weight: null, isOpen: false } as const;

function falsePositive(why: string): Verdict {
  return { verdict: 'false-positive', ...NOTHING, isFalseAlarm: true, text: `False positive: ${why}.` };
}

function neither(verdict: Verdict['verdict'], text: string): Verdict {
  return { verdict, ...NOTHING, isFalseAlarm: false, text: `${text}; counts neither way.` };
}
