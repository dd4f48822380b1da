import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { keyedHex, randomStream } from './random.ts';

const draw = (...key: (string | number)[]): number[] => {
  const stream = randomStream(...key);
  return Array.from({ length: 8 }, () => stream.integer(0, 1_000_000));
};

describe('random streams', () => {
  test('the same key gives the same numbers', () => {
    fc.assert(
      fc.property(fc.array(fc.oneof(fc.string(), fc.integer())), (key) => {
        expect(draw(...key)).toEqual(draw(...key));
      }),
    );
  });

  test('another seed, file, function or operator gives other numbers', () => {
    const streams = [
      draw(1, 'a.ts', 'f', 'x'),
      draw(2, 'a.ts', 'f', 'x'),
      draw(1, 'b.ts', 'f', 'x'),
      draw(1, 'a.ts', 'g', 'x'),
      draw(1, 'a.ts', 'f', 'y'),
    ];
    expect(new Set(streams.map(String)).size).toBe(streams.length);
  });

  test('parts of a key do not run together', () => {
    expect(keyedHex(12, 'ab', 'c')).not.toBe(keyedHex(12, 'a', 'bc'));
  });

  test('a shuffle keeps every item', () => {
    fc.assert(
      fc.property(fc.array(fc.integer()), fc.integer(), (items, seed) => {
        const shuffled = randomStream(seed).shuffle(items);
        expect([...shuffled].sort((a, b) => a - b)).toEqual([...items].sort((a, b) => a - b));
      }),
    );
  });

  test('integers stay within both bounds and reach them', () => {
    const stream = randomStream('bounds');
    const drawn = new Set(Array.from({ length: 200 }, () => stream.integer(-1, 2)));
    expect([...drawn].sort((a, b) => a - b)).toEqual([-1, 0, 1, 2]);
  });
});
