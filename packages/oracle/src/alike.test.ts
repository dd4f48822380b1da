import fc from 'fast-check';
import { expect, test } from 'vitest';
import { withoutOrder } from './alike.ts';

const sameButForOrder = (one: string, other: string): boolean => withoutOrder(one) === withoutOrder(other);

test('whatever the texts of a list are, only which they are counts', () => {
  const line = (texts: readonly string[]): string =>
    `returned {all: [${texts.map((text) => JSON.stringify(text)).join(', ')}], n: 1}`;
  const sorted = (texts: readonly string[]): string => JSON.stringify([...texts].sort());
  fc.assert(
    fc.property(
      fc.array(fc.string({ unit: 'binary-ascii' })),
      fc.array(fc.string()),
      fc.nat(),
      (one, other, at) => {
        const turned = [...one.slice(at % (one.length + 1)), ...one.slice(0, at % (one.length + 1))];
        expect(sameButForOrder(line(one), line(turned))).toBe(true);
        expect(sameButForOrder(line(one), line(other))).toBe(sorted(one) === sorted(other));
      },
    ),
    { seed: 5, numRuns: 500 },
  );
});

test.for([
  ['a list of objects', 'returned [{a: 1}, {a: 2}]', 'returned [{a: 2}, {a: 1}]'],
  ['a list of texts, brackets and commas in them', 'names = ["a, b", "]"]', 'names = ["]", "a, b"]'],
  [
    'a list in a field',
    'returned {all: [Point{x: 1}, Point{x: 2}]}',
    'returned {all: [Point{x: 2}, Point{x: 1}]}',
  ],
  ['a list that holds one thing twice', 'returned [{a: 1}, {b: 2}, <1>]', 'returned [{b: 2}, {a: 1}, <2>]'],
  ['a list in a list', 'returned [["b", "a"], ["c"]]', 'returned [["c"], ["a", "b"]]'],
  ['a set', 'returned Set{"a", "b"}', 'returned Set{"b", "a"}'],
  ['a map', 'returned Map{"a" => {n: 1}, "b" => {n: 2}}', 'returned Map{"b" => {n: 2}, "a" => {n: 1}}'],
  ['a list given as an argument', 'arguments [["a", "b"]]', 'arguments [["b", "a"]]'],
] as const)('%s in another order is the same', ([, one, other]) => {
  expect(one).not.toBe(other);
  expect(sameButForOrder(one, other)).toBe(true);
});

test.for([
  ['arguments', 'arguments ["a", "b"]', 'arguments ["b", "a"]'],
  ['what a function is called with', 'stub0("a", "b")', 'stub0("b", "a")'],
  ['fields', 'returned {from: "a", to: "b"}', 'returned {from: "b", to: "a"}'],
  ['bytes', 'returned Uint8Array[0, 9]', 'returned Uint8Array[9, 0]'],
  ['numbers', 'returned [1, 2]', 'returned [2, 1]'],
  ['yes and no', 'returned [true, false]', 'returned [false, true]'],
  ['items of several kinds', 'returned ["a", {b: 1}]', 'returned [{b: 1}, "a"]'],
  ['the letters of a text', 'returned "a, b"', 'returned "a,b"'],
  ['other items', 'returned ["a", "b"]', 'returned ["b", "c"]'],
  ['one item twice', 'returned ["a", "b", "b"]', 'returned ["b", "a", "a"]'],
  ['what a function named after a set is called with', 'addToSet("a", "b")', 'addToSet("b", "a")'],
  [
    'a line whose brackets do not match',
    'returned RegExp(a(b/g@0), ["a", "b"]',
    'returned RegExp(a(b/g@0), ["b", "a"]',
  ],
] as const)('%s are not', ([, one, other]) => {
  expect(sameButForOrder(one, other)).toBe(false);
});
