export type Listener<T> = (event: T) => void;
export type Unsubscribe = () => void;

export interface SubscribeOptions {
  /** Hear one event only. */
  readonly once?: boolean;
  /** Higher ones hear an event first; 0 by default. */
  readonly priority?: number;
}

interface Subscription<T> {
  readonly listener: Listener<T>;
  readonly once: boolean;
  readonly priority: number;
}

/** Several listeners failed on one event. */
export class ListenerError extends AggregateError {
  override readonly name = 'ListenerError';
}

/** Tells listeners about events on named channels. */
export class EventEmitter<T> {
  readonly #channels = new Map<string, Subscription<T>[]>();
  readonly #maxListeners: number;

  constructor(maxListeners = 10) {
    this.#maxListeners = maxListeners;
  }

  /** Channels that somebody listens to, in the order in which they were first used. */
  get channels(): string[] {
    return [...this.#channels.keys()];
  }

  listenerCount(channel: string): number {
    return this.#channels.get(channel)?.length ?? 0;
  }

  /**
   * Call `listener` for every event on a channel, until the function that is returned is called.
   *
   * @throws RangeError when the channel has too many listeners, which most often means that one is never removed
   */
  on(channel: string, listener: Listener<T>, options: SubscribeOptions = {}): Unsubscribe {
    const subscriptions = this.#channels.get(channel) ?? [];
    if (subscriptions.length >= this.#maxListeners) throw new RangeError(`too many listeners on ${channel}`);
    const subscription = { listener, once: options.once ?? false, priority: options.priority ?? 0 };
    const others = subscriptions.filter(({ priority }) => priority >= subscription.priority);
    this.#channels.set(channel, subscriptions.toSpliced(others.length, 0, subscription));
    return () => {
      this.#remove(channel, subscription);
    };
  }

  /**
   * Tell those who listen at this moment. A listener that fails keeps no other from hearing the event.
   *
   * @returns how many were told
   * @throws ListenerError afterwards, when listeners have failed
   */
  emit(channel: string, event: T): number {
    const subscriptions = this.#channels.get(channel) ?? [];
    const errors: unknown[] = [];
    for (const subscription of subscriptions) {
      if (subscription.once) this.#remove(channel, subscription);
      try {
        subscription.listener(event);
      } catch (error) {
        errors.push(error);
      }
    }
    if (errors.length > 0) throw new ListenerError(errors, `${String(errors.length)} listeners failed`);
    return subscriptions.length;
  }

  /** Remove all listeners of a channel. */
  clear(channel: string): void {
    this.#channels.delete(channel);
  }

  #remove(channel: string, subscription: Subscription<T>): void {
    const left = (this.#channels.get(channel) ?? []).filter((other) => other !== subscription);
    if (left.length === 0) this.#channels.delete(channel);
    else this.#channels.set(channel, left);
  }
}
