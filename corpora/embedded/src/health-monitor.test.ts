import { beforeEach, expect, test, vi } from 'vitest';
import { HealthMonitor, type HealthCheck, type HealthReport } from './health-monitor.ts';

beforeEach(() => {
  vi.useFakeTimers();
  return () => vi.useRealTimers();
});

function setUp(checks: Record<string, HealthCheck>) {
  const schedule = (callback: () => void, milliseconds: number) => {
    const timer = setTimeout(callback, milliseconds);
    return () => {
      clearTimeout(timer);
    };
  };
  const monitor = new HealthMonitor(new Map(Object.entries(checks)), {
    timeout: 100,
    interval: 1000,
    schedule,
  });
  const heard: boolean[] = [];
  const stopHearing = monitor.onChange(({ isHealthy }) => heard.push(isHealthy));
  return { monitor, heard, stopHearing };
}

const up: HealthCheck = () => Promise.resolve();
const states = ({ checks }: HealthReport) => Object.fromEntries(checks);

test('all parts are asked, and the system is healthy when all are up', async () => {
  const { monitor } = setUp({ database: up, queue: up });
  expect(monitor.last).toBeNull();
  const report = await monitor.check();
  expect([report.isHealthy, states(report)]).toEqual([
    true,
    { database: { state: 'up' }, queue: { state: 'up' } },
  ]);
  expect(monitor.last).toBe(report);
  expect((await setUp({}).monitor.check()).isHealthy).toBe(true);
});

test('a part that fails is down, and says why', async () => {
  const { monitor } = setUp({
    database: up,
    queue: () => Promise.reject(new Error('no route')),
    cache: () => {
      throw new TypeError('broken');
    },
    // eslint-disable-next-line @typescript-eslint/prefer-promise-reject-errors -- others do.
    mail: () => Promise.reject('full'),
  });
  const report = await monitor.check();
  expect([report.isHealthy, states(report)]).toEqual([
    false,
    {
      database: { state: 'up' },
      queue: { state: 'down', reason: 'no route' },
      cache: { state: 'down', reason: 'broken' },
      mail: { state: 'down', reason: 'full' },
    },
  ]);
});

test('a part that does not answer is down, and told so', async () => {
  const signals: AbortSignal[] = [];
  const { monitor } = setUp({
    slow(signal) {
      signals.push(signal);
      return new Promise(() => undefined);
    },
    quick: up,
  });
  const checking = monitor.check();
  await vi.advanceTimersByTimeAsync(99);
  expect([monitor.last, signals[0]!.aborted]).toEqual([null, false]);
  await vi.advanceTimersByTimeAsync(1);
  expect(states(await checking)).toEqual({
    slow: { state: 'down', reason: 'too slow' },
    quick: { state: 'up' },
  });
  expect(signals[0]!.aborted).toBe(true);
  expect(vi.getTimerCount()).toBe(0);
});

test('a part that fails after it was too slow disturbs nobody', async () => {
  const { monitor } = setUp({
    slow: (signal) =>
      new Promise((_resolve, reject) => {
        signal.addEventListener('abort', () => {
          reject(new Error('aborted'));
        });
      }),
  });
  const checking = monitor.check();
  await vi.advanceTimersByTimeAsync(100);
  expect(states(await checking)).toEqual({ slow: { state: 'down', reason: 'too slow' } });
});

test('who asks during a round gets its report', async () => {
  let asked = 0;
  const { monitor } = setUp({
    database: () => {
      asked += 1;
      return Promise.resolve();
    },
  });
  const [first, second] = await Promise.all([monitor.check(), monitor.check()]);
  expect([first === second, asked]).toEqual([true, 1]);
  expect(await monitor.check()).not.toBe(first);
  expect(asked).toBe(2);
});

test('changes are heard of', async () => {
  let isUp = true;
  const { monitor, heard, stopHearing } = setUp({
    database: () => (isUp ? Promise.resolve() : Promise.reject(new Error('down'))),
  });
  for (const next of [true, true, false, false, true]) {
    isUp = next;
    await monitor.check();
  }
  expect(heard).toEqual([true, false, true]);
  stopHearing();
  isUp = false;
  await monitor.check();
  expect(heard).toHaveLength(3);
});

test('one listener can be put in twice, and taken out by another', async () => {
  const { monitor } = setUp({ database: up });
  const heard: string[] = [];
  const listener = () => {
    heard.push('a');
    stop();
  };
  monitor.onChange(listener);
  const stop = monitor.onChange(listener);
  await monitor.check();
  expect(heard).toEqual(['a', 'a']);
});

test('a monitor that is started asks again and again, until it is stopped', async () => {
  let asked = 0;
  const { monitor } = setUp({
    database: () => {
      asked += 1;
      return new Promise((resolve) => setTimeout(resolve, 50));
    },
  });
  monitor.start();
  monitor.start();
  expect([asked, monitor.isRunning]).toEqual([1, true]);
  await vi.advanceTimersByTimeAsync(1049);
  expect(asked).toBe(1);
  await vi.advanceTimersByTimeAsync(1);
  expect(asked).toBe(2);
  await vi.advanceTimersByTimeAsync(100);
  monitor.stop();
  expect([monitor.isRunning, vi.getTimerCount()]).toEqual([false, 0]);
  await vi.advanceTimersByTimeAsync(5000);
  expect(asked).toBe(2);
});

test('a monitor that is stopped during a round ends with it, and can be started again', async () => {
  let asked = 0;
  const { monitor } = setUp({
    database: () => {
      asked += 1;
      return new Promise((resolve) => setTimeout(resolve, 50));
    },
  });
  monitor.start();
  monitor.stop();
  monitor.stop();
  await vi.advanceTimersByTimeAsync(5000);
  expect([asked, monitor.last?.isHealthy]).toEqual([1, true]);
  monitor.start();
  await vi.advanceTimersByTimeAsync(1050);
  expect(asked).toBe(3);
  monitor.stop();
});
