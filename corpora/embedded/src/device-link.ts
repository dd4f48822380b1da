import type { EventEmitter } from 'node:events';

/** Time, passed in. */
export interface Clock {
  setTimeout(callback: () => void, milliseconds: number): unknown;
  clearTimeout(timer: unknown): void;
  setInterval(callback: () => void, milliseconds: number): unknown;
  clearInterval(timer: unknown): void;
}

/** The wire to a device: it tells of a `hello` when it is opened, of an `answer` for each `question`, and of `reading`s. */
export interface Line extends EventEmitter {
  open(): Promise<void>;
  send(text: string): void;
  /** Hear of all readings, until what comes back is called. */
  subscribe(hear: (reading: string) => void): () => void;
  end(): Promise<void>;
}

export interface LinkOptions {
  readonly clock: Clock;
  /** Milliseconds in which an answer, or the end, must come. */
  readonly patience: number;
  /** Milliseconds between two signs of life. */
  readonly pulse: number;
  /** Milliseconds without a question after which the link counts as idle. */
  readonly rest: number;
}

export type LinkState = 'new' | 'open' | 'idle' | 'closed';

export class LinkError extends Error {
  override readonly name = 'LinkError';
}

/** Speaks with a device over a line. */
export class DeviceLink {
  readonly #line: Line;
  readonly #options: LinkOptions;
  readonly #opened = Promise.withResolvers<undefined>();
  #state: LinkState = 'new';
  #name = 'unknown';
  #pulse: unknown = null;
  #idle: unknown = null;

  constructor(line: Line, options: LinkOptions) {
    this.#line = line;
    this.#options = { ...options };
  }

  get state(): LinkState {
    return this.#state;
  }

  /** Resolves when the link is open. */
  get opened(): Promise<undefined> {
    return this.#opened.promise;
  }

  /** Open the line, and begin with signs of life; what the device calls itself. */
  async open(): Promise<string> {
    this.#line.on('hello', (name: string) => {
      this.#name = name;
    });
    await this.#line.open();
    this.#state = 'open';
    this.#opened.resolve(undefined);
    this.#pulse = this.#options.clock.setInterval(() => {
      this.#line.send('alive');
    }, this.#options.pulse);
    return this.#name;
  }

  /**
   * Ask, and wait for the next answer.
   *
   * @throws LinkError when it does not come in time
   */
  async ask(question: string): Promise<string> {
    const { clock, patience } = this.#options;
    const { promise, resolve, reject } = Promise.withResolvers<string>();
    this.#keepAwake();
    const timer = clock.setTimeout(() => {
      reject(new LinkError(`no answer to ${question}`));
    }, patience);
    this.#line.on('answer', resolve);
    this.#line.send(question);
    try {
      return await promise;
    } finally {
      clock.clearTimeout(timer);
      this.#line.off('answer', resolve);
    }
  }

  /** Ask, and tell who wants to know: either of the answer or of the failure. */
  inform(question: string, answered: (answer: string) => void, failed: (error: unknown) => void): void {
    void this.ask(question)
      .then(answered, failed)
      .catch(() => undefined);
  }

  /** The next few readings. */
  async collect(count: number): Promise<string[]> {
    const readings: string[] = [];
    const { promise, resolve } = Promise.withResolvers<string[]>();
    const unsubscribe = this.#line.subscribe((reading) => {
      if (readings.push(reading) === count) resolve(readings);
    });
    try {
      return await promise;
    } finally {
      unsubscribe();
    }
  }

  /** End the line; true when the other side has agreed in time. */
  async close(): Promise<boolean> {
    const { clock, patience } = this.#options;
    clock.clearInterval(this.#pulse);
    clock.clearTimeout(this.#idle);
    this.#state = 'closed';
    const { promise: late, resolve } = Promise.withResolvers<boolean>();
    const timer = clock.setTimeout(() => {
      resolve(false);
    }, patience);
    try {
      return await Promise.race([this.#line.end().then(() => true), late]);
    } finally {
      clock.clearTimeout(timer);
    }
  }

  #keepAwake(): void {
    const { clock, rest } = this.#options;
    clock.clearTimeout(this.#idle);
    this.#state = 'open';
    this.#idle = clock.setTimeout(() => {
      this.#state = 'idle';
    }, rest);
  }
}
