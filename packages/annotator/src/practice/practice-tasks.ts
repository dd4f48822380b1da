import type { Label } from '@bebug/core';
import type { Draft } from '../acts.ts';
import type { Answer } from '../answer.ts';
import { storedTaskSchema, type StoredTask } from '../study/material.ts';
import type { StudyKind } from '../study/study-kind.ts';
import { CLEAN_TASK } from './clean-task.ts';
import { OFF_BY_ONE_TASK } from './off-by-one-task.ts';
import { PRACTICE_COMPARISON } from './practice-comparison.ts';
import { PRACTICE_PROBLEM } from './practice-problem.ts';

/** A task whose answer may be told afterwards: it shows how the page works, and is not scored. */
export interface PracticeTask {
  readonly id: string;
  readonly path: string;
  readonly text: string;
  /** What is wrong; `null` when nothing is. */
  readonly bug: {
    readonly startLine: number;
    readonly endLine: number;
    readonly category: Draft['category'];
  } | null;
  /** Said after the submit. */
  readonly explanation: string;
}

const PRACTICE: readonly PracticeTask[] = [OFF_BY_ONE_TASK, CLEAN_TASK];

/** Practice tasks as the store keeps them: without their answers. */
export function practiceTasks(kind: StudyKind): { readonly id: string; readonly task: StoredTask }[] {
  switch (kind) {
    case 'bugs':
      return PRACTICE.map(({ id, path, text }) => ({ id, task: storedTask('file', { [path]: text }) }));
    case 'comparisons': {
      const { id, path, candidates } = PRACTICE_COMPARISON;
      const texts = Object.entries(candidates).map(([label, text]) => [`${label}/${path}`, text]);
      return [{ id, task: storedTask('comparison', Object.fromEntries(texts) as Record<string, string>) }];
    }
    case 'problems': {
      const { id, path, candidates, specification, tests } = PRACTICE_PROBLEM;
      const texts = new Map(Object.entries(candidates).map(([label, text]) => [`${label}/${path}`, text]));
      const about = { 'shared/specification.d.ts': specification, [`shared/${tests.path}`]: tests.text };
      return [{ id, task: storedTask('problem', Object.fromEntries(texts), about) }];
    }
  }
}

function storedTask(
  kind: StoredTask['kind'],
  texts: Readonly<Record<string, string>>,
  context: Readonly<Record<string, string>> = {},
): StoredTask {
  return storedTaskSchema.parse({
    kind,
    language: 'typescript',
    files: Object.keys(texts),
    context: Object.keys(context),
    before: {},
    lines: Object.values(texts).reduce((sum, text) => sum + text.trimEnd().split('\n').length, 0),
    texts: { ...texts, ...context },
  });
}

/** The answer to a practice task, and how an answer compares with it. */
export interface Feedback {
  readonly isRight: boolean;
  readonly explanation: string;
  readonly bug: PracticeTask['bug'];
}

/** What a person is told after a practice task. */
export function feedbackOn(practice: string, answer: Answer): Feedback {
  if (practice === PRACTICE_COMPARISON.id) {
    const { best, explanation } = PRACTICE_COMPARISON;
    return { isRight: answer.choice.choice === best, explanation, bug: null };
  }
  if (practice === PRACTICE_PROBLEM.id) {
    const { candidates, right, explanation } = PRACTICE_PROBLEM;
    const isRight = Object.keys(candidates).every(
      (label) => answer.judgements[label as Label]?.isRight === (label === right),
    );
    return { isRight, explanation, bug: null };
  }
  const { bug, explanation } = PRACTICE.find(({ id }) => id === practice)!;
  const { findings } = answer;
  const isRight =
    bug === null
      ? findings.length === 0
      : findings.some(
          ({ draft: { place } }) => place.startLine <= bug.endLine && place.endLine >= bug.startLine,
        );
  return { isRight, explanation, bug };
}
