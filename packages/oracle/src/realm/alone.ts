import { notePost, soon, tell } from './messages.ts';
import { place } from './place.ts';
import { refusingModule } from './refusal.ts';
import { session } from './session.ts';

/** `node:cluster` as the primary process without any worker has it, or a worker: nobody ever sends a message. */
export function aloneInCluster(real: object): unknown {
  const isWorker = (): boolean => place() === 'cluster worker';
  const cluster: Record<string, unknown> = {
    ...(refusingModule('cluster', real) as Record<string, unknown>),
    get isMaster() {
      return !isWorker();
    },
    get isPrimary() {
      return !isWorker();
    },
    get isWorker() {
      return isWorker();
    },
    settings: {},
    get worker() {
      return isWorker() ? { id: 1 } : undefined;
    },
    get workers() {
      return isWorker() ? undefined : {};
    },
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
    notePost(this.name, structuredClone(message));
    for (const other of session.channels)
      if (other !== this && other.name === this.name) other.#willGet(structuredClone(message));
  }

  #willGet(data: unknown): void {
    soon(() => {
      if (session.channels.has(this)) tell(this, data);
    });
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
