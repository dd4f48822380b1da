import type { Draft } from '../acts.ts';
import { storedTaskSchema, type StoredTask } from '../study/material.ts';
import { CLEAN_TASK } from './clean-task.ts';
import { OFF_BY_ONE_TASK } from './off-by-one-task.ts';

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
export function practiceTasks(): { readonly id: string; readonly task: StoredTask }[] {
  return PRACTICE.map(({ id, path, text }) => ({
    id,
    task: storedTaskSchema.parse({
      kind: 'file',
      language: 'typescript',
      files: [path],
      context: [],
      before: {},
      lines: text.trimEnd().split('\n').length,
      texts: { [path]: text },
    }),
  }));
}

/** The answer to a practice task, and how an answer compares with it. */
export interface Feedback {
  readonly isRight: boolean;
  readonly explanation: string;
  readonly bug: PracticeTask['bug'];
}

/** What a person is told after a practice task. */
export function feedbackOn(practice: string, findings: readonly Draft[]): Feedback {
  const { bug, explanation } = PRACTICE.find(({ id }) => id === practice)!;
  const isRight =
    bug === null
      ? findings.length === 0
      : findings.some(({ place }) => place.startLine <= bug.endLine && place.endLine >= bug.startLine);
  return { isRight, explanation, bug };
}
