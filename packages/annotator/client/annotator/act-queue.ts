import { signal } from '@preact/signals';
import type { Act, Deed } from '../../src/acts.ts';
import type { Receipt } from '../../src/page/protocol.ts';
import { supersedes } from '../../src/supersedes.ts';
import { ask, Rejected } from '../api.ts';
import { makeUuid } from '../uuid.ts';
import { ActStore, type LogState } from './act-store.ts';
import { nextBatch } from './batch.ts';

/** What the status strip says, in full. */
export interface SaveState {
  /** Acts that the server has not confirmed. */
  readonly unsent: number;
  /** When the server last confirmed something; `null`: not yet. */
  readonly savedAt: Date | null;
  /** `sending`: on its way · `offline`: nobody answers · `refused`: the server says no. */
  readonly connection: 'sending' | 'offline' | 'refused';
  /** Why the server refuses. */
  readonly reason: string;
  /** False where the browser keeps nothing: then unsent acts die with the page. */
  readonly isKept: boolean;
}

/** Where acts are that the server has not confirmed, as far as one may say so. */
export function keptText({ isKept }: Pick<SaveState, 'isKept'>): string {
  return isKept ? 'kept on this device' : 'NOT kept on this device: do not close this page';
}

/** Acts of a moment travel together. */
const GATHER_MS = 250;
const RETRY_MS = [1000, 2000, 4000, 8000, 15_000] as const;
/** The identity of this load of the page. */
const PAGE = makeUuid();

/**
 * The write-ahead queue: an act is on this device first, then it is sent, and it is dropped when the server confirms that it is durable.
 * The order is that of the acts, whatever the network does.
 */
export class ActQueue {
  readonly state = signal<SaveState>({
    unsent: 0,
    savedAt: null,
    connection: 'sending',
    reason: '',
    isKept: true,
  });
  /** False while another tab has the turn: what is here is a copy, and only shown. */
  readonly isWriter: boolean;
  readonly #store: ActStore | null;
  #log: LogState;
  /** Never changed in place: what is on its way stays what it was, whatever is typed meanwhile. */
  #acts: readonly Act[];
  /** Up to here acts may be on their way, and are never changed any more. */
  #sentUpTo = 0;
  #written: Promise<void> = Promise.resolve();
  #failures = 0;
  #isSending = false;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #waiting: (() => void)[] = [];

  private constructor(store: ActStore | null, log: LogState, acts: readonly Act[], isWriter: boolean) {
    this.isWriter = isWriter;
    this.#store = store;
    this.#log = log;
    this.#acts = acts;
    // An earlier page may have sent them without hearing the answer.
    this.#sentUpTo = log.next - 1;
    this.#update({ isKept: store !== null });
  }

  static async open(person: string, isWriter: boolean): Promise<ActQueue> {
    const fresh: LogState = { client: makeUuid(), next: 1 };
    const store = await ActStore.open(person).catch(() => null);
    const { state, acts } = (await store?.read()) ?? { state: null, acts: [] };
    const queue = new ActQueue(store, state ?? fresh, acts, isWriter);
    queue.#schedule(0);
    return queue;
  }

  /** Acts on a task that the server has not confirmed. */
  pending(task: string): readonly Act[] {
    return this.#acts.filter((act) => act.task === task);
  }

  /** Put an act at the end of the log. One that says anew what the last one said takes its place, as long as that was not sent. */
  append(task: string, deed: Deed): Act {
    const last = this.#acts.at(-1);
    const isRewrite =
      last !== undefined &&
      last.sequence > this.#sentUpTo &&
      last.task === task &&
      supersedes(deed, last.deed);
    const act: Act = isRewrite
      ? { ...last, deed }
      : { id: makeUuid(), sequence: this.#log.next, task, page: PAGE, at: performance.now(), deed };
    this.#acts = [...(isRewrite ? this.#acts.slice(0, -1) : this.#acts), act];
    if (!isRewrite) this.#log = { ...this.#log, next: act.sequence + 1 };
    const log = this.#log;
    void this.#onDevice((store) => store.put(act, log));
    this.#update({});
    this.#schedule(GATHER_MS);
    return act;
  }

  /** Resolves when everything that is in the queue now is durable. */
  settled(): Promise<void> {
    return this.#acts.length === 0
      ? Promise.resolve()
      : new Promise((resolve) => {
          this.#waiting.push(resolve);
        });
  }

  /** Try at once, whatever the last attempt came to. */
  hurry(): void {
    this.#schedule(0);
  }

  #schedule(delay: number): void {
    if (this.#isSending || !this.isWriter) return;
    if (this.#timer !== undefined) {
      if (this.#failures > 0 && delay > 0) return;
      clearTimeout(this.#timer);
    }
    this.#timer = setTimeout(() => {
      this.#timer = undefined;
      void this.#send();
    }, delay);
  }

  async #send(): Promise<void> {
    if (this.#isSending || this.#acts.length === 0) return;
    this.#isSending = true;
    const batch = nextBatch(this.#acts);
    try {
      this.#sentUpTo = batch.at(-1)!.sequence;
      // On this device first.
      await this.#written;
      const { durable } = await ask<Receipt>('POST', '/api/acts', { client: this.#log.client, acts: batch });
      await this.#confirm(durable, batch[0]!.sequence);
      this.#failures = 0;
      this.#update({ connection: 'sending', reason: '', savedAt: new Date() });
    } catch (error) {
      this.#failures += 1;
      const stored = error instanceof Rejected ? error.trouble.stored : undefined;
      if (stored !== undefined) await this.#leaveConflict(batch, stored);
      const isRefused = error instanceof Rejected && error.status !== 429 && error.status < 500;
      this.#update({
        connection: isRefused ? 'refused' : 'offline',
        reason: isRefused ? error.message : '',
      });
    } finally {
      this.#isSending = false;
    }
    if (this.#acts.length === 0) {
      for (const resolve of this.#waiting.splice(0)) resolve();
      return;
    }
    this.#schedule(this.#failures === 0 ? 0 : RETRY_MS[Math.min(this.#failures, RETRY_MS.length) - 1]!);
  }

  /** Drop what is durable. A server that knows less than it once confirmed was set back: what is here begins a log of its own. */
  async #confirm(durable: number, first: number): Promise<void> {
    if (durable + 1 < first) {
      await this.#beginLog(this.#acts);
      return;
    }
    this.#acts = this.#acts.filter(({ sequence }) => sequence > durable);
    await this.#onDevice((store) => store.dropUpTo(durable));
  }

  /** Another page wrote the log of this client. What it stored of ours is done; the rest of what was sent is said again, as acts of a new log. */
  #leaveConflict(batch: readonly Act[], stored: readonly string[]): Promise<void> {
    const sent = new Set(batch.map(({ id }) => id));
    const done = new Set(stored);
    const left = this.#acts.filter(({ id }) => !done.has(id));
    return this.#beginLog(left.map((act) => (sent.has(act.id) ? { ...act, id: makeUuid() } : act)));
  }

  async #beginLog(left: readonly Act[]): Promise<void> {
    const acts = left.map((act, index) => ({ ...act, sequence: index + 1 }));
    const log = { client: makeUuid(), next: acts.length + 1 };
    this.#acts = acts;
    this.#log = log;
    this.#sentUpTo = 0;
    await this.#onDevice((store) => store.replace(acts, log));
  }

  /** One after the other, in the order of the calls. A device that fails once is not believed any more. */
  #onDevice(work: (store: ActStore) => Promise<void>): Promise<void> {
    this.#written = this.#written
      .then(() => (this.#store === null ? undefined : work(this.#store)))
      .catch(() => this.#update({ isKept: false }));
    return this.#written;
  }

  #update(change: Partial<SaveState>): void {
    this.state.value = { ...this.state.value, ...change, unsent: this.#acts.length };
  }
}
