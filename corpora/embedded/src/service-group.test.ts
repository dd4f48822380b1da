import { beforeEach, expect, test } from 'vitest';
import { NotRunningError, ServiceGroup, type Phase, type Service } from './service-group.ts';

let log: string[];
let broken: Set<string>;
let group: ServiceGroup;

function serviceOf(name: string): Service {
  const act = (verb: string) => async (): Promise<void> => {
    log.push(`${verb} ${name}`);
    await turns();
    if (broken.has(`${verb} ${name}`)) throw new TypeError(`cannot ${verb} ${name}`);
    log.push(`${verb} ${name} done`);
  };
  return { name, start: act('start'), stop: act('stop') };
}

async function turns(): Promise<void> {
  for (let turn = 0; turn < 20; turn++) await Promise.resolve();
}

beforeEach(() => {
  log = [];
  broken = new Set();
  const [store, cache, web] = ['store', 'cache', 'web'].map(serviceOf);
  group = new ServiceGroup([[store!, cache!], [web!]]);
});

test('services start layer by layer and stop in the opposite order', async () => {
  await group.start();
  expect([group.phase, group.running]).toEqual(['running', ['store', 'cache', 'web']]);
  expect(log).toEqual([
    'start store',
    'start cache',
    'start store done',
    'start cache done',
    'start web',
    'start web done',
  ]);
  log.length = 0;
  await group.stop();
  expect([group.phase, group.running]).toEqual(['idle', []]);
  expect(log).toEqual([
    'stop web',
    'stop web done',
    'stop store',
    'stop cache',
    'stop store done',
    'stop cache done',
  ]);
});

test('what runs is not started again, and what does not run is not stopped', async () => {
  await group.stop();
  await Promise.all([group.start(), group.start()]);
  expect(log.filter((line) => line === 'start web')).toHaveLength(1);
  expect(log).not.toContain('stop web');
});

test('when a service cannot be started, all are stopped again', async () => {
  broken.add('start store');
  await expect(group.start()).rejects.toThrow('cannot start store');
  expect([group.phase, group.running]).toEqual(['idle', []]);
  expect(log).toEqual(['start store', 'start cache', 'start cache done', 'stop cache', 'stop cache done']);
  broken.clear();
  await group.start();
  expect(group.phase).toBe('running');
});

test('a service that cannot be stopped keeps no other one from it', async () => {
  await group.start();
  broken.add('stop web').add('stop store');
  await group.stop();
  expect([group.phase, group.running]).toEqual(['running', ['store', 'web']]);
  broken.clear();
  await group.stop();
  expect([group.phase, group.running]).toEqual(['idle', []]);
});

test('services are not stopped before requests have ended, well or not', async () => {
  const { promise, reject } = Promise.withResolvers<string>();
  await group.start();
  const served = group.serve(() => promise);
  const stopped = group.stop();
  await turns();
  expect(log).not.toContain('stop web');
  await expect(group.serve(() => promise)).rejects.toThrow(new NotRunningError('the services are stopping'));
  reject(new Error('bad request'));
  await expect(served).rejects.toThrow('bad request');
  await stopped;
  expect(group.running).toEqual([]);
  await expect(group.serve(() => promise)).rejects.toThrow('the services are idle');
});

test('requests give what they give', async () => {
  await group.start();
  expect(await group.serve(() => Promise.resolve('page'))).toBe('page');
});

test('one service is stopped and started again, when requests have ended', async () => {
  const { promise, resolve } = Promise.withResolvers<undefined>();
  await group.start();
  log.length = 0;
  const served = group.serve(() => promise);
  const restarted = group.restart('cache');
  await turns();
  expect(log).toEqual([]);
  resolve(undefined);
  await Promise.all([served, restarted]);
  expect(log).toEqual(['stop cache', 'stop cache done', 'start cache', 'start cache done']);
  expect([group.phase, group.running]).toEqual(['running', ['store', 'web', 'cache']]);
  await expect(group.restart('mail')).rejects.toThrow(RangeError);
  expect(group.phase).toBe('running');
});

test('what is asked for waits for its turn', async () => {
  await Promise.all([group.start(), group.stop(), group.start()]);
  expect(log.filter((line) => line.endsWith('done'))).toEqual(
    ['start', 'stop', 'start'].flatMap((verb) =>
      (verb === 'stop' ? ['web', 'store', 'cache'] : ['store', 'cache', 'web']).map(
        (name) => `${verb} ${name} done`,
      ),
    ),
  );
});

test('phases are told when the code that runs has ended', async () => {
  const told: string[] = [];
  group.onPhase((phase) => told.push(`${phase} ${String(log.length)}`));
  expect(told).toEqual([]);
  await group.start();
  await turns();
  expect(told).toEqual(['idle 0', 'starting 2', 'running 6']);
  await group.stop();
  await turns();
  expect(told.slice(3)).toEqual(['stopping 6', 'idle 12']);
});

test('who listens no more is told nothing', async () => {
  const told: Phase[] = [];
  const leave = group.onPhase((phase) => {
    told.push(phase);
    leave();
  });
  group.onPhase((phase) => told.push(phase))();
  await group.start();
  expect(told).toEqual(['idle']);
});
