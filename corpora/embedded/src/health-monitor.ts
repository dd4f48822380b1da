export type HealthCheck = (signal: AbortSignal) => Promise<void>;

/** Calls back once after some milliseconds, unless what it gives back is called before. */
export type Schedule = (callback: () => void, milliseconds: number) => () => void;

export type CheckState = { readonly state: 'up' } | { readonly state: 'down'; readonly reason: string };

export interface HealthReport {
  readonly isHealthy: boolean;
  readonly checks: ReadonlyMap<string, CheckState>;
}

export interface MonitorOptions {
  /** Milliseconds after which a check that has not ended counts as down. */
  readonly timeout: number;
  /** Milliseconds from the end of one round of checks to the start of the next. */
  readonly interval: number;
  readonly schedule: Schedule;
}

/** Asks the parts of a system how they are, now and then or on demand. */
export class HealthMonitor {
  readonly #checks: ReadonlyMap<string, HealthCheck>;
  readonly #options: MonitorOptions;
  readonly #listeners = new Set<(report: HealthReport) => void>();
  #round: Promise<HealthReport> | null = null;
  #last: HealthReport | null = null;
  #stop: AbortController | null = null;

  constructor(checks: ReadonlyMap<string, HealthCheck>, options: MonitorOptions) {
    this.#checks = new Map(checks);
    this.#options = { ...options };
  }

  /** The newest report; `null` before the first round has ended. */
  get last(): HealthReport | null {
    return this.#last;
  }

  get isRunning(): boolean {
    return this.#stop !== null;
  }

  /** Hear of the first report, and of every one in which the system has become healthy or ill; a function to hear no more of them. */
  onChange(listener: (report: HealthReport) => void): () => void {
    const own = (report: HealthReport): void => {
      listener(report);
    };
    this.#listeners.add(own);
    return () => {
      this.#listeners.delete(own);
    };
  }

  /** Ask all parts at the same time. Who asks during a round gets the report of that round. */
  async check(): Promise<HealthReport> {
    this.#round ??= this.#runRound();
    return this.#round;
  }

  /** Ask again and again, from now on. Nothing happens when that is so already. */
  start(): void {
    if (this.#stop !== null) return;
    const stop = new AbortController();
    this.#stop = stop;
    void this.#repeat(stop.signal);
  }

  /** Ask no more; a round that is under way is still reported. */
  stop(): void {
    this.#stop?.abort();
    this.#stop = null;
  }

  async #repeat(signal: AbortSignal): Promise<void> {
    do await this.check();
    while (await this.#pause(signal));
  }

  /** True when the time has passed, false when there is nothing to wait for any more. */
  async #pause(signal: AbortSignal): Promise<boolean> {
    if (signal.aborted) return false;
    const { promise, resolve } = Promise.withResolvers<boolean>();
    const leave = (): void => {
      cancel();
      resolve(false);
    };
    const cancel = this.#options.schedule(() => {
      signal.removeEventListener('abort', leave);
      resolve(true);
    }, this.#options.interval);
    signal.addEventListener('abort', leave);
    return promise;
  }

  async #runRound(): Promise<HealthReport> {
    const states = await Promise.all(
      [...this.#checks].map(async ([name, check]) => [name, await this.#stateOf(check)] as const),
    );
    const report = { isHealthy: states.every(([, { state }]) => state === 'up'), checks: new Map(states) };
    const hasChanged = this.#last?.isHealthy !== report.isHealthy;
    this.#last = report;
    this.#round = null;
    if (hasChanged) for (const listener of [...this.#listeners]) listener(report);
    return report;
  }

  async #stateOf(check: HealthCheck): Promise<CheckState> {
    const controller = new AbortController();
    const { promise: late, reject } = Promise.withResolvers<never>();
    const cancel = this.#options.schedule(() => {
      reject(new Error('too slow'));
      controller.abort();
    }, this.#options.timeout);
    try {
      await Promise.race([check(controller.signal), late]);
      return { state: 'up' };
    } catch (error) {
      return { state: 'down', reason: error instanceof Error ? error.message : String(error) };
    } finally {
      cancel();
    }
  }
}
