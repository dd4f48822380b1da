import { EventEmitter } from 'node:events';
import { expect, test, vi, beforeEach, afterEach } from 'vitest';
import { DeviceLink, LinkError, type Line } from './device-link.ts';

class Wire extends EventEmitter implements Line {
  readonly sent: string[] = [];
  readonly hearers = new Set<(reading: string) => void>();
  readonly ended = Promise.withResolvers<undefined>();

  open(): Promise<void> {
    this.emit('hello', 'meter');
    return Promise.resolve();
  }

  send(text: string): void {
    this.sent.push(text);
  }

  subscribe(hear: (reading: string) => void): () => void {
    this.hearers.add(hear);
    return () => this.hearers.delete(hear);
  }

  end(): Promise<void> {
    return this.ended.promise;
  }
}

function setUp() {
  const wire = new Wire();
  const clock = { setTimeout, clearTimeout, setInterval, clearInterval };
  const options = { clock: clock as never, patience: 100, pulse: 400, rest: 200 };
  return { wire, link: new DeviceLink(wire, options) };
}

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

test('an open link knows the name of its device, and gives signs of life', async () => {
  const { wire, link } = setUp();
  let isOpen = false;
  void link.opened.then(() => (isOpen = link.state === 'open'));
  expect(link.state).toBe('new');
  expect(await link.open()).toBe('meter');
  await Promise.resolve();
  expect(isOpen).toBe(true);
  vi.advanceTimersByTime(801);
  expect(wire.sent).toEqual(['alive', 'alive']);
});

test('a question gets the next answer, and leaves nothing behind', async () => {
  const { wire, link } = setUp();
  const answer = link.ask('how much');
  wire.emit('answer', '5');
  expect(await answer).toBe('5');
  expect(wire.sent).toEqual(['how much']);
  expect(wire.listenerCount('answer')).toBe(0);
  expect(vi.getTimerCount()).toBe(1);
});

test('an answer that does not come in time is an error', async () => {
  const { link } = setUp();
  const answer = link.ask('how much');
  vi.advanceTimersByTime(100);
  await expect(answer).rejects.toThrow(new LinkError('no answer to how much'));
});

test('without questions the link becomes idle', async () => {
  const { wire, link } = setUp();
  const first = link.ask('a');
  wire.emit('answer', '1');
  await first;
  vi.advanceTimersByTime(150);
  const second = link.ask('b');
  wire.emit('answer', '2');
  await second;
  vi.advanceTimersByTime(150);
  expect(link.state).toBe('open');
  vi.advanceTimersByTime(50);
  expect(link.state).toBe('idle');
});

test('who wants to know hears of the answer or of the failure, not of both', async () => {
  const { wire, link } = setUp();
  const told: unknown[] = [];
  const answered = (answer: string): void => {
    told.push(answer);
    throw new Error('no');
  };
  link.inform('a', answered, (error) => told.push(error));
  wire.emit('answer', '1');
  await vi.advanceTimersByTimeAsync(10);
  expect(told).toEqual(['1']);
  link.inform('b', answered, (error) => told.push(error));
  await vi.advanceTimersByTimeAsync(100);
  expect(told).toEqual(['1', new LinkError('no answer to b')]);
});

test('readings are collected, and then no longer listened to', async () => {
  const { wire, link } = setUp();
  const readings = link.collect(2);
  for (const reading of ['1', '2']) for (const hear of wire.hearers) hear(reading);
  expect(await readings).toEqual(['1', '2']);
  expect(wire.hearers.size).toBe(0);
});

test('closing ends all timers, and says whether the device has agreed', async () => {
  const { wire, link } = setUp();
  await link.open();
  const asking = link.ask('a');
  wire.emit('answer', '1');
  await asking;
  wire.ended.resolve(undefined);
  expect(await link.close()).toBe(true);
  expect([link.state, vi.getTimerCount()]).toEqual(['closed', 0]);
  const other = setUp().link;
  const closing = other.close();
  await vi.advanceTimersByTimeAsync(100);
  expect(await closing).toBe(false);
});
