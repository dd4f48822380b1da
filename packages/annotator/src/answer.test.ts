import { expect, test } from 'vitest';
import type { Deed, Draft } from './acts.ts';
import { answerOf, emptyDraft, obstacleTo } from './answer.ts';

const EMPTY = emptyDraft({ file: 'a.ts', startLine: 1, endLine: 1 });
const FULL: Draft = { ...EMPTY, category: 'async', confidence: 2, explanation: 'why' };
const answer = (...deeds: Deed[]) => answerOf(deeds.map((deed) => ({ deed })));
const edit = (finding: string, draft: Draft): Deed => ({ kind: 'edit', finding, draft });

const choose = (choice: 'A' | 'B' | 'none', confidence: 1 | 3 | null, why: string): Deed => ({
  kind: 'choose',
  draft: { choice, confidence, why },
});

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
  const sentence = obstacleTo(answer(...deeds), { kind: 'file', files: [] })?.sentence ?? null;
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

test.for<[string, Deed[], string | null]>([
  ['nothing was said', [], 'Choose the best implementation'],
  ['a choice stands alone', [choose('A', null, '')], 'Your choice still needs how sure you are and why.'],
  ['a reason is missing', [choose('A', 3, ' ')], 'Your choice still needs why.'],
  ['no difference was seen, and why', [choose('none', 1, 'They are alike.')], null],
  ['a later choice takes the reason away', [choose('A', 3, 'x'), choose('B', 3, '')], 'still needs why'],
])('of a comparison, when %s, the obstacle to a submit is told', ([, deeds, expected]) => {
  const sentence = obstacleTo(answer(...deeds), { kind: 'comparison', files: [] })?.sentence ?? null;
  if (expected === null) expect(sentence).toBeNull();
  else expect(sentence).toContain(expected);
});

const judge = (candidate: 'A' | 'B', isRight: boolean | null, confidence: 2 | null = 2, why = ''): Deed => ({
  kind: 'judge',
  candidate,
  draft: { isRight, confidence, why },
});

test.for<[string, Deed[], string | null]>([
  ['nothing was said', [], 'Solution A still needs whether it is right and how sure you are.'],
  ['one is left', [judge('A', true)], 'Solution B still needs whether'],
  [
    'a wrong one has no reason',
    [judge('A', true), judge('B', false)],
    'Solution B still needs why it is wrong.',
  ],
  ['all is said', [judge('A', true), judge('B', false, 2, 'It stops early.')], null],
])('of solutions, when %s, the obstacle to a submit is told', ([, deeds, expected]) => {
  const task = { kind: 'problem', files: ['A/a.ts', 'B/a.ts'] } as const;
  const sentence = obstacleTo(answer(...deeds), task)?.sentence ?? null;
  if (expected === null) expect(sentence).toBeNull();
  else expect(sentence).toContain(expected);
});
