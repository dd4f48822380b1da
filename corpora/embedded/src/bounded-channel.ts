export class ChannelClosedError extends Error {
  override readonly name = 'ChannelClosedError';
}

interface Sender<T> {
  readonly message: T;
  readonly accept: () => void;
  readonly reject: (reason: unknown) => void;
}

interface Receiver<T> {
  readonly deliver: (result: IteratorResult<T, undefined>) => void;
  readonly reject: (reason: unknown) => void;
}

/**
 * Hands messages from senders to receivers, in order, each to one receiver. A few are kept while nobody receives; when there are too
 * many, senders wait.
 */
export class BoundedChannel<T> implements AsyncIterable<T> {
  readonly #capacity: number;
  readonly #messages: T[] = [];
  readonly #senders = new Set<Sender<T>>();
  readonly #receivers = new Set<Receiver<T>>();
  #isClosed = false;

  /** @param capacity messages that are kept; with 0 every sender waits for a receiver */
  constructor(capacity: number) {
    if (!Number.isInteger(capacity) || capacity < 0)
      throw new RangeError('capacity must be a whole number from 0');
    this.#capacity = capacity;
  }

  /** Messages that are kept, and senders and receivers that wait. */
  get size(): { readonly messages: number; readonly senders: number; readonly receivers: number } {
    return { messages: this.#messages.length, senders: this.#senders.size, receivers: this.#receivers.size };
  }

  get isClosed(): boolean {
    return this.#isClosed;
  }

  /**
   * Resolves when the message was received, or is kept.
   *
   * @throws ChannelClosedError when the channel is closed before that
   * @throws the reason of the signal when it is aborted before that; then nobody receives the message
   */
  async send(message: T, signal?: AbortSignal): Promise<void> {
    signal?.throwIfAborted();
    if (this.#isClosed) throw new ChannelClosedError('the channel is closed');
    const [receiver] = this.#receivers;
    if (receiver !== undefined) {
      this.#receivers.delete(receiver);
      receiver.deliver({ done: false, value: message });
    } else if (this.#messages.length < this.#capacity) {
      this.#messages.push(message);
    } else {
      await this.#wait<undefined, Sender<T>>(signal, this.#senders, (resolve, reject) => ({
        message,
        accept: () => {
          resolve(undefined);
        },
        reject,
      }));
    }
  }

  /**
   * The next message, when there is one; done when the channel is closed and empty.
   *
   * @throws the reason of the signal when it is aborted before that
   */
  async receive(signal?: AbortSignal): Promise<IteratorResult<T, undefined>> {
    signal?.throwIfAborted();
    if (this.#messages.length > 0 || this.#senders.size > 0) {
      const [sender] = this.#senders;
      if (sender !== undefined) {
        this.#senders.delete(sender);
        this.#messages.push(sender.message);
        sender.accept();
      }
      return { done: false, value: this.#messages.shift() as T };
    }
    if (this.#isClosed) return { done: true, value: undefined };
    return this.#wait(signal, this.#receivers, (deliver, reject) => ({ deliver, reject }));
  }

  /** No more messages: what is kept can still be received, senders that wait are turned away. */
  close(): void {
    this.#isClosed = true;
    for (const { reject } of this.#senders) reject(new ChannelClosedError('the channel was closed'));
    for (const { deliver } of this.#receivers) deliver({ done: true, value: undefined });
    this.#senders.clear();
    this.#receivers.clear();
  }

  /** Messages until the channel is closed. Who stops early closes nothing. */
  async *[Symbol.asyncIterator](): AsyncGenerator<T, void> {
    for (let next = await this.receive(); next.done !== true; next = await this.receive()) yield next.value;
  }

  /** Wait in a line, unless the signal says otherwise. */
  async #wait<R, W>(
    signal: AbortSignal | undefined,
    line: Set<W>,
    join: (resolve: (value: R) => void, reject: (reason: unknown) => void) => W,
  ): Promise<R> {
    const { promise, resolve, reject } = Promise.withResolvers<R>();
    const waiting = join(resolve, reject);
    const leave = (): void => {
      line.delete(waiting);
      reject(signal?.reason);
    };
    line.add(waiting);
    signal?.addEventListener('abort', leave);
    try {
      return await promise;
    } finally {
      signal?.removeEventListener('abort', leave);
    }
  }
}
