import fc from 'fast-check';
import type { TaggedValue } from '@bebug/core';
import { anyDeed, KEYS } from './deeds.ts';

const MOST = 4;
const MOST_TIMES = 4;

/** A function among a callback's arguments, and what it may be called with. */
export interface Invoked {
  readonly parameter: number;
  readonly path: readonly string[];
  readonly isInside: boolean;
  readonly args: fc.Arbitrary<TaggedValue[]>;
  /** What functions that come of the call are called with, time after time; `null`: there are none. */
  readonly more: fc.Arbitrary<TaggedValue[]> | null;
}

/**
 * Acts of a callback: on the arguments `data`, whose type says nothing, what one does to objects, lists, maps and sets; the
 * functions among its arguments (`callees`) are called, at once or later. An act is `[argument, path inside it, how, …]`; `realm/decode.ts` does it and
 * `print.ts` writes it down.
 */
export function acts(
  data: readonly number[],
  callees: readonly Invoked[],
  value: fc.Arbitrary<TaggedValue>,
): fc.Arbitrary<TaggedValue[]> {
  const key = fc.constantFrom(...KEYS);
  const path = fc.oneof({ weight: 3, arbitrary: fc.constant<string[]>([]) }, fc.array(key, { maxLength: 2 }));
  const doing = anyDeed(value);
  const choices: fc.Arbitrary<TaggedValue>[] = [];
  if (data.length > 0)
    choices.push(
      fc.tuple(fc.constantFrom(...data), path, doing).map(([index, at, deed]) => [index, at, ...deed]),
    );
  for (const { parameter, path: at, isInside, args, more } of callees) {
    const later = fc
      .tuple(args, more === null ? fc.constant([]) : times(more))
      .map(([list, others]): TaggedValue => [parameter, at, 'later', list, others]);
    const now = args.map((list): TaggedValue => [parameter, [], 'invoke', ...list]);
    choices.push(at.length > 0 || isInside ? later : fc.oneof(now, later));
  }
  return fc.array(fc.oneof(...choices), { minLength: 1, maxLength: MOST });
}

/** Argument lists of one call after the other: others, or the same ones over again. */
function times(list: fc.Arbitrary<TaggedValue[]>): fc.Arbitrary<TaggedValue[][]> {
  return fc.oneof(
    fc.array(list, { minLength: 1, maxLength: MOST_TIMES }),
    fc
      .tuple(list, fc.integer({ min: 2, max: MOST_TIMES }))
      .map(([one, count]) => Array.from({ length: count }, () => one)),
  );
}
