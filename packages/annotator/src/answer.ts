import type { Act, Draft, Place } from './acts.ts';

/** A finding that stands, with the reading at which its place was marked. */
export interface StandingFinding {
  readonly id: string;
  readonly draft: Draft;
}

/** What a person says of one task, as far as the log goes. */
export interface Answer {
  /** In the order in which they were made. */
  readonly findings: readonly StandingFinding[];
  readonly claimsNoBug: boolean;
  readonly isSubmitted: boolean;
  readonly note: string;
}

export const NO_ANSWER: Answer = { findings: [], claimsNoBug: false, isSubmitted: false, note: '' };

/** A finding of which no more is known than where it is. */
export function emptyDraft(place: Place): Draft {
  return {
    place,
    category: null,
    cwe: null,
    severity: null,
    confidence: null,
    explanation: '',
    trigger: '',
    fix: '',
  };
}

/** The answer after one more act. */
export function afterAct(answer: Answer, { deed }: Pick<Act, 'deed'>): Answer {
  switch (deed.kind) {
    case 'edit': {
      const { finding: id, draft } = deed;
      const isNew = !answer.findings.some((finding) => finding.id === id);
      const findings = isNew
        ? [...answer.findings, { id, draft }]
        : answer.findings.map((finding) => (finding.id === id ? { id, draft } : finding));
      return { ...answer, findings, claimsNoBug: false };
    }
    case 'remove':
      return { ...answer, findings: answer.findings.filter(({ id }) => id !== deed.finding) };
    case 'no-bug':
      return { ...answer, claimsNoBug: deed.isClaimed };
    case 'note':
      return { ...answer, note: deed.text };
    case 'submit':
      return { ...answer, isSubmitted: true };
    case 'reopen':
      return { ...answer, isSubmitted: false };
    default:
      return answer;
  }
}

/** The answer that a log amounts to; page and server ask the same function. */
export function answerOf(acts: readonly Pick<Act, 'deed'>[]): Answer {
  return acts.reduce(afterAct, NO_ANSWER);
}

/** Why an answer cannot be submitted yet, in one sentence, and the finding that it is about; `null` when it can. */
export function obstacleTo(answer: Answer): { readonly sentence: string; readonly finding?: string } | null {
  if (answer.findings.length === 0) {
    return answer.claimsNoBug
      ? null
      : { sentence: 'Mark what is wrong, or say that you find no bug here (key 0).' };
  }
  for (const [index, { id, draft }] of answer.findings.entries()) {
    const missing = [
      ...(draft.category === null ? ['a category'] : []),
      ...(draft.confidence === null ? ['how sure you are'] : []),
      ...(draft.explanation.trim() === '' ? ['what is wrong'] : []),
    ];
    if (missing.length > 0)
      return { sentence: `Finding ${index + 1} still needs ${missing.join(' and ')}.`, finding: id };
  }
  return null;
}
