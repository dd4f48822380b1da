import type { Act } from '../acts.ts';
import type { Feedback } from '../practice/practice-tasks.ts';
import type { StoredTask } from '../study/material.ts';
import type { StudyKind } from '../study/study-kind.ts';

/** What server and page say to each other; an annotator's page never receives anything else. */

/** `GET /api/session` */
export interface SessionView {
  /** Tells the queues of two people on one device apart. */
  readonly person: string;
  readonly name: string;
  readonly role: 'annotator' | 'admin' | 'adjudicator';
  /** What the study asks. */
  readonly kind: StudyKind;
  /** Tasks that count, as far as is known: with `perTask` there may be fewer. */
  readonly total: number;
  /** Minutes of active time for the whole sitting; `null`: no limit. */
  readonly minutes: number | null;
  /** Active time that the store knows of, milliseconds. */
  readonly activeMs: number;
  readonly isFrozen: boolean;
  /** Other people hold tasks that come to this person, should their leases run out. */
  readonly mayGetMore: boolean;
  /** The truth was opened to this person: `/debrief` says where they differed from it. */
  readonly hasDebrief: boolean;
}

/** One line of `POST /api/tasks`, which also deals what is due. */
export interface TaskLine {
  readonly id: string;
  /** From 1, among practice tasks or among those that count. */
  readonly number: number;
  readonly isPractice: boolean;
  readonly isSubmitted: boolean;
}

/** `GET /api/tasks/ID` */
export interface TaskView {
  readonly id: string;
  readonly task: StoredTask;
  /** The person's own log of this task. */
  readonly acts: readonly Pick<Act, 'id' | 'page' | 'at' | 'deed'>[];
}

/** `POST /api/acts` */
export interface Receipt {
  /** The highest sequence of this client up to which everything is durable. */
  readonly durable: number;
}

/** `GET /api/tasks/ID/feedback` */
export type FeedbackView = Feedback;

/** Any refusal. */
export interface Trouble {
  readonly error: string;
  /** Of a log that went apart from the one that is stored (409): ids of acts that are stored as they were sent. */
  readonly stored?: readonly string[];
}
