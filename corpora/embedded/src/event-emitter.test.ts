import { beforeEach, expect, test } from 'vitest';
import { EventEmitter, ListenerError } from './event-emitter.ts';

let emitter: EventEmitter<string>;
let heard: string[];

beforeEach(() => {
  emitter = new EventEmitter<string>(3);
  heard = [];
});

const say = (who: string) => (event: string) => {
  heard.push(`${who}:${event}`);
};

test('all listeners of a channel hear an event, in the order in which they came', () => {
  emitter.on('x', say('a'));
  emitter.on('x', say('b'));
  emitter.on('y', say('c'));
  expect(emitter.emit('x', '1')).toBe(2);
  expect(heard).toEqual(['a:1', 'b:1']);
  expect(emitter.emit('z', '1')).toBe(0);
  expect(emitter.channels).toEqual(['x', 'y']);
});

test('higher priorities hear first, equal ones in their order', () => {
  emitter.on('x', say('low'), { priority: -1 });
  emitter.on('x', say('high'), { priority: 1 });
  emitter.on('x', say('none'));
  emitter.emit('x', '1');
  expect(heard).toEqual(['high:1', 'none:1', 'low:1']);
});

test('a listener can leave, more than once', () => {
  const off = emitter.on('x', say('a'));
  emitter.on('x', say('b'));
  off();
  off();
  expect(emitter.emit('x', '1')).toBe(1);
  expect([heard, emitter.listenerCount('x')]).toEqual([['b:1'], 1]);
});

test('a channel without listeners is forgotten', () => {
  const off = emitter.on('x', say('a'));
  off();
  expect(emitter.channels).toEqual([]);
});

test('one event is enough for those who asked for one, even when they cause another', () => {
  emitter.on(
    'x',
    (event) => {
      heard.push(event);
      emitter.emit('x', `${event}!`);
    },
    { once: true },
  );
  emitter.emit('x', '1');
  emitter.emit('x', '2');
  expect(heard).toEqual(['1']);
});

test('who comes or goes during an event counts for the next one', () => {
  const off = emitter.on('x', () => {
    offB();
    emitter.on('x', say('c'));
    off();
  });
  const offB = emitter.on('x', say('b'));
  emitter.emit('x', '1');
  emitter.emit('x', '2');
  expect(heard).toEqual(['b:1', 'c:2']);
});

test('a listener that fails keeps no other from hearing the event', () => {
  emitter.on('x', () => {
    throw new Error('no');
  });
  emitter.on('x', say('b'));
  expect(() => emitter.emit('x', '1')).toThrow(ListenerError);
  expect(heard).toEqual(['b:1']);
});

test('there is a limit, for each channel', () => {
  for (const who of ['a', 'b', 'c']) emitter.on('x', say(who));
  expect(() => emitter.on('x', say('d'))).toThrow(RangeError);
  emitter.on('y', say('d'));
  emitter.clear('x');
  expect([emitter.listenerCount('x'), emitter.listenerCount('y')]).toEqual([0, 1]);
});
