import type { Digests } from './digests.ts';
import type { Store } from './open-store.ts';
import type { Study } from './study.ts';

/** What people said of the same things: 1 for "something is wrong here", 0 for "nothing is", `null` for no answer. */
export interface Ratings {
  /** One a task that anybody submitted: the raters' verdicts on the task as a whole. */
  readonly tasks: readonly RatedTask[];
}

interface RatedTask {
  readonly task: string;
  /** By rater, in one order for all tasks. */
  readonly verdicts: readonly (0 | 1 | null)[];
  /** By line under review that is not blank, then by rater: whether a finding covers it. */
  readonly lines: readonly (readonly (0 | 1 | null)[])[];
}

/** Krippendorff's α with a 95 % interval; `null` where it cannot be told. */
export interface AlphaEstimate {
  readonly alpha: number | null;
  readonly low: number | null;
  readonly high: number | null;
}

/** How far people agree. */
export interface Agreement {
  readonly raters: number;
  /** Tasks that two people or more have submitted. */
  readonly tasks: number;
  /** On whether a task holds a bug. */
  readonly verdict: AlphaEstimate;
  /** On where it is. */
  readonly place: AlphaEstimate;
}

/** Ratings of everybody who submitted something, practice left out. */
export async function readRatings(store: Store, study: Study, digests: Digests): Promise<Ratings> {
  const rows = await store
    .selectFrom('assignments')
    .select(['id', 'person', 'task'])
    .where('is_submitted', '=', 1)
    .orderBy('person')
    .execute();
  const scored = rows.filter(({ task }) => study.tasks.has(task));
  const raters = [...new Set(scored.map(({ person }) => person))];
  const tasks: RatedTask[] = [];
  for (const [task, { files, texts }] of study.tasks) {
    const marked = new Map<string, (file: string, line: number) => boolean>();
    for (const { id, person } of scored.filter((row) => row.task === task)) {
      const { findings } = digests.get(id)!.answer;
      marked.set(person, (file, line) =>
        findings.some(
          ({ draft: { place } }) => place.file === file && place.startLine <= line && line <= place.endLine,
        ),
      );
    }
    if (marked.size === 0) continue;
    const lines = files.flatMap((file) =>
      texts[file]!.split('\n').flatMap((text, index) =>
        text.trim() === ''
          ? []
          : [raters.map((rater) => (marked.has(rater) ? bit(marked.get(rater)!(file, index + 1)) : null))],
      ),
    );
    const verdicts = raters.map((rater, at) =>
      marked.has(rater) ? bit(lines.some((line) => line[at] === 1)) : null,
    );
    tasks.push({ task, verdicts, lines });
  }
  return { tasks };
}

function bit(value: boolean): 0 | 1 {
  return value ? 1 : 0;
}
