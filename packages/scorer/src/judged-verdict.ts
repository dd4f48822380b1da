import type { Adjudication, Finding } from '@bebug/core';
import { isDefect, type JudgedPlace, type KnownPlace } from './known-place.ts';
import { formatLines, gapBetween } from './lines.ts';
import type { Verdict } from './verdict.ts';

/**
 * What people said of a finding that met no planted bug; `null` where they said nothing. A defect is one for every finding that points at its
 * lines; that something is false, or said twice, holds for the very finding that was judged.
 */
export function judgedVerdict(finding: Finding, known: readonly KnownPlace[]): Verdict | null {
  const here = known.filter(
    (place): place is JudgedPlace => place.source === 'adjudicated' && gapBetween(place, finding) === 0,
  );
  const own = here.find(({ verdict, ...place }) => verdict != null && isAbout(place, finding));
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

/** The same lines, and the same words where they are told. */
function isAbout(judged: Omit<Adjudication, 'verdict'>, finding: Finding): boolean {
  return (
    judged.startLine === finding.startLine &&
    judged.endLine === finding.endLine &&
    (judged.category === undefined || judged.category === finding.category) &&
    (judged.explanation === undefined || judged.explanation === finding.explanation)
  );
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
