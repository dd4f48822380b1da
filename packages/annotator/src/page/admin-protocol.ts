import type { Leftover } from '../store/adjudication.ts';
import type { Overview } from '../store/overview.ts';
import type { Agreement } from '../store/ratings.ts';
import type { Verdict } from '../vocabulary.ts';
import type { StoredTask } from '../study/material.ts';

/** `GET /api/admin/overview`: for the owner of the study alone. */
export interface AdminView extends Overview {
  readonly isFrozen: boolean;
  readonly agreement: Agreement;
  /** Findings that met no planted bug, in the order of the queue. */
  readonly adjudications: readonly AdjudicationLine[];
}

/** One finding of the queue; nothing says whose it is. */
export interface AdjudicationLine {
  /** `src/a.ts:3–5` */
  readonly place: string;
  readonly explanation: string;
  /** What both judges say; `null` while they do not, or differ. */
  readonly verdict: Verdict | null;
  readonly said: readonly { readonly judge: string; readonly verdict: Verdict; readonly reason: string }[];
}

/** `POST /api/admin/invite`: shown once, the store keeps hashes only. */
export interface InviteView {
  readonly name: string;
  /** Path and fragment of the personal link. */
  readonly link: string;
}

/** `GET /api/leftovers`, and the answer to a verdict. */
export interface LeftoverView {
  /** Findings that wait for this person, the one that is shown included. */
  readonly left: number;
  readonly finding:
    | (Omit<Leftover, 'task'> & {
        readonly id: string;
        readonly language: StoredTask['language'];
        /** All files of the task. */
        readonly texts: StoredTask['texts'];
        /** What else was found in this task: one of them may be the same. */
        readonly others: readonly Omit<Leftover, 'task'>[];
      })
    | null;
}
