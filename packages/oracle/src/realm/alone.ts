import { encode } from './encode.ts';
import { charge } from './fuel.ts';
import { refusingModule } from './refusal.ts';
import { session } from './session.ts';

const MESSAGE_STEPS = 50;

/** `node:cluster` as the primary process without any worker has it: nobody ever sends a message. */
export function aloneInCluster(real: object): unknown {
  const cluster: Record<string, unknown> = {
    ...(refusingModule('cluster', real) as Record<string, unknown>),
    isMaster: true,
    isPrimary: true,
    isWorker: false,
    settings: {},
    workers: {},
  };
  for (const name of [
    'on',
    'once',
    'off',
    'addListener',
    'prependListener',
    'removeListener',
    'removeAllListeners',
  ])
    cluster[name] = () => cluster;
  return cluster;
}

/** What a listener is told of a message. */
export class ChannelEvent extends Event {
  readonly data: unknown;

  constructor(data: unknown) {
    super('message');
    this.data = data;
  }
}
Object.defineProperty(ChannelEvent, 'name', { value: 'MessageEvent' });

/** A `BroadcastChannel` to which only this process listens: what is posted is noted, and comes to the others of its name in turn. */
export class AloneChannel extends EventTarget {
  readonly name: string;
  onmessage: unknown = null;
  onmessageerror: unknown = null;

  constructor(name: unknown) {
    super();
    this.name = String(name);
    session.channels.add(this);
  }

  postMessage(message: unknown): void {
    if (!session.channels.has(this))
      throw new DOMException('BroadcastChannel is closed.', 'InvalidStateError');
    session.journal.note(`posts to ${this.name}: ${encode(structuredClone(message))}`);
    for (const other of session.channels)
      if (other !== this && other.name === this.name) other.#willGet(structuredClone(message));
  }

  /** In the order of posting, and never at once. */
  #willGet(data: unknown): void {
    charge(MESSAGE_STEPS);
    const deliver = (): void => {
      if (!session.channels.has(this)) return;
      const event = new ChannelEvent(data);
      if (typeof this.onmessage === 'function') (this.onmessage as (event: Event) => void)(event);
      this.dispatchEvent(event);
    };
    session.agenda.add('timer', 'message', () => queueMicrotask(deliver), session.agenda.now);
  }

  close(): void {
    session.channels.delete(this);
  }

  ref(): this {
    return this;
  }

  unref(): this {
    return this;
  }
}
Object.defineProperty(AloneChannel, 'name', { value: 'BroadcastChannel' });
