import { EventEmitter } from 'node:events';
import { charge } from './fuel.ts';
import { ChannelEvent, MESSAGE_STEPS, notePost, soon, tell } from './messages.ts';
import { session } from './session.ts';

/** What a thread ends with that is terminated. */
const TERMINATED = 1;

type Listener = (given: unknown) => void;

/** What a port has of its channel. */
interface End {
  readonly port: MessageEnd;
  /** `null` once one of the two is closed. */
  other: End | null;
  /** Who has it, where that is nobody in this process: what is posted to them is seen. */
  owner: string | null;
  isStarted: boolean;
  readonly waiting: unknown[];
}

const endOf = new WeakMap<MessageEnd, End>();

/** A `MessagePort`: what is posted waits until the other end has a listener, and comes in turn, never at once. */
class MessageEnd extends EventTarget {
  #onmessage: unknown = null;
  /** As they were handed over → as they listen. */
  readonly #listeners = new WeakMap<Listener, Listener>();

  get onmessage(): unknown {
    return this.#onmessage;
  }

  set onmessage(listener: unknown) {
    this.#onmessage = listener;
    this.start();
  }

  postMessage(message: unknown, transfer?: unknown): void {
    const { other } = endOf.get(this)!;
    const copy = copied(message, transfer);
    if (other === null) return;
    if (other.owner !== null) notePost(other.owner, copy);
    other.waiting.push(copy);
    if (other.isStarted) soon(() => deliver(other));
  }

  start(): void {
    const end = endOf.get(this)!;
    if (end.isStarted) return;
    end.isStarted = true;
    for (let left = end.waiting.length; left > 0; left--) soon(() => deliver(end));
  }

  close(): void {
    const end = endOf.get(this)!;
    const { other } = end;
    if (other === null) return;
    end.other = other.other = null;
    for (const { port } of [end, other]) soon(() => port.dispatchEvent(new Event('close')));
  }

  on(name: string, listener: Listener): this {
    return this.#listen(name, listener, false);
  }

  once(name: string, listener: Listener): this {
    return this.#listen(name, listener, true);
  }

  addListener(name: string, listener: Listener): this {
    return this.on(name, listener);
  }

  off(name: string, listener: Listener): this {
    this.removeEventListener(name, this.#listeners.get(listener) ?? listener);
    return this;
  }

  removeListener(name: string, listener: Listener): this {
    return this.off(name, listener);
  }

  ref(): void {}

  unref(): void {}

  /** A listener of Node's kind is told the message, and no event. */
  #listen(name: string, listener: Listener, once: boolean): this {
    const listening: Listener = (event) => listener(event instanceof ChannelEvent ? event.data : event);
    this.#listeners.set(listener, listening);
    this.addEventListener(name, listening, { once });
    if (name === 'message') this.start();
    return this;
  }
}
Object.defineProperty(MessageEnd, 'name', { value: 'MessagePort' });

function deliver({ port, waiting }: End): void {
  if (waiting.length > 0) tell(port, waiting.shift());
}

/** `MessageChannel`, both ends in this process. */
export class Channel {
  readonly port1 = new MessageEnd();
  readonly port2 = new MessageEnd();

  constructor() {
    const made = [this.port1, this.port2].map((port): End => ({
      port,
      other: null,
      owner: null,
      isStarted: false,
      waiting: [],
    }));
    for (const [index, end] of made.entries()) {
      end.other = made[1 - index]!;
      endOf.set(end.port, end);
    }
  }
}
Object.defineProperty(Channel, 'name', { value: 'MessageChannel' });

/** A port as its user is handed it: the other end is somebody else's, who reads and says nothing. */
export function portOfOthers(owner = 'a port'): MessageEnd {
  const { port1, port2 } = new Channel();
  endOf.get(port2)!.owner = owner;
  return port1;
}

/** Of a thread: the other end is its parent's. */
export function parentPort(): object {
  return (session.parentPort ??= portOfOthers('the parent'));
}

/** A `Worker` that starts, is told things, and is still at work when all is over: it runs nothing, and never answers. */
class SilentWorker extends EventEmitter {
  threadId: number;
  readonly resourceLimits = {};

  constructor(file: unknown) {
    super();
    if (typeof file !== 'string' && !(file instanceof URL))
      throw Object.assign(
        new TypeError('The "filename" argument must be of type string or an instance of URL'),
        {
          code: 'ERR_INVALID_ARG_TYPE',
        },
      );
    this.threadId = ++session.threads;
    soon(() => this.emit('online'));
  }

  postMessage(message: unknown, transfer?: unknown): void {
    const copy = copied(message, transfer);
    if (this.threadId < 0) return;
    const own = `worker ${this.threadId}`;
    notePost(own, copy);
    for (const port of transferredPorts(transfer)) endOf.get(port)!.owner = own;
  }

  terminate(): Promise<number> {
    const isRunning = this.threadId >= 0;
    this.threadId = -1;
    return new Promise((resolve) => {
      soon(() => {
        if (isRunning) this.emit('exit', TERMINATED);
        resolve(TERMINATED);
      });
    });
  }

  ref(): void {}

  unref(): void {}
}
Object.defineProperty(SilentWorker, 'name', { value: 'Worker' });

/** The next message that waits at a port, for those who do not listen. */
function receiveMessageOnPort(port: MessageEnd): { readonly message: unknown } | undefined {
  const { waiting } = endOf.get(port)!;
  return waiting.length === 0 ? undefined : { message: waiting.shift() };
}

/** What `node:worker_threads` gives that talks to others. */
export const silentThreads = {
  MessageChannel: Channel,
  MessagePort: MessageEnd,
  Worker: SilentWorker,
  receiveMessageOnPort,
};

/** As the other side gets it; a port that is passed on in a field stays what it is. */
function copied(message: unknown, transfer: unknown): unknown {
  charge(MESSAGE_STEPS);
  const ports = transferredPorts(transfer);
  const others = transferred(transfer).filter((one) => !ports.includes(one as MessageEnd));
  if (ports.includes(message as MessageEnd)) return message;
  const copy: unknown = structuredClone(message, { transfer: others as ArrayBuffer[] });
  if (typeof copy === 'object' && copy !== null)
    for (const [key, value] of Object.entries(message as object))
      if (ports.includes(value as MessageEnd)) (copy as Record<string, unknown>)[key] = value;
  return copy;
}

function transferredPorts(transfer: unknown): MessageEnd[] {
  return transferred(transfer).filter((one): one is MessageEnd => one instanceof MessageEnd);
}

function transferred(transfer: unknown): readonly unknown[] {
  const list = Array.isArray(transfer)
    ? transfer
    : (transfer as { transfer?: unknown } | undefined)?.transfer;
  return Array.isArray(list) ? list : [];
}
