import { expect, test } from 'vitest';
import { ChangeHub, type Change } from './change-hub.ts';

function setUp() {
  const hub = new ChangeHub();
  const heard: Change[] = [];
  const stop = hub.listen((change) => heard.push(change));
  return { hub, heard, stop };
}

test('changes are told in order, when they are flushed', () => {
  const { hub, heard } = setUp();
  hub.set('a', 1);
  hub.set('a', 2);
  hub.set('a', 2);
  expect([hub.pending, heard]).toEqual([2, []]);
  expect(hub.flush()).toBe(2);
  expect(heard).toEqual([
    { key: 'a', from: 0, to: 1 },
    { key: 'a', from: 1, to: 2 },
  ]);
  expect([hub.pending, hub.rounds, hub.value('a'), hub.value('b')]).toEqual([0, 1, 2, 0]);
  expect([hub.flush(), hub.rounds]).toEqual([0, 1]);
});

test('what a listener changes is told in the next round', () => {
  const { hub, heard } = setUp();
  hub.listen(({ to }) => {
    hub.set('copy', to);
  });
  hub.set('a', 1);
  expect(hub.flush()).toBe(1);
  expect([heard.length, hub.pending]).toEqual([1, 1]);
  expect(hub.flush()).toBe(1);
  expect(heard.at(-1)).toEqual({ key: 'copy', from: 0, to: 1 });
});

test('who begins to listen while others are told hears of the next change', () => {
  const { hub } = setUp();
  let late = 0;
  const stop = hub.listen(() => {
    stop();
    hub.listen(() => (late += 1));
  });
  hub.set('a', 1);
  hub.flush();
  expect([late, hub.listeners]).toEqual([0, 2]);
  hub.set('a', 2);
  hub.flush();
  expect(late).toBe(1);
});

test('who has stopped hears no more', () => {
  const { hub, heard, stop } = setUp();
  stop();
  hub.set('a', 1);
  hub.flush();
  expect([heard, hub.listeners]).toEqual([[], 0]);
});
