import fc from 'fast-check';
import type { TaggedValue } from '@bebug/core';

/** Names of parts that callers' data may have. */
export const KEYS = ['a', 'b', 'c', '0', '1', 'length', 'id', 'name'];

type Values = fc.Arbitrary<TaggedValue>;
/** An act without the place where it is done: how, then what that needs. */
type Deeds = fc.Arbitrary<TaggedValue[]>;

/** What data may be that parts are put into and taken from. */
export type Kind = 'object' | 'list' | 'map' | 'set';

/** What one does to objects, lists, maps and sets, whichever it is. */
export function anyDeed(value: Values): Deeds {
  const { object, list, map, set } = callsByKind(value);
  return fc.oneof(
    { weight: 7, arbitrary: object },
    { weight: 6, arbitrary: fc.oneof(...list, ...map, ...set) },
    { weight: 4, arbitrary: asking(value) },
  );
}

/** The same for data whose kind is known; `each` does it to what a collection holds. */
export function deedsByKind(value: Values): Readonly<Record<Kind, Deeds>> {
  const { object, list, map, set } = callsByKind(value);
  const each = fc
    .tuple(fc.constantFrom(...KEYS), value)
    .map(([name, given]): TaggedValue[] => ['each', name, given]);
  return {
    object,
    list: fc.oneof(
      { weight: 4, arbitrary: fc.oneof(...list) },
      { weight: 4, arbitrary: asking(value) },
      { weight: 1, arbitrary: each },
    ),
    map: fc.oneof(...map, each),
    set: fc.oneof(...set, each),
  };
}

function callsByKind(value: Values): {
  readonly object: Deeds;
  readonly list: Deeds[];
  readonly map: Deeds[];
  readonly set: Deeds[];
} {
  const key = fc.constantFrom(...KEYS);
  const call = (method: string, ...args: Values[]): Deeds =>
    fc.tuple(...args).map((given): TaggedValue[] => ['call', method, ...given]);
  return {
    object: fc.oneof(
      {
        weight: 5,
        arbitrary: fc.tuple(key, value).map(([name, given]): TaggedValue[] => ['set', name, given]),
      },
      { weight: 2, arbitrary: key.map((name): TaggedValue[] => ['delete', name]) },
    ),
    list: [
      call('push', value),
      call('unshift', value),
      call('pop'),
      call('shift'),
      call('reverse'),
      call('sort'),
      call('splice', fc.nat(2), fc.nat(2), value),
    ],
    map: [call('set', key, value), call('delete', key), call('clear')],
    set: [call('add', value)],
  };
}

/** What is asked of a list is seen when the answer is put into it. */
function asking(value: Values): Deeds {
  const index = fc.integer({ min: -2, max: 4 });
  const predicate = fc
    .array(fc.boolean(), { minLength: 1, maxLength: 2 })
    .map((results): TaggedValue => ({ $function: { results } }));
  const ask = (method: string, ...args: Values[]): Deeds =>
    fc.tuple(...args).map((given): TaggedValue[] => ['append', method, ...given]);
  return fc.oneof(
    ask('slice', index, index),
    ask('slice', index),
    ask('concat', value),
    ask('indexOf', value),
    ask('lastIndexOf', value),
    ask('includes', value),
    ask('at', index),
    ask('filter', predicate),
    ask('find', predicate),
    ask('findLast', predicate),
    ask('findIndex', predicate),
    ask('some', predicate),
    ask('every', predicate),
    ask('join', fc.constantFrom('', '-')),
  );
}
