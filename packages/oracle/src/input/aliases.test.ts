import { expect, test } from 'vitest';
import { aliased } from './aliases.ts';

const slot = (value: object, kind = 'item') => ({ value: value as never, kind });

test('without seeds every argument is its own', () => {
  const lists = [[slot({ a: 1 })], [slot({ a: 2 })]];
  expect(aliased(lists, [])).toEqual([[{ a: 1 }], [{ a: 2 }]]);
});

test('an argument is an earlier one of its kind over again, and both carry its number', () => {
  // 1 is no multiple of three: the second takes what the first is.
  const [[first], [second], [other]] = aliased(
    [[slot({ a: 1 })], [slot({ a: 2 })], [slot({ a: 3 }, 'other')]],
    [0, 1, 1],
  ) as [unknown[], unknown[], unknown[]];
  expect(first).toEqual({ $same: { id: 0, value: { a: 1 } } });
  expect(second).toEqual(first);
  expect(other).toEqual({ a: 3 });
});

test('what has no identity stays as it is', () => {
  const plain = [1, 'a', null, { $undefined: true }, { $bigint: '1' }, { $result: 0 }];
  const lists = plain.map((value) => [slot(value as never, 'any')]);
  expect(aliased(lists, [1]).flat()).toEqual(plain);
});
