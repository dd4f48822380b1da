import { getEventListeners } from 'node:events';
import { expect, test } from 'vitest';
import { ChannelClosedError, BoundedChannel } from './bounded-channel.ts';

const turn = () => new Promise((resolve) => setTimeout(resolve, 0));
const value = async (channel: BoundedChannel<string>) => (await channel.receive()).value;

test('messages come out in the order in which they went in', async () => {
  const channel = new BoundedChannel<string>(2);
  await channel.send('a');
  await channel.send('b');
  expect(channel.size).toEqual({ messages: 2, senders: 0, receivers: 0 });
  expect([await value(channel), await value(channel)]).toEqual(['a', 'b']);
});

test('a sender waits while the channel is full', async () => {
  const channel = new BoundedChannel<string>(1);
  const done: string[] = [];
  for (const message of ['a', 'b', 'c']) void channel.send(message).then(() => done.push(message));
  await turn();
  expect([done, channel.size.senders]).toEqual([['a'], 2]);
  expect(await value(channel)).toBe('a');
  await turn();
  expect([done, channel.size]).toEqual([['a', 'b'], { messages: 1, senders: 1, receivers: 0 }]);
  expect([await value(channel), await value(channel)]).toEqual(['b', 'c']);
  await turn();
  expect(done).toEqual(['a', 'b', 'c']);
});

test('without any room a sender waits for a receiver', async () => {
  const channel = new BoundedChannel<string>(0);
  const sent = channel.send('a');
  expect(channel.size).toEqual({ messages: 0, senders: 1, receivers: 0 });
  expect(await value(channel)).toBe('a');
  await sent;
  const received = value(channel);
  await channel.send('b');
  expect(await received).toBe('b');
});

test('receivers get their messages in turn, each a different one', async () => {
  const channel = new BoundedChannel<string>(1);
  const received = Promise.all([value(channel), value(channel)]);
  await turn();
  expect(channel.size.receivers).toBe(2);
  await channel.send('a');
  await channel.send('b');
  await channel.send('c');
  expect(await received).toEqual(['a', 'b']);
  expect(channel.size).toEqual({ messages: 1, senders: 0, receivers: 0 });
});

test('a closed channel gives away what it keeps, and takes nothing', async () => {
  const channel = new BoundedChannel<string>(1);
  await channel.send('a');
  const waiting = channel.send('b');
  channel.close();
  await expect(waiting).rejects.toThrow(ChannelClosedError);
  await expect(channel.send('c')).rejects.toThrow(ChannelClosedError);
  expect([await channel.receive(), await channel.receive()]).toEqual([
    { done: false, value: 'a' },
    { done: true, value: undefined },
  ]);
  expect([channel.isClosed, channel.size]).toEqual([true, { messages: 0, senders: 0, receivers: 0 }]);
});

test('closing ends the wait of receivers', async () => {
  const channel = new BoundedChannel<string>(1);
  const received = channel.receive();
  await turn();
  channel.close();
  expect(await received).toEqual({ done: true, value: undefined });
  expect(channel.size.receivers).toBe(0);
});

test('a loop runs until the channel is closed', async () => {
  const channel = new BoundedChannel<string>(5);
  for (const message of ['a', 'b', 'c']) await channel.send(message);
  for await (const message of channel) {
    if (message === 'a') break;
  }
  channel.close();
  const rest: string[] = [];
  for await (const message of channel) rest.push(message);
  expect(rest).toEqual(['b', 'c']);
});

test('who gives up leaves no trace', async () => {
  const channel = new BoundedChannel<string>(0);
  const controller = new AbortController();
  const { signal } = controller;
  const sent = channel.send('a', signal);
  controller.abort(new Error('enough'));
  await expect(sent).rejects.toThrow('enough');
  await expect(channel.send('b', signal)).rejects.toThrow('enough');
  await expect(channel.receive(signal)).rejects.toThrow('enough');
  const other = new AbortController();
  const received = channel.receive(other.signal);
  other.abort(new Error('too late'));
  await expect(received).rejects.toThrow('too late');
  expect(channel.size).toEqual({ messages: 0, senders: 0, receivers: 0 });
  const next = value(channel);
  await channel.send('c');
  expect(await next).toBe('c');
});

test('nothing listens to a signal once the wait is over', async () => {
  const channel = new BoundedChannel<string>(0);
  const { signal } = new AbortController();
  const sent = channel.send('a', signal);
  expect(getEventListeners(signal, 'abort')).toHaveLength(1);
  await channel.receive(signal);
  await sent;
  const received = channel.receive(signal);
  channel.close();
  await received;
  expect(getEventListeners(signal, 'abort')).toHaveLength(0);
});

test('a capacity is a whole number', () => {
  for (const capacity of [-1, 0.5, NaN]) expect(() => new BoundedChannel(capacity)).toThrow(RangeError);
});
