import { expect, test } from 'vitest';
import { differInNothing, differInOrder } from '../alike.ts';
import { encode } from './encode.ts';
import { verdictOf as verdictOfLines } from './verdict.ts';

const verdictOf = (...values: unknown[]): string =>
  verdictOfLines(['returned', ...values.map((value) => `returned ${encode(value)}`)]);

test.each([
  ['the sign of zero', 0, -0],
  ['the sign of a zero inside', { a: [0] }, { a: [-0] }],
  ['noise in the last digits', 0.3, 0.1 + 0.2],
  ['noise above one', 1, 1.000_000_000_000_000_2],
  ['noise in a very small number', 1e-300 / 3, (1e-300 / 3) * (1 + Number.EPSILON)],
])('%s is no difference', (_, one, other) => {
  expect(verdictOf(other)).toBe(verdictOf(one));
});

test.each([
  ['a last place that means something', 0.1, 0.100_000_1],
  ['a whole number', 1, 2],
  ['the sign of another number', 1, -1],
  ['a long number in a text', '1234567890123456', '1234567890123457'],
  ['a bigint', 12_345_678_901_234_567n, 12_345_678_901_234_568n],
])('%s is one', (_, one, other) => {
  expect(verdictOf(other)).not.toBe(verdictOf(one));
});

test('whether a line is long does not depend on how it says that there is nothing', () => {
  for (let length = 160; length < 205; length++) {
    const line = (nothing: null | undefined): string => verdictOf({ nothing, text: 'x'.repeat(length) });
    const [, one, other] = ['', line(null), line(undefined)].map((text) => text.split('\n')[1] ?? '');
    expect(differInNothing(one!, other!)).toBe(true);
  }
});

test('a long verdict keeps its lines, and tells which of them differ', () => {
  const [one, other] = [verdictOf('a'.repeat(500), 1, 'c'), verdictOf('b'.repeat(500), 1, 'c')].map((text) =>
    text.split('\n'),
  );
  expect(one).toHaveLength(4);
  expect(one!.filter((line, index) => line !== other![index])).toHaveLength(1);
  expect(one![1]).toMatch(/^returned [0-9a-f]{16} [0-9a-f]{16} =$/u);
});

test.for([
  ['an order', ['b', 'a'], differInOrder],
  ['how it says that there is nothing', ['a', 'b', undefined], differInNothing],
] as const)('a long line keeps whether nothing but %s differs', ([, other, differInForm]) => {
  const long = (value: readonly unknown[]): string =>
    verdictOf([{ of: value, text: 'x'.repeat(500) }]).split('\n')[1]!;
  const own = other.length === 2 ? ['a', 'b'] : ['a', 'b', null];
  expect(long(own)).not.toBe(long(other));
  expect(differInForm(long(own), long(other))).toBe(true);
  expect(differInForm(long(own), long([...other, 'c']))).toBe(false);
});
