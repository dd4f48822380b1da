import fc from 'fast-check';
import { uniformInt } from 'pure-rand/distribution/uniformInt';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';
import { describe, expect, test } from 'vitest';
import { keyedHex, keyedInteger, randomStream } from './random.ts';

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

  test('are the library’s, number by number, whatever the range', () => {
    const range = fc.oneof(
      fc.integer({ min: 1, max: 2 ** 32 + 5 }),
      fc.constantFrom(1, 2, 3, 2 ** 31, 2 ** 31 + 1, 2 ** 32 - 1, 2 ** 32, 2 ** 32 + 1),
    );
    fc.assert(
      fc.property(fc.integer(), fc.integer(), range, (seed, low, size) => {
        const [generator, stream] = [xoroshiro128plus(keyedInteger(seed)), randomStream(seed)];
        for (let draw = 0; draw < 20; draw++)
          expect(stream.integer(low, low + size - 1)).toBe(uniformInt(generator, low, low + size - 1));
      }),
    );
  });

  test('fill an array with what call after call gives, and go on from there', () => {
    fc.assert(
      fc.property(
        fc.integer(),
        fc.integer({ min: -(2 ** 31), max: 0 }),
        fc.integer({ min: 1, max: 2 ** 31 }),
        (seed, low, size) => {
          const [one, other] = [randomStream(seed), randomStream(seed)];
          const target = new Int32Array(7);
          one.fill(target, low, low + size - 1);
          expect([...target]).toEqual(Array.from(target, () => other.integer(low, low + size - 1)));
          expect(one.integer(0, 1000)).toBe(other.integer(0, 1000));
        },
      ),
    );
  });

  test('integers stay within both bounds and reach them', () => {
    const stream = randomStream('bounds');
    const drawn = new Set(Array.from({ length: 200 }, () => stream.integer(-1, 2)));
    expect([...drawn].sort((a, b) => a - b)).toEqual([-1, 0, 1, 2]);
  });
});
