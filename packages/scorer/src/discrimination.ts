import type { Response, Task } from '@bebug/core';
import { z } from 'zod';
import { attemptsOf, type Attempts } from './attempts.ts';
import { proportionOf, type Sampling } from './estimates.ts';
import type { KnownPlace } from './known-place.ts';
import { placementOf } from './placement.ts';
import { proportionSchema } from './proportion.ts';
import type { ScoredBug } from './scored-bug.ts';
import { isAllowed, type MatchOptions } from './strictness.ts';

const count = z.int().nonnegative();

/** What a run says of bugs beside what the same detector says of the clean twins of their tasks, at the headline strictness. */
export const discriminationSchema = z.strictObject({
  /** Bugs that were found with nothing reported in their place on the twin, of those whose task and twin were both attempted. */
  rate: proportionSchema,
  /** Bugs that were found, and whose place is reported on the twin as well. */
  foundOnTwin: count,
  /** Bugs that were found, and whose twin brought no answer: silence of this kind clears nothing. */
  twinUnanswered: count,
  /** Bugs of attempted tasks whose twin was not attempted: they are in no figure here. */
  notCovered: count,
});
export type DiscriminationScore = z.infer<typeof discriminationSchema>;

/**
 * Whether a detector tells a bug from the code without it. The place of a bug is reported on the twin when the finding there, carried over to
 * the file with the bug, would have found it. A run on the twins adds to this figure alone: recall is what it is without one.
 */
export class Discrimination {
  readonly #twins: Attempts;
  readonly #options: MatchOptions & Sampling;
  readonly #onTwin = new Set<string>();
  #louderControls = 0;

  constructor(tasks: readonly Task[], responses: readonly Response[], options: MatchOptions & Sampling) {
    this.#twins = attemptsOf(tasks, responses);
    this.#options = options;
  }

  /** Clean controls on which the run alarms and the run on the twins says nothing, although the files are the same. */
  get louderControls(): number {
    return this.#louderControls;
  }

  /** Bugs of some tasks, and what is reported on clean code of these. */
  note(bugs: readonly ScoredBug[], places: readonly KnownPlace[]): void {
    const { strictness } = this.#options;
    for (const bug of bugs) {
      const isReported = places.some(
        (lines) =>
          lines.source === 'clean-twin' &&
          lines.task === bug.task &&
          lines.file === bug.file &&
          isAllowed(placementOf(lines, bug, this.#options).place, strictness),
      );
      if (isReported) this.#onTwin.add(bug.id);
    }
  }

  /** A control on which the run alarms; `isQuiet`: the run on the twins reports nothing there. */
  noteControl(task: string, isQuiet: boolean): void {
    if (isQuiet && this.#twins.isAnswered(task)) this.#louderControls++;
  }

  /** `null`: the bug is in no figure, because its task or the twin was not attempted. */
  isDiscriminated(bug: ScoredBug, isFound: boolean): boolean | null {
    if (!this.#twins.isAttempted(bug.task)) return null;
    return isFound && this.#twins.isAnswered(bug.task) && !this.#onTwin.has(bug.id);
  }

  /** Over bugs of tasks that the run attempted. */
  finish(
    attempted: readonly ScoredBug[],
    isFound: (bug: string) => boolean,
    clusterOf: (task: string) => string,
  ): DiscriminationScore {
    const covered = attempted.filter(({ task }) => this.#twins.isAttempted(task));
    const found = covered.filter(({ id }) => isFound(id));
    return {
      rate: proportionOf(
        covered.map((bug) => ({
          cluster: clusterOf(bug.task),
          success: this.isDiscriminated(bug, isFound(bug.id)) === true,
        })),
        this.#options,
        'discrimination',
      ),
      foundOnTwin: found.filter(({ id }) => this.#onTwin.has(id)).length,
      twinUnanswered: found.filter(({ id, task }) => !this.#onTwin.has(id) && !this.#twins.isAnswered(task))
        .length,
      notCovered: attempted.length - covered.length,
    };
  }
}
