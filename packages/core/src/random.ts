import { createHash } from 'node:crypto';
import { uniformInt } from 'pure-rand/distribution/uniformInt';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';
import type { RandomGenerator } from 'pure-rand/types/RandomGenerator';

/**
 * A seeded random stream. Streams are keyed, never shared: `stream(seed, file, function, operator)` gives the same numbers
 * whatever else was drawn before, on any number of workers.
 */
export interface RandomStream {
  /** Uniform integer in [low, high], both inclusive. */
  integer(low: number, high: number): number;
  /** Fills an array with what so many calls of `integer(low, high)` would give; the range must be smaller than 2³². */
  fill(target: Int32Array, low: number, high: number): void;
  /** One of `items`; throws when there are none. */
  pick<T>(items: readonly T[]): T;
  /** A new array with the items in random order. */
  shuffle<T>(items: readonly T[]): T[];
}

/** A 32-bit integer that depends on every part of the key and on nothing else. */
export function keyedInteger(...key: readonly (string | number)[]): number {
  return keyDigest(key).readInt32BE(0);
}

/** `length` hexadecimal digits that depend on every part of the key and on nothing else. */
export function keyedHex(length: number, ...key: readonly (string | number)[]): string {
  return keyDigest(key).toString('hex').slice(0, length);
}

function keyDigest(key: readonly (string | number)[]): Buffer {
  return createHash('sha256').update(JSON.stringify(key)).digest();
}

export function randomStream(...key: readonly (string | number)[]): RandomStream {
  const generator = xoroshiro128plus(keyedInteger(...key));
  const integer = (low: number, high: number): number => {
    const range = high - low + 1;
    return range < WORDS
      ? low + below(generator, range, usableWords(range))
      : uniformInt(generator, low, high);
  };
  return {
    integer,
    fill(target, low, high) {
      const range = high - low + 1;
      const usable = usableWords(range);
      for (let at = 0; at < target.length; at++) target[at] = low + below(generator, range, usable);
    },
    pick(items) {
      if (items.length === 0) throw new RangeError('cannot pick from nothing');
      return items[integer(0, items.length - 1)]!;
    },
    shuffle(items) {
      const result = [...items];
      for (let last = result.length - 1; last > 0; last--) {
        const other = integer(0, last);
        [result[last], result[other]] = [result[other]!, result[last]!];
      }
      return result;
    },
  };
}

/** Values of a 32-bit word. */
const WORDS = 2 ** 32;

/** Words above would make the first numbers of a range likelier: as many whole ranges as fit. */
function usableWords(range: number): number {
  return range > 2 ? Math.floor(WORDS / range) * range : WORDS;
}

/**
 * A number in [0, range), range below 2³²: bit for bit that of `uniformInt`, which divides doubles where integers will do. Resampling draws
 * thousands of millions of them.
 */
function below(generator: RandomGenerator, range: number, usable: number): number {
  let word = (generator.next() ^ 0x80000000) >>> 0;
  while (word >= usable) word = (generator.next() ^ 0x80000000) >>> 0;
  return word % (range >>> 0);
}
