import fc from 'fast-check';
import { expect, test } from 'vitest';
import { settle, splitByWeights, splitEvenly } from './money-splitter.ts';

test.for([
  { total: 100, weights: [1, 1, 1], shares: [34, 33, 33] },
  { total: 100, weights: [1, 2], shares: [33, 67] },
  { total: 5, weights: [1, 0, 1], shares: [3, 0, 2] },
  { total: 0, weights: [3, 4], shares: [0, 0] },
  { total: 10, weights: [10, 7, 5], shares: [5, 3, 2] },
  { total: 7, weights: [9], shares: [7] },
])('$total cents by $weights are $shares', ({ total, weights, shares }) => {
  expect(splitByWeights(total, weights)).toEqual(shares);
});

test('no cent is lost, and every share is within a cent of the exact one', () => {
  const weights = fc
    .array(fc.nat(50), { minLength: 1, maxLength: 8 })
    .filter((list) => list.some((x) => x > 0));
  fc.assert(
    fc.property(fc.nat(100_000), weights, (total, list) => {
      const sum = list.reduce((a, b) => a + b, 0);
      const shares = splitByWeights(total, list);
      expect(shares.reduce((a, b) => a + b, 0)).toBe(total);
      shares.forEach((share, i) => {
        expect(Math.abs(share - (total * (list[i] ?? NaN)) / sum)).toBeLessThan(1);
      });
    }),
  );
});

test.for([
  { total: -1, weights: [1] },
  { total: 1.5, weights: [1] },
  { total: 1, weights: [-1, 2] },
  { total: 1, weights: [0.5] },
  { total: 1, weights: [0, 0] },
  { total: 1, weights: [] },
  { total: Number.MAX_SAFE_INTEGER, weights: [2] },
])('$total cents by $weights are refused', ({ total, weights }) => {
  expect(() => splitByWeights(total, weights)).toThrow(RangeError);
});

test('an even split gives the larger shares first', () => {
  expect(splitEvenly(11, 4)).toEqual([3, 3, 3, 2]);
  for (const parts of [0, 1.5, 1001]) expect(() => splitEvenly(1, parts)).toThrow(RangeError);
});

test('a group is settled with the fewest large payments', () => {
  const payments = [
    { payer: 'ada', amount: 9000 },
    { payer: 'bob', amount: 3000 },
  ];
  expect(settle(['ada', 'bob', 'cleo'], payments)).toEqual([
    { from: 'cleo', to: 'ada', amount: 4000 },
    { from: 'bob', to: 'ada', amount: 1000 },
  ]);
});

test('when everybody paid the same nobody owes anything', () => {
  expect(
    settle(
      ['ada', 'bob'],
      [
        { payer: 'bob', amount: 5 },
        { payer: 'ada', amount: 5 },
      ],
    ),
  ).toEqual([]);
});

test('payments are whole cents', () => {
  for (const amount of [-1, 0.5])
    expect(() => settle(['ada'], [{ payer: 'ada', amount }])).toThrow('whole numbers');
});

test('only members of the group can have paid', () => {
  expect(() => settle(['ada'], [{ payer: 'eve', amount: 1 }])).toThrow('eve is not one of the group');
});
