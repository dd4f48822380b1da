import { expect, test } from 'vitest';
import type { Deed, Draft } from './acts.ts';
import { answerOf, emptyDraft, obstacleTo } from './answer.ts';

const EMPTY = emptyDraft({ file: 'a.ts', startLine: 1, endLine: 1 });
const FULL: Draft = { ...EMPTY, category: 'async', confidence: 2, explanation: 'why' };
const answer = (...deeds: Deed[]) => answerOf(deeds.map((deed) => ({ deed })));
const edit = (finding: string, draft: Draft): Deed => ({ kind: 'edit', finding, draft });

test.for<[string, Deed[], string | null]>([
  ['nothing was said', [], 'Mark what is wrong, or say that you find no bug here (key 0).'],
  ['no bug is claimed', [{ kind: 'no-bug', isClaimed: true }], null],
  [
    'the claim was taken back',
    [
      { kind: 'no-bug', isClaimed: true },
      { kind: 'no-bug', isClaimed: false },
    ],
    'Mark what',
  ],
  [
    'a finding supersedes the claim',
    [{ kind: 'no-bug', isClaimed: true }, edit('f', EMPTY)],
    'Finding 1 still needs a category',
  ],
  [
    'a finding lacks everything',
    [edit('f', EMPTY)],
    'Finding 1 still needs a category and how sure you are and what is wrong.',
  ],
  ['a later edit completes it', [edit('f', EMPTY), edit('f', FULL)], null],
  ['the second one is not done', [edit('f', FULL), edit('g', EMPTY)], 'Finding 2 still'],
  [
    'what was not done is removed',
    [edit('f', FULL), edit('g', EMPTY), { kind: 'remove', finding: 'g' }],
    null,
  ],
])('when %s, the obstacle to a submit is told', ([, deeds, expected]) => {
  const sentence = obstacleTo(answer(...deeds))?.sentence ?? null;
  if (expected === null) expect(sentence).toBeNull();
  else expect(sentence).toContain(expected);
});

test('findings keep their order through edits, and a reopened task is not submitted', () => {
  const { findings, isSubmitted } = answer(
    edit('f', EMPTY),
    edit('g', EMPTY),
    edit('f', FULL),
    { kind: 'submit' },
    { kind: 'reopen' },
  );
  expect(findings.map(({ id, draft }) => [id, draft.category])).toEqual([
    ['f', 'async'],
    ['g', null],
  ]);
  expect(isSubmitted).toBe(false);
});
