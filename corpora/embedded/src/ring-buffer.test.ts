import fc from 'fast-check';
import { expect, test } from 'vitest';
import { movingAverages, RingBuffer } from './ring-buffer.ts';

function filled(capacity: number, ...items: number[]): RingBuffer<number> {
  const buffer = new RingBuffer<number>(capacity);
  for (const item of items) buffer.push(item);
  return buffer;
}

test('a full buffer gives up its oldest item', () => {
  const buffer = filled(3, 1, 2, 3);
  expect(buffer.push(4)).toBe(1);
  expect(buffer.toArray()).toEqual([2, 3, 4]);
  expect([buffer.size, buffer.capacity, buffer.dropped]).toEqual([3, 3, 1]);
});

test('a buffer with room gives up nothing', () => {
  expect(new RingBuffer<number>(2).push(7)).toBeUndefined();
});

test('items leave in the order in which they came', () => {
  const buffer = filled(3, 1, 2, 3, 4);
  expect([buffer.shift(), buffer.shift()]).toEqual([2, 3]);
  buffer.push(5);
  expect([buffer.shift(), buffer.shift(), buffer.shift(), buffer.size]).toEqual([4, 5, undefined, 0]);
});

test('it behaves like an array that is cut at the front', () => {
  const steps = fc.array(fc.option(fc.nat(9), { nil: null }), { maxLength: 40 });
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 4 }), steps, (capacity, list) => {
      const buffer = new RingBuffer<number>(capacity);
      const model: number[] = [];
      for (const step of list) {
        if (step === null) {
          expect(buffer.shift()).toBe(model.shift());
        } else {
          expect(buffer.push(step)).toBe(model.length === capacity ? model.shift() : undefined);
          model.push(step);
        }
        expect(buffer.toArray()).toEqual(model);
      }
    }),
  );
});

test('an index counts from the oldest item, a negative one from the newest', () => {
  const buffer = filled(3, 1, 2, 3, 4);
  expect([0, 2, -1, -3].map((index) => buffer.at(index))).toEqual([2, 4, 4, 2]);
  expect([3, -4, 0.5, NaN].map((index) => buffer.at(index))).toEqual([
    undefined,
    undefined,
    undefined,
    undefined,
  ]);
});

test('the latest items come oldest first', () => {
  const buffer = filled(4, 1, 2, 3);
  expect(buffer.latest(2)).toEqual([2, 3]);
  expect(buffer.latest(9)).toEqual([1, 2, 3]);
  expect(buffer.latest(0)).toEqual([]);
});

test('a cleared buffer starts again', () => {
  const buffer = filled(2, 1, 2, 3);
  buffer.clear();
  expect([buffer.size, buffer.dropped]).toEqual([0, 1]);
  expect([buffer.push(8), buffer.push(9), buffer.push(10)]).toEqual([undefined, undefined, 8]);
});

test('the capacity is checked', () => {
  for (const capacity of [0, 1.5, 65_537]) expect(() => new RingBuffer(capacity)).toThrow(RangeError);
});

test('moving averages need a full window', () => {
  expect(movingAverages([1, 2, 3, 6], 2)).toEqual([1.5, 2.5, 4.5]);
  expect(movingAverages([1, 2], 3)).toEqual([]);
});
