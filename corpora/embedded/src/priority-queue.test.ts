import fc from 'fast-check';
import { expect, test } from 'vitest';
import { PriorityQueue } from './priority-queue.ts';

function filled(...priorities: number[]): PriorityQueue<string> {
  const queue = new PriorityQueue<string>();
  for (const [index, priority] of priorities.entries())
    queue.push(`${String(priority)}#${String(index)}`, priority);
  return queue;
}

test('the smallest priority leaves first, the first comer among equals', () => {
  const queue = filled(2, 1, 2, 1);
  expect([queue.pop(), queue.pop(), queue.pop(), queue.pop()]).toEqual(['1#1', '1#3', '2#0', '2#2']);
  expect(queue.pop()).toBeUndefined();
});

test('everything leaves in order, whatever the order of arrival', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: -3, max: 9 }), { maxLength: 40 }), (priorities) => {
      const queue = filled(...priorities);
      const expected = [...priorities.entries()]
        .sort(([i, a], [j, b]) => a - b || i - j)
        .map(([index, priority]) => `${String(priority)}#${String(index)}`);
      expect(queue.toArray()).toEqual(expected);
      expect(queue.size).toBe(priorities.length);
      expect(priorities.map(() => queue.pop())).toEqual(expected);
      expect(queue.size).toBe(0);
    }),
  );
});

test('peek leaves the item in the queue', () => {
  const queue = filled(5, 3);
  expect([queue.peek(), queue.size, queue.pop()]).toEqual(['3#1', 2, '3#1']);
  expect(new PriorityQueue<string>().peek()).toBeUndefined();
});

test('all items up to a limit leave together', () => {
  const queue = filled(4, 1, 3, 2);
  expect(queue.popUpTo(3)).toEqual(['1#1', '2#3', '3#2']);
  expect(queue.popUpTo(3)).toEqual([]);
  expect(queue.toArray()).toEqual(['4#0']);
});

test('not every number is a priority', () => {
  const queue = filled(0, Infinity, -Infinity);
  expect(queue.toArray()).toEqual(['-Infinity#2', '0#0', 'Infinity#1']);
  expect(() => {
    queue.push('x', NaN);
  }).toThrow(RangeError);
});
