import { encode } from './encode.ts';
import { refuse, refusingModule } from './refusal.ts';
import { session } from './session.ts';

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

/** A `BroadcastChannel` to which nobody else listens: what is posted is noted, and goes nowhere. */
export class AloneChannel extends EventTarget {
  readonly name: string;
  onmessage: unknown = null;
  onmessageerror: unknown = null;
  #isClosed = false;

  constructor(name: unknown) {
    super();
    this.name = String(name);
    // Two of them would talk to each other on a thread's own time.
    if (session.channels.has(this.name)) refuse('a second BroadcastChannel of one name');
    session.channels.add(this.name);
  }

  postMessage(message: unknown): void {
    if (this.#isClosed) throw new DOMException('BroadcastChannel is closed.', 'InvalidStateError');
    session.journal.note(`posts to ${this.name}: ${encode(structuredClone(message))}`);
  }

  close(): void {
    this.#isClosed = true;
    session.channels.delete(this.name);
  }

  ref(): this {
    return this;
  }

  unref(): this {
    return this;
  }
}
Object.defineProperty(AloneChannel, 'name', { value: 'BroadcastChannel' });
