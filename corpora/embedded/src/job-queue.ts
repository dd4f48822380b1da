/** Runs asynchronous jobs in the order in which they were added, at most `concurrency` at a time. */
export class JobQueue {
  readonly #concurrency: number;
  readonly #waiting: (() => Promise<void>)[] = [];
  readonly #idleWaiters: (() => void)[] = [];
  #running = 0;
  #failed = 0;
  #isPaused = false;

  /** @throws RangeError when the concurrency is not a positive whole number */
  constructor(concurrency: number) {
    if (!Number.isInteger(concurrency) || concurrency < 1) {
      throw new RangeError('concurrency must be a positive whole number');
    }
    this.#concurrency = concurrency;
  }

  get running(): number {
    return this.#running;
  }

  get waiting(): number {
    return this.#waiting.length;
  }

  /** Jobs that ended with an error. */
  get failed(): number {
    return this.#failed;
  }

  /** Add a job; the result is the job's own. A job that fails stops no other. */
  add<T>(job: () => Promise<T>): Promise<T> {
    const { promise, resolve, reject } = Promise.withResolvers<T>();
    this.#waiting.push(async () => {
      try {
        resolve(await job());
      } catch (error) {
        this.#failed += 1;
        reject(error);
      } finally {
        this.#running -= 1;
        this.#startJobs();
      }
    });
    this.#startJobs();
    return promise;
  }

  /** Resolves when no job is running or waiting; at once when that is so already. */
  async onIdle(): Promise<void> {
    if (this.#running === 0 && this.#waiting.length === 0) return;
    await new Promise<void>((resolve) => {
      this.#idleWaiters.push(resolve);
    });
  }

  /** Start no more jobs; those that are running go on. */
  pause(): void {
    this.#isPaused = true;
  }

  resume(): void {
    this.#isPaused = false;
    this.#startJobs();
  }

  #startJobs(): void {
    while (!this.#isPaused && this.#running < this.#concurrency) {
      const start = this.#waiting.shift();
      if (start === undefined) break;
      this.#running += 1;
      void start();
    }
    if (this.#running > 0 || this.#waiting.length > 0) return;
    for (const resolve of this.#idleWaiters.splice(0)) resolve();
  }
}
