import type { Label } from '@bebug/core';
import type { Act, ChoiceDraft, Draft, JudgementDraft, Place } from './acts.ts';
import type { StoredTask } from './study/material.ts';
import { labelOf } from './study/project-path.ts';

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
  /** Of implementations to be compared. */
  readonly choice: ChoiceDraft;
  /** Of solutions to be judged: what was said of each so far. */
  readonly judgements: Readonly<Partial<Record<Label, JudgementDraft>>>;
  readonly isSubmitted: boolean;
  readonly note: string;
}

export const NO_JUDGEMENT: JudgementDraft = { isRight: null, confidence: null, why: '' };

export const NO_ANSWER: Answer = {
  findings: [],
  claimsNoBug: false,
  choice: { choice: null, confidence: null, why: '' },
  judgements: {},
  isSubmitted: false,
  note: '',
};

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
    case 'choose':
      return { ...answer, choice: deed.draft };
    case 'judge':
      return { ...answer, judgements: { ...answer.judgements, [deed.candidate]: deed.draft } };
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

/** Why an answer cannot be submitted yet. */
export interface Obstacle {
  readonly sentence: string;
  /** The finding that it is about. */
  readonly finding?: string;
  /** The solution that it is about. */
  readonly candidate?: Label;
}

/** Why an answer to a task cannot be submitted yet; `null` when it can. */
export function obstacleTo(
  answer: Answer,
  { kind, files }: { readonly kind: StoredTask['kind']; readonly files: readonly string[] },
): Obstacle | null {
  switch (kind) {
    case 'comparison':
      return obstacleToChoice(answer.choice);
    case 'problem':
      return obstacleToJudgements(answer, files.map(labelOf));
    default:
      return obstacleToFindings(answer);
  }
}

function obstacleToChoice({ choice, confidence, why }: ChoiceDraft): Obstacle | null {
  if (choice === null)
    return { sentence: 'Choose the best implementation, or say that you see no difference (key 0).' };
  return incomplete('Your choice', [
    ...(confidence === null ? ['how sure you are'] : []),
    ...(why.trim() === '' ? ['why'] : []),
  ]);
}

/** What is right needs no reason. */
function obstacleToJudgements({ judgements }: Answer, labels: readonly Label[]): Obstacle | null {
  for (const label of labels) {
    const { isRight, confidence, why } = judgements[label] ?? NO_JUDGEMENT;
    const obstacle = incomplete(`Solution ${label}`, [
      ...(isRight === null ? ['whether it is right'] : []),
      ...(confidence === null ? ['how sure you are'] : []),
      ...(isRight === false && why.trim() === '' ? ['why it is wrong'] : []),
    ]);
    if (obstacle !== null) return { ...obstacle, candidate: label };
  }
  return null;
}

function obstacleToFindings({ findings, claimsNoBug }: Answer): Obstacle | null {
  if (findings.length === 0) {
    return claimsNoBug ? null : { sentence: 'Mark what is wrong, or say that you find no bug here (key 0).' };
  }
  for (const [index, { id, draft }] of findings.entries()) {
    const obstacle = incomplete(`Finding ${index + 1}`, [
      ...(draft.category === null ? ['a category'] : []),
      ...(draft.confidence === null ? ['how sure you are'] : []),
      ...(draft.explanation.trim() === '' ? ['what is wrong'] : []),
    ]);
    if (obstacle !== null) return { ...obstacle, finding: id };
  }
  return null;
}

function incomplete(what: string, missing: readonly string[]): Obstacle | null {
  return missing.length === 0 ? null : { sentence: `${what} still needs ${missing.join(' and ')}.` };
}
