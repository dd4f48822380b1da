import { batch, computed, signal } from '@preact/signals';
import type { Label } from '@bebug/core';
import type { Act, ChoiceDraft, Confidence, Deed, Draft, JudgementDraft, Place } from '../../src/acts.ts';
import {
  afterAct,
  answerOf,
  emptyDraft,
  NO_ANSWER,
  NO_JUDGEMENT,
  obstacleTo,
  type Answer,
} from '../../src/answer.ts';
import type { FeedbackView, SessionView, TaskLine, TaskView } from '../../src/page/protocol.ts';
import { fileName, labelOf, projectPath } from '../../src/study/project-path.ts';
import { supersedes } from '../../src/supersedes.ts';
import { timeSpent } from '../../src/time-policy.ts';
import { ask, Rejected } from '../api.ts';
import { makeUuid } from '../uuid.ts';
import { keptText, type ActQueue } from './act-queue.ts';

export type Screen = 'instructions' | 'task' | 'feedback' | 'waiting' | 'finished';
export type Dialog = 'help' | 'files' | null;

export const READ_ONLY = 'Another tab has this task open: this one only shows it.';

/** Lines under the cursor: the end that moves, and the one that stays. */
export interface Cursor {
  readonly file: string;
  readonly anchor: number;
  readonly head: number;
}

type LoggedAct = Pick<Act, 'id' | 'page' | 'at' | 'deed'>;

interface OpenTask {
  readonly line: TaskLine;
  readonly view: TaskView;
}

/** One person's sitting: everything that the page shows, and everything that a person can do. */
export class Sitting {
  readonly session: SessionView;
  readonly queue: ActQueue;
  readonly screen = signal<Screen>('instructions');
  readonly dialog = signal<Dialog>(null);
  readonly lines = signal<readonly TaskLine[]>([]);
  readonly task = signal<OpenTask | null>(null);
  readonly acts = signal<readonly LoggedAct[]>([]);
  readonly answer = signal<Answer>(NO_ANSWER);
  readonly cursor = signal<Cursor>({ file: '', anchor: 1, head: 1 });
  readonly isExtending = signal(false);
  readonly current = signal<string | null>(null);
  readonly isPaused = signal(false);
  readonly isIdle = signal(false);
  /** Why what stands in a field is not logged yet. */
  readonly unfinished = signal<string | null>(null);
  readonly feedback = signal<FeedbackView | null>(null);
  /** Said to everybody, and by screen readers aloud. */
  readonly message = signal('');
  /** What could not be done when the wait was over, to be tried again. */
  readonly stuck = signal<(() => Promise<void>) | null>(null);
  /** Others hold tasks that may come back, now that there are none left. */
  readonly mayGetMore = signal(false);
  /** The last task that was submitted. */
  readonly lastSubmitted = signal<TaskLine | null>(null);
  readonly canUndo = computed(() => this.#undoable.value.length > 0 || this.lastSubmitted.value !== null);
  readonly #undoable = signal<readonly Deed[]>([]);
  readonly #views = new Map<string, TaskView>();
  /** Active time of tasks that were left, since this page was loaded. */
  #activeBefore = 0;
  #activeAtOpen = 0;
  /** The last act was a letter. */
  #isTyping = false;

  constructor(session: SessionView, queue: ActQueue) {
    this.session = session;
    this.queue = queue;
  }

  /** Another tab writes; this one only shows. */
  get isReadOnly(): boolean {
    return !this.queue.isWriter;
  }

  /** The place under the cursor. */
  readonly place = computed((): Place => {
    const { file, anchor, head } = this.cursor.value;
    return { file, startLine: Math.min(anchor, head), endLine: Math.max(anchor, head) };
  });

  readonly finding = computed(() => this.answer.value.findings.find(({ id }) => id === this.current.value));

  /** Get what is due and open the first task that is not done. */
  async openDue(): Promise<void> {
    await this.#deal();
    // What was submitted before this page was loaded can be opened again, too.
    this.lastSubmitted.value ??=
      this.lines.value.findLast(({ isPractice, isSubmitted }) => isSubmitted && !isPractice) ?? null;
    await this.openNext();
  }

  async #deal(): Promise<void> {
    const dealt = await ask<TaskLine[]>('POST', '/api/tasks');
    // What waits in the queue is news to the server.
    this.lines.value = dealt.map((line) => ({ ...line, isSubmitted: this.#isSubmittedHere(line) }));
    // The next task is fetched ahead, so that a lost connection does not stop the work.
    for (const { id, isSubmitted } of this.lines.value) if (!isSubmitted) await this.#viewOf(id);
  }

  #isSubmittedHere({ id, isSubmitted }: TaskLine): boolean {
    const last = this.queue
      .pending(id)
      .findLast(({ deed }) => deed.kind === 'submit' || deed.kind === 'reopen');
    return last === undefined ? isSubmitted : last.deed.kind === 'submit';
  }

  async #viewOf(id: string): Promise<TaskView> {
    const known = this.#views.get(id);
    if (known) return known;
    const view = await ask<TaskView>('GET', `/api/tasks/${id}`);
    this.#views.set(id, view);
    return view;
  }

  /** The next task to work on: when the time is over, only one that was begun before. */
  #nextLine(): TaskLine | undefined {
    return this.lines.value.find(
      ({ id, isSubmitted }) => !isSubmitted && (!this.isTimeOver() || this.#isBegun(id)),
    );
  }

  #isBegun(id: string): boolean {
    return (this.#views.get(id)?.acts.length ?? 0) + this.queue.pending(id).length > 0;
  }

  /** Go to the next task that is not done; without one, wait for the server or finish. */
  async openNext(): Promise<void> {
    const next = this.#nextLine();
    if (next) {
      await this.open(next);
      return;
    }
    this.#leave();
    await this.#whenSettled(async () => {
      await this.#deal();
      const dealt = this.#nextLine();
      if (dealt) {
        await this.open(dealt);
        return;
      }
      this.mayGetMore.value = (await ask<SessionView>('GET', '/api/session')).mayGetMore;
      this.screen.value = 'finished';
    });
  }

  /** Wait until all is durable, then do what needs that. When it fails, it can be tried again. */
  async #whenSettled(work: () => Promise<void>): Promise<void> {
    this.screen.value = 'waiting';
    this.stuck.value = null;
    this.message.value = '';
    await this.queue.settled();
    try {
      await work();
    } catch (error) {
      this.stuck.value = () => this.#whenSettled(work);
      throw error;
    }
  }

  async open(line: TaskLine): Promise<void> {
    const view = await this.#viewOf(line.id);
    this.#leave();
    const known = new Set(view.acts.map(({ id }) => id));
    const acts = [...view.acts, ...this.queue.pending(line.id).filter(({ id }) => !known.has(id))];
    const answer = answerOf(acts);
    batch(() => {
      this.task.value = { line, view };
      this.acts.value = acts;
      this.answer.value = answer;
      this.cursor.value = { file: filesOf(view.task)[0]!, anchor: 1, head: 1 };
      this.current.value = answer.findings[0]?.id ?? null;
      this.isExtending.value = false;
      this.screen.value = 'task';
    });
    this.#activeAtOpen = timeSpent(acts).active;
    this.log({ kind: 'open' });
    const files = new Set(view.task.files.map((file) => projectPath(view.task, file)));
    this.message.value = `${line.isPractice ? 'Practice task' : 'Task'} ${line.number}: ${[...files].join(', ')}, ${view.task.lines} lines.`;
  }

  #leave(): void {
    if (this.task.value === null) return;
    if (!this.task.value.line.isPractice)
      this.#activeBefore += timeSpent(this.acts.value).active - this.#activeAtOpen;
    const { line, view } = this.task.value;
    // Should it be opened again, its log goes on where it is now.
    this.#views.set(line.id, { ...view, acts: this.acts.value });
    this.task.value = null;
    this.#undoable.value = [];
  }

  /** Active time on tasks that count, milliseconds. */
  activeMs(): number {
    const here = this.task.value;
    if (here === null || here.line.isPractice) return this.session.activeMs + this.#activeBefore;
    return this.session.activeMs + this.#activeBefore + this.taskMs() - this.#activeAtOpen;
  }

  /** Whether the time that a person has for the whole sitting is used up. */
  isTimeOver(): boolean {
    const { minutes } = this.session;
    return minutes !== null && this.activeMs() >= minutes * 60_000;
  }

  /** Active time on the task at hand, milliseconds. */
  taskMs(): number {
    const acts = this.acts.value;
    const last = acts.at(-1);
    if (last === undefined) return 0;
    return timeSpent([...acts, { ...last, at: performance.now(), deed: { kind: 'focus' } }]).active;
  }

  /** Append to the log of the task at hand. */
  log(deed: Deed): void {
    const { task } = this;
    if (task.value === null || this.isReadOnly) return;
    const act = this.queue.append(task.value.line.id, deed);
    const acts = this.acts.value;
    batch(() => {
      this.acts.value = acts.at(-1)?.id === act.id ? [...acts.slice(0, -1), act] : [...acts, act];
      this.answer.value = afterAct(this.answer.value, act);
    });
  }

  /** Log an act that `inverse` takes back. */
  #logUndoable(deed: Deed, inverse: Deed): void {
    if (this.isReadOnly) return;
    this.#undoable.value = [...this.#undoable.value, inverse];
    this.#isTyping = false;
    this.log(deed);
  }

  mark(place: Place): void {
    const finding = makeUuid();
    this.log({ kind: 'mark', finding, place });
    this.#logUndoable({ kind: 'edit', finding, draft: emptyDraft(place) }, { kind: 'remove', finding });
    this.current.value = finding;
    this.isExtending.value = false;
    this.message.value = `Marked ${linesOf(place)}. Choose a category and a confidence, and say what is wrong.`;
  }

  /** Change the current finding. */
  change(change: Partial<Draft>, isTyping = false): void {
    const finding = this.finding.value;
    if (!finding) return;
    const { id, draft } = finding;
    const before: Deed = { kind: 'edit', finding: id, draft };
    this.#sayAnew({ ...before, draft: { ...draft, ...change } }, before, isTyping);
  }

  /** Change what is said of the implementations. */
  choose(change: Partial<ChoiceDraft>, isTyping = false): void {
    const draft = this.answer.value.choice;
    this.#sayAnew({ kind: 'choose', draft: { ...draft, ...change } }, { kind: 'choose', draft }, isTyping);
  }

  /** The solution that is open, where solutions are to be judged. */
  readonly candidate = computed((): Label | null => {
    const { file } = this.cursor.value;
    const isSolution = this.task.value?.view.task.files.includes(file) ?? false;
    return this.session.kind === 'problems' && isSolution ? labelOf(file) : null;
  });

  /** Change what is said of the solution that is open. @returns false when none is */
  judge(change: Partial<JudgementDraft>, isTyping = false): boolean {
    const candidate = this.candidate.value;
    if (candidate === null) return false;
    const draft = this.answer.value.judgements[candidate] ?? NO_JUDGEMENT;
    const before: Deed = { kind: 'judge', candidate, draft };
    this.#sayAnew({ ...before, draft: { ...draft, ...change } }, before, isTyping);
    return true;
  }

  /** Say how sure one is of what is at hand. @returns false when there is nothing yet to be sure of */
  beSure(confidence: Confidence): boolean {
    if (this.session.kind === 'problems') return this.judge({ confidence });
    if (this.session.kind === 'comparisons') this.choose({ confidence });
    else if (this.finding.value) this.change({ confidence });
    else return false;
    return true;
  }

  /** Log what takes the place of `before`. Typing in a row is one step of undo, however many letters it has. */
  #sayAnew(deed: Deed, before: Deed, isTyping: boolean): void {
    const last = this.#undoable.value.at(-1);
    if (isTyping && this.#isTyping && last !== undefined && supersedes(deed, last)) this.log(deed);
    else this.#logUndoable(deed, before);
    this.#isTyping = isTyping;
  }

  remove(id: string): void {
    const finding = this.answer.value.findings.find((one) => one.id === id);
    if (!finding) return;
    this.#logUndoable({ kind: 'remove', finding: id }, { kind: 'edit', finding: id, draft: finding.draft });
    this.current.value = this.answer.value.findings.at(-1)?.id ?? null;
    this.message.value = `Removed the finding on ${linesOf(finding.draft.place)}. Undo brings it back.`;
  }

  claimNoBug(isClaimed: boolean): void {
    if (isClaimed && this.answer.value.findings.length > 0) {
      this.message.value = 'You marked a finding: remove it first, if you find no bug here.';
      return;
    }
    this.#logUndoable({ kind: 'no-bug', isClaimed }, { kind: 'no-bug', isClaimed: !isClaimed });
    this.message.value = isClaimed
      ? 'You find no bug here. Submit to go on.'
      : 'You take back that there is no bug here.';
  }

  async submit(): Promise<void> {
    const here = this.task.value;
    if (here === null || this.isReadOnly || this.screen.value !== 'task') return;
    if (this.unfinished.value !== null) {
      this.message.value = this.unfinished.value;
      return;
    }
    const obstacle = obstacleTo(this.answer.value, here.view.task);
    if (obstacle !== null) {
      if (obstacle.finding !== undefined) this.current.value = obstacle.finding;
      if (obstacle.candidate !== undefined) this.#openCandidate(obstacle.candidate);
      this.message.value = obstacle.sentence;
      return;
    }
    this.log({ kind: 'submit' });
    this.#setSubmitted(here.line.id, true);
    // The answer to a practice task is told: there is nothing to go back to.
    this.lastSubmitted.value = here.line.isPractice ? null : here.line;
    if (here.line.isPractice) await this.#showFeedback(here.line);
    else await this.#goOn(here.line);
  }

  async #showFeedback(line: TaskLine): Promise<void> {
    await this.#whenSettled(async () => {
      this.feedback.value = await ask<FeedbackView>('GET', `/api/tasks/${line.id}/feedback`);
      this.screen.value = 'feedback';
    });
  }

  async #goOn(done: TaskLine): Promise<void> {
    await this.openNext();
    if (this.screen.value === 'task')
      this.message.value = `Task ${done.number} is submitted; undo opens it again. ${this.message.value}`;
    void this.queue.settled().then(() => this.#deal().catch(() => undefined));
  }

  #setSubmitted(id: string, isSubmitted: boolean): void {
    this.lines.value = this.lines.value.map((line) => (line.id === id ? { ...line, isSubmitted } : line));
  }

  async undo(): Promise<void> {
    if (this.isReadOnly) return;
    const inverse = this.#undoable.value.at(-1);
    if (inverse) {
      this.#undoable.value = this.#undoable.value.slice(0, -1);
      this.log(inverse);
      if (inverse.kind === 'edit') this.current.value = inverse.finding;
      this.message.value = 'Undone.';
      return;
    }
    const line = this.lastSubmitted.value;
    if (line === null) {
      this.message.value = 'There is nothing to undo.';
      return;
    }
    this.lastSubmitted.value = null;
    this.#setSubmitted(line.id, false);
    await this.open(line);
    this.log({ kind: 'reopen' });
    this.message.value = `Task ${line.number} is open again.`;
  }

  pause(isPaused: boolean): void {
    if (isPaused === this.isPaused.value || this.task.value === null) return;
    this.log({ kind: isPaused ? 'pause' : 'resume' });
    this.isPaused.value = isPaused;
  }

  setIdle(isIdle: boolean): void {
    if (isIdle === this.isIdle.value || (isIdle && (this.task.value === null || this.isPaused.value))) return;
    this.log({ kind: isIdle ? 'idle-shown' : 'idle-answered' });
    this.isIdle.value = isIdle;
  }

  selectFinding(step: number): void {
    const { findings } = this.answer.value;
    if (findings.length === 0) return;
    const at = findings.findIndex(({ id }) => id === this.current.value);
    const next = findings[(at + step + findings.length) % findings.length]!;
    this.show(next.id);
  }

  /** Make a finding the current one and go to its lines. */
  show(id: string): void {
    const finding = this.answer.value.findings.find((one) => one.id === id);
    if (!finding) return;
    const { file, startLine, endLine } = finding.draft.place;
    this.current.value = id;
    this.cursor.value = { file, anchor: startLine, head: endLine };
  }

  selectFile(step: number): void {
    const view = this.task.value?.view;
    if (!view) return;
    const files = filesOf(view.task);
    const at = files.indexOf(this.cursor.value.file);
    this.openFile(files[(at + step + files.length) % files.length]!);
  }

  #openCandidate(label: Label): void {
    const file = this.task.value!.view.task.files.find((one) => labelOf(one) === label)!;
    if (file !== this.cursor.value.file) this.openFile(file);
  }

  openFile(file: string): void {
    this.cursor.value = { file, anchor: 1, head: 1 };
    this.message.value = `File ${fileName(this.task.value!.view.task, file)}.`;
  }

  /** Do something that needs the server; trouble is said, not thrown. */
  async attempt(work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (error) {
      if (!(error instanceof Error)) throw error;
      this.message.value =
        error instanceof Rejected
          ? error.message
          : `The server cannot be reached. What you did is ${keptText(this.queue.state.value)}; try again in a moment.`;
    }
  }
}

/** The files of a task in the order in which they are gone through: of a problem, what is asked for comes first. */
export function filesOf({ kind, files, context }: TaskView['task']): string[] {
  return kind === 'problem' ? [...context, ...files] : [...files, ...context];
}

/** `line 8` or `lines 8–12`. */
export function linesOf({ startLine, endLine }: Pick<Place, 'startLine' | 'endLine'>): string {
  return startLine === endLine ? `line ${startLine}` : `lines ${startLine}–${endLine}`;
}
