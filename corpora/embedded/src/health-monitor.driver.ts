import type { Driver, World } from '@bebug/oracle/driver';
import { HealthMonitor, type HealthCheck, type Schedule } from './health-monitor.ts';

interface Subject {
  readonly monitor: HealthMonitor;
  readonly world: World;
  readonly heard: string[];
  readonly aborted: string[];
  readonly timers: { pending: number };
  readonly parts: Map<string, string>;
}

const behaviour = { oneOf: ['up', 'down', 'broken', 'text', 'slow', 'late'] };

function scheduleWith(timers: { pending: number }): Schedule {
  return (callback, milliseconds) => {
    timers.pending += 1;
    let isPending = true;
    const end = (): void => {
      if (isPending) timers.pending -= 1;
      isPending = false;
    };
    const timer = setTimeout(() => {
      end();
      callback();
    }, milliseconds);
    return () => {
      end();
      clearTimeout(timer);
    };
  };
}

function behave(
  kind: string | undefined,
  name: string,
  aborted: string[],
  signal: AbortSignal,
): Promise<void> {
  signal.addEventListener('abort', () => void aborted.push(name));
  switch (kind) {
    case 'down':
      return Promise.reject(new Error(`${name} is down`));
    case 'broken':
      throw new TypeError(`${name} is broken`);
    case 'text':
      // eslint-disable-next-line @typescript-eslint/prefer-promise-reject-errors -- others do.
      return Promise.reject('full');
    case 'slow':
      return new Promise(() => undefined);
    case 'late':
      return new Promise((_resolve, reject) => {
        setTimeout(() => {
          reject(new Error('late'));
        }, 150);
      });
    default:
      return new Promise((resolve) => {
        setTimeout(resolve, 20);
      });
  }
}

const sleep = (milliseconds: number) =>
  new Promise((resolve) => {
    setTimeout(resolve, milliseconds);
  });

function make(
  world: World,
  checkOf: (subject: Omit<Subject, 'monitor'>, name: string) => HealthCheck,
): Subject {
  const rest = { world, heard: [], aborted: [], timers: { pending: 0 }, parts: new Map<string, string>() };
  const checks = new Map(['database', 'queue'].map((name) => [name, checkOf(rest, name)] as const));
  const options = { timeout: 100, interval: 1000, schedule: scheduleWith(rest.timers) };
  const monitor = new HealthMonitor(checks, options);
  checks.clear();
  options.timeout = 1;
  const subject: Subject = { ...rest, monitor };
  monitor.onChange(({ isHealthy }) => void subject.heard.push(isHealthy ? 'healthy' : 'ill'));
  return subject;
}

const timed = (world: World): Subject =>
  make(
    world,
    ({ parts, aborted }, name) =>
      (signal) =>
        behave(parts.get(name), name, aborted, signal),
  );

const stateOf = ({ monitor, heard, aborted, timers }: Subject) => ({
  last: monitor.last,
  isRunning: monitor.isRunning,
  heard,
  aborted,
  timers: timers.pending,
});

export default {
  create: (world) => make(world, (_subject, name) => () => world.external('ask', [name], () => undefined)),
  calls: {
    check: { args: [], run: ({ monitor }) => monitor.check() },
    rounds: {
      args: [behaviour, behaviour, behaviour],
      async run({ world }, ...kinds: string[]) {
        const subject = timed(world);
        const reports: unknown[] = [];
        for (const kind of kinds) {
          subject.parts.set('queue', kind);
          reports.push(await subject.monitor.check(), subject.timers.pending);
        }
        await sleep(200);
        return [reports, stateOf(subject)];
      },
    },
    together: {
      args: [behaviour],
      async run({ world }, kind: string) {
        const subject = timed(world);
        subject.parts.set('database', kind);
        const [first, second] = await Promise.all([subject.monitor.check(), subject.monitor.check()]);
        return [first === second, stateOf(subject)];
      },
    },
    repeat: {
      args: [
        { oneOf: [0, 10, 100, 1019, 1020, 1021, 2500] },
        { oneOf: ['once', 'twice', 'again', 'never'] },
        behaviour,
      ],
      async run({ world }, milliseconds: number, kind: string, part: string) {
        const subject = timed(world);
        const { monitor } = subject;
        subject.parts.set('queue', part);
        monitor.start();
        if (kind === 'twice') monitor.start();
        if (kind === 'again') {
          monitor.stop();
          monitor.start();
        }
        await sleep(milliseconds);
        const before = JSON.stringify(stateOf(subject));
        const earlier = monitor.last;
        monitor.stop();
        const after = [monitor.isRunning, subject.timers.pending];
        await sleep(3000);
        return [before, after, monitor.last === earlier, stateOf(subject)];
      },
    },
    listen: {
      args: [{ oneOf: [true, false] }],
      async run({ world }, isStopped: boolean) {
        const subject = timed(world);
        const listener = () => void subject.heard.push('other');
        const stop = subject.monitor.onChange(listener);
        subject.monitor.onChange(listener);
        if (isStopped) stop();
        await subject.monitor.check();
        subject.parts.set('queue', 'down');
        stop();
        await subject.monitor.check();
        return subject.heard;
      },
    },
  },
  observe: stateOf,
  scenarios: [
    { name: 'two ask at the same time', clients: [[['check']], [['check']]] },
    {
      name: 'a part is down at first',
      clients: [[['check'], ['check']]],
      rejects: [{ external: 'ask', call: 1 }],
    },
  ],
  loads: {
    'round after round': {
      async run({ world }, n: number) {
        const { monitor } = timed(world);
        monitor.start();
        await sleep(n * 1020);
        monitor.stop();
        return n;
      },
    },
    'listeners that come and go': {
      run({ monitor }, n: number) {
        for (let index = 0; index < n; index++) monitor.onChange(() => undefined)();
        return n;
      },
    },
  },
} satisfies Driver<Subject>;
