import type { Criterion, Finding } from '@bebug/core';
import type { Bug } from '@bebug/core/truth';

/** What people and models are asked about an explanation. */
export const QUESTIONS: Readonly<Record<Criterion, string>> = {
  mechanism: 'Does it say what is wrong in the code?',
  trigger: 'Does it say when the bug shows?',
  consequence: 'Does it say what then goes wrong?',
  fix: 'Would what it proposes mend it?',
};

/** A finding that found a bug, and the run that it is from: the grader is not told which. */
export interface Gradable {
  readonly runFolder: string;
  readonly detector: string;
  readonly index: number;
  readonly finding: Finding;
  readonly bug: Bug;
  /** What it proposes, in words or as a diff. */
  readonly fix: string | undefined;
}

/** Those that explain anything. */
export function toldOf(gradable: readonly Gradable[]): Gradable[] {
  return gradable.filter(({ finding }) => finding.explanation !== undefined);
}
