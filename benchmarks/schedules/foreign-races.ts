/** Races planted by hand in packages that nobody prepared: what a person gets wrong there, as edits of the clean text. */
export interface ForeignRace {
  readonly package: string;
  readonly file: string;
  readonly subject: string;
  readonly race: string;
  /** Each `from` occurs once, in this order. */
  readonly edits: readonly (readonly [from: string, to: string])[];
}

const PACER = '@tanstack/pacer@0.22.0';
const IT_QUEUE = 'it-queue@1.1.4';

export const FOREIGN_RACES: readonly ForeignRace[] = [
  {
    package: PACER,
    file: 'src/async-batcher.ts',
    subject: 'AsyncBatcher',
    race: 'the batch is cleared after it was processed: items that came meanwhile are lost',
    edits: [
      ['    this.clear() // Clear items before processing to prevent race conditions\n', ''],
      [
        'const result = await currentAsyncRetryer.execute(batch) // EXECUTE\n',
        'const result = await currentAsyncRetryer.execute(batch) // EXECUTE\n      this.clear()\n',
      ],
    ],
  },
  {
    package: PACER,
    file: 'src/async-debouncer.ts',
    subject: 'AsyncDebouncer',
    race: 'an earlier call is not called off',
    edits: [
      [
        '    if (!this.#getEnabled()) return undefined\n    this.#cancelPendingExecution()\n',
        '    if (!this.#getEnabled()) return undefined\n',
      ],
    ],
  },
  {
    package: PACER,
    file: 'src/async-throttler.ts',
    subject: 'AsyncThrottler',
    race: 'a call does not wait for the one that is executing',
    edits: [['this.store.state.isExecuting && maxNumIterations > 0;', 'maxNumIterations > wait;']],
  },
  {
    package: PACER,
    file: 'src/async-rate-limiter.ts',
    subject: 'AsyncRateLimiter',
    race: 'an execution is counted when it is over',
    edits: [
      ['      isExecuting: true,\n      executionTimes,\n', '      isExecuting: true,\n'],
      [
        '      this.#setCleanupTimeout(now)\n',
        '      this.#setState({ executionTimes })\n      this.#setCleanupTimeout(now)\n',
      ],
    ],
  },
  {
    package: PACER,
    file: 'src/async-queuer.ts',
    subject: 'AsyncQueuer',
    race: 'an item is taken off the queue when it is done: two executions take the same one',
    edits: [
      [
        'const item = this.getNextItem(position)\n\n    if (item !== undefined) {\n      const currentExecuteCount',
        'const item = this.peekNextItem(position)\n\n    if (item !== undefined) {\n      const currentExecuteCount',
      ],
      [
        'const lastResult = await currentAsyncRetryer.execute(item) // EXECUTE!\n',
        'const lastResult = await currentAsyncRetryer.execute(item) // EXECUTE!\n        this.getNextItem(position)\n',
      ],
    ],
  },
  {
    package: PACER,
    file: 'src/async-retryer.ts',
    subject: 'AsyncRetryer',
    race: 'a new execution does not cancel the one before',
    edits: [["    this.abort('new-execution')\n", '']],
  },
  {
    package: IT_QUEUE,
    file: 'src/index.ts',
    subject: 'Queue',
    race: 'a job counts as pending a tick after it was started',
    edits: [['      this.pending++\n', '      void Promise.resolve().then(() => { this.pending++ })\n']],
  },
  {
    package: IT_QUEUE,
    file: 'src/index.ts',
    subject: 'Queue',
    race: 'the size is checked a tick before the job is added',
    edits: [
      [
        '      throw new QueueFullError()\n    }\n',
        '      throw new QueueFullError()\n    }\n    await Promise.resolve()\n',
      ],
    ],
  },
  {
    package: IT_QUEUE,
    file: 'src/job.ts',
    subject: 'Job',
    race: 'those who join get the result one by one, after the status says that it is there',
    edits: [
      [
        "      this.recipients.forEach(recipient => {\n        recipient.deferred.resolve(result)\n      })\n\n      this.status = 'complete'",
        "      this.status = 'complete'\n      const [first] = this.recipients\n      first?.deferred.resolve(result)",
      ],
    ],
  },
];
