export interface Service {
  readonly name: string;
  start(): Promise<void>;
  stop(): Promise<void>;
}

export type Phase = 'idle' | 'starting' | 'running' | 'stopping';

export class NotRunningError extends Error {
  override readonly name = 'NotRunningError';
}

/**
 * Starts services layer by layer, those of a layer at the same time, and stops them in the opposite order. What is asked for while
 * something else is under way waits for its turn.
 */
export class ServiceGroup {
  readonly #layers: readonly (readonly Service[])[];
  readonly #running = new Set<Service>();
  readonly #requests = new Set<Promise<unknown>>();
  readonly #listeners = new Set<(phase: Phase) => void>();
  #phase: Phase = 'idle';
  #isNoticeDue = false;
  #last = Promise.resolve();

  /** @param layers first the services that need no others, then those that need them, and so on */
  constructor(layers: readonly (readonly Service[])[]) {
    this.#layers = layers.map((layer) => [...layer]);
  }

  get phase(): Phase {
    return this.#phase;
  }

  /** Names of the services that run, in the order in which they were started. */
  get running(): string[] {
    return [...this.#running].map(({ name }) => name);
  }

  /**
   * Hear of the present phase and of all later ones, each time when the code that runs has ended. What begins and ends within it is not
   * told. A function to hear no more.
   */
  onPhase(listener: (phase: Phase) => void): () => void {
    const own = (phase: Phase): void => {
      listener(phase);
    };
    this.#listeners.add(own);
    queueMicrotask(() => {
      if (this.#listeners.has(own)) own(this.#phase);
    });
    return () => {
      this.#listeners.delete(own);
    };
  }

  /**
   * Start what does not run. When a service cannot be started, all are stopped again.
   *
   * @throws what the service throws; of several, that of the first one in its layer
   */
  start(): Promise<void> {
    return this.#inTurn('starting', async () => {
      for (const layer of this.#layers) await this.#startLayer(layer);
    });
  }

  /** Let requests end, then stop what runs. A service that cannot be stopped counts as running, and keeps no other one from being stopped. */
  stop(): Promise<void> {
    return this.#inTurn('stopping', () => this.#stopAll());
  }

  /**
   * Let requests end, then stop one service and start it again.
   *
   * @throws RangeError when there is no service of that name
   */
  restart(name: string): Promise<void> {
    return this.#inTurn('stopping', async () => {
      const service = this.#layers.flat().find((one) => one.name === name);
      if (service === undefined) throw new RangeError(`there is no service ${name}`);
      await this.#drain();
      await this.#stopOne(service).then(() => {
        this.#enter('starting');
        return this.#startOne(service);
      });
    });
  }

  /**
   * Serve a request; nothing is stopped before it has ended.
   *
   * @throws NotRunningError when services do not run, or are about to be stopped
   */
  async serve<T>(request: () => Promise<T>): Promise<T> {
    if (this.#phase !== 'running') throw new NotRunningError(`the services are ${this.#phase}`);
    const served = request();
    this.#requests.add(served);
    try {
      return await served;
    } finally {
      this.#requests.delete(served);
    }
  }

  #inTurn(phase: Phase, work: () => Promise<void>): Promise<void> {
    const done = this.#last
      .then(() => {
        this.#enter(phase);
        return work();
      })
      .finally(() => {
        this.#enter(this.#running.size > 0 ? 'running' : 'idle');
      });
    this.#last = done.catch(() => undefined);
    return done;
  }

  #enter(phase: Phase): void {
    this.#phase = phase;
    if (this.#isNoticeDue) return;
    this.#isNoticeDue = true;
    queueMicrotask(() => {
      this.#isNoticeDue = false;
      for (const listener of [...this.#listeners]) listener(this.#phase);
    });
  }

  async #startLayer(layer: readonly Service[]): Promise<void> {
    const results = await Promise.allSettled(layer.map((service) => this.#startOne(service)));
    const failed = results.find((result) => result.status === 'rejected');
    if (failed === undefined) return;
    this.#enter('stopping');
    await this.#stopAll();
    throw failed.reason;
  }

  async #startOne(service: Service): Promise<void> {
    if (this.#running.has(service)) return;
    await service.start();
    this.#running.add(service);
  }

  async #stopAll(): Promise<void> {
    await this.#drain();
    for (const layer of this.#layers.toReversed()) {
      await Promise.allSettled(layer.map((service) => this.#stopOne(service)));
    }
  }

  async #stopOne(service: Service): Promise<void> {
    if (!this.#running.has(service)) return;
    await service.stop();
    this.#running.delete(service);
  }

  async #drain(): Promise<void> {
    await Promise.allSettled(this.#requests);
  }
}
