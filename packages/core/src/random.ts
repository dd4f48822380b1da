import { createHash } from 'node:crypto';
import { uniformInt } from 'pure-rand/distribution/uniformInt';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';

/**
 * A seeded random stream. Streams are keyed, never shared: `stream(seed, file, function, operator)` gives the same numbers
 * whatever else was drawn before, on any number of workers.
 */
export interface RandomStream {
  /** Uniform integer in [low, high], both inclusive. */
  integer(low: number, high: number): number;
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
  const integer = (low: number, high: number): number => uniformInt(generator, low, high);
  return {
    integer,
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
