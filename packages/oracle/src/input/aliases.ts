import type { TaggedValue } from '@bebug/core';
import fc from 'fast-check';
import { isTagged } from './fits.ts';

/** An argument, and what it was made from: two of one kind may be one and the same value. */
export interface Slot {
  readonly value: TaggedValue;
  readonly kind: string;
}

/** Tags of plain values, and of what already stands for another value. */
const NO_IDENTITY = ['$undefined', '$number', '$bigint', '$symbol', '$result', '$same'];
const SEEDS = 12;
/** A value that could be an earlier one is so in all but one of so many cases. */
const FRESH_ONE_IN = 3;

/** Which arguments are an earlier one over again; half of the cases have none. */
export const aliasing: fc.Arbitrary<readonly number[]> = fc.oneof(
  fc.constant([]),
  fc.array(fc.nat(255), { minLength: SEEDS, maxLength: SEEDS }),
);

/**
 * The values of argument lists, some of them tagged `$same` with the number that they share: a listener that is taken off again, an
 * item that is looked up by what it is. Code that compares by identity sees only different objects otherwise.
 */
export function aliased(lists: readonly (readonly Slot[])[], seeds: readonly number[]): TaggedValue[][] {
  const plain = lists.map((list) => list.map(({ value }) => value));
  if (seeds.length === 0) return plain;
  const pools = new Map<string, { readonly value: TaggedValue; readonly at: [number, number][] }[]>();
  let next = 0;
  for (const [row, list] of lists.entries()) {
    for (const [column, { value, kind }] of list.entries()) {
      if (!hasIdentity(value)) continue;
      const seed = seeds[next++ % seeds.length]!;
      const pool = pools.get(kind) ?? [];
      pools.set(kind, pool);
      if (pool.length === 0 || seed % FRESH_ONE_IN === 0) pool.push({ value, at: [[row, column]] });
      else pool[Math.floor(seed / FRESH_ONE_IN) % pool.length]!.at.push([row, column]);
    }
  }
  let id = 0;
  for (const { value, at } of [...pools.values()].flat()) {
    if (at.length < 2) continue;
    for (const [row, column] of at) plain[row]![column] = { $same: { id, value } };
    id++;
  }
  return plain;
}

/** Objects and functions, but no tags of plain values. */
function hasIdentity(value: TaggedValue): boolean {
  return typeof value === 'object' && value !== null && !NO_IDENTITY.some((tag) => isTagged(value, tag));
}
