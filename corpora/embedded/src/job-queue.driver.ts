import type { Driver } from '@bebug/oracle/driver';
import { JobQueue } from './job-queue.ts';

interface Subject {
  readonly queue: JobQueue;
  readonly started: string[];
  job(name: string): Promise<string>;
}

const name = { oneOf: ['j1', 'j2', 'j3'] };

export default {
  create(world) {
    const started: string[] = [];
    return {
      queue: new JobQueue(2),
      started,
      job(job) {
        started.push(job);
        return world.external('job', [job], () => `done ${job}`);
      },
    };
  },
  calls: {
    add: { args: [name], run: (subject, job: string) => subject.queue.add(() => subject.job(job)) },
    addAll: {
      args: [name, name, name],
      run: (subject, ...jobs: string[]) =>
        Promise.allSettled(jobs.map((job) => subject.queue.add(() => subject.job(job)))),
    },
    addFailing: {
      args: [name],
      run: (subject, job: string) => subject.queue.add(() => Promise.reject(new Error(`failed ${job}`))),
    },
    onIdle: {
      args: [],
      run: async ({ queue }) => {
        await queue.onIdle();
        return { running: queue.running, waiting: queue.waiting };
      },
    },
    pauseAndResume: {
      args: [name],
      run: async (subject, job: string) => {
        subject.queue.pause();
        const result = subject.queue.add(() => subject.job(job));
        const started = [...subject.started];
        subject.queue.resume();
        return [started, await result];
      },
    },
    idleAfterPause: {
      args: [name, { oneOf: [true, false] }],
      run: async (subject, job: string, isBusy: boolean) => {
        const { queue } = subject;
        const other = isBusy ? queue.add(() => subject.job('other')) : subject.job('outside');
        queue.pause();
        const result = queue.add(() => subject.job(job));
        const waitingWhenIdle = queue.onIdle().then(() => queue.waiting);
        await other;
        await subject.job('later');
        queue.resume();
        return [await result, await waitingWhenIdle];
      },
    },
    build: {
      args: [{ oneOf: [-1, 0, 0.5, 1] }],
      run: (_subject, size: number) => new JobQueue(size).running,
    },
  },
  observe: ({ queue, started }) => ({
    running: queue.running,
    waiting: queue.waiting,
    failed: queue.failed,
    started,
  }),
  scenarios: [
    {
      name: 'three jobs for two places',
      clients: [[['add', 'j1']], [['add', 'j2']], [['add', 'j3']]],
    },
    {
      name: 'a job fails while others wait',
      clients: [[['addAll', 'j1', 'j2', 'j3']], [['addFailing', 'j4']]],
      rejects: [{ external: 'job', call: 1 }],
    },
    {
      name: 'waiting until all is done',
      clients: [[['addAll', 'j1', 'j2', 'j3']], [['onIdle']]],
    },
    {
      name: 'a pause while a job runs',
      clients: [[['add', 'j1']], [['pauseAndResume', 'j2']], [['onIdle']]],
    },
  ],
} satisfies Driver<Subject>;
