import { expect, test } from 'vitest';
import { fit2pl, fitRasch } from './item-response.ts';
import { expected, NODES, patternsOf, probability, standardAbilities } from './marginal-likelihood.ts';

const sum = (values: Iterable<number>): number => [...values].reduce((total, value) => total + value, 0);

test('equal answers are one pattern, and what was not attempted is none of both', () => {
  expect(
    patternsOf([
      [1, 0],
      [1, null],
      [1, 0],
      [0, 1],
    ]),
  ).toEqual([
    { answers: [1, 0], count: 2 },
    { answers: [1, null], count: 1 },
    { answers: [0, 1], count: 1 },
  ]);
});

test('abilities have 61 nodes from −6 to 6', () => {
  expect([NODES.length, NODES[0], NODES[30], NODES[60]]).toEqual([61, -6, 0, 6]);
  expect(NODES[31]! - NODES[30]!).toBeCloseTo(0.2, 12);
});

test('where ability makes no difference, answers are as likely as their odds', () => {
  const lines = [
    { slope: 0, intercept: Math.log(3) },
    { slope: 0, intercept: 0 },
  ];
  expect(probability(lines[0]!, 5)).toBeCloseTo(0.75, 12);
  const { logLikelihood, answered, found } = expected(
    [
      { answers: [1, 0], count: 2 },
      { answers: [0, null], count: 3 },
    ],
    lines,
  );
  expect(logLikelihood).toBeCloseTo(2 * Math.log(0.75 * 0.5) + 3 * Math.log(0.25), 12);
  expect([...answered, ...found].map(sum)).toEqual([5, 2, 2, 0].map((n) => expect.closeTo(n, 12) as number));
  // Who says nothing of ability is drawn from the standard normal distribution.
  const [one] = standardAbilities([[1, 0]], lines);
  expect(one!.mean).toBeCloseTo(0, 12);
  expect(one!.sd).toBeCloseTo(1, 6);
});

test('a logit far out overflows nothing', () => {
  const { logLikelihood } = expected([{ answers: [0], count: 1 }], [{ slope: 0, intercept: 900 }]);
  expect(logLikelihood).toBeCloseTo(-900, 9);
});

test('who finds an item is abler by its slope: the mean of a normal cut by a logit', () => {
  const lines = [{ slope: 1.5, intercept: 0.5 }];
  const weights = NODES.map((z) => Math.exp(-(z ** 2) / 2));
  const by = (weight: (z: number) => number): number =>
    sum(NODES.map((z, at) => z * weight(z) * weights[at]!)) /
    sum(NODES.map((z, at) => weight(z) * weights[at]!));
  const found = (z: number): number => 1 / (1 + Math.exp(-(1.5 * z + 0.5)));
  const [hit, miss, none] = standardAbilities([[1], [0], [null]], lines);
  expect(hit!.mean).toBeCloseTo(by(found), 10);
  expect(miss!.mean).toBeCloseTo(
    by((z) => 1 - found(z)),
    10,
  );
  expect(none!.mean).toBeCloseTo(0, 12);
});

test('rows that are no table are refused, and without an informative item nothing is fitted', () => {
  const sentence = 'Item response models need one place an item from every person.';
  expect(() => fitRasch([[1, 0], [1]])).toThrow(sentence);
  expect(() => fit2pl([[1], [1, 0]])).toThrow(sentence);
  expect(fitRasch([[1], [1]])).toEqual({
    items: [{ b: null, se: null, infit: null, outfit: null }],
    ...{ variance: 0, logLikelihood: expect.closeTo(0, 12) as number, converged: true },
    abilities: [
      { theta: 0, se: 0 },
      { theta: 0, se: 0 },
    ],
  });
  expect(fit2pl([[null], [0]]).items).toEqual([
    { a: null, seA: null, b: null, se: null, infit: null, outfit: null },
  ]);
  expect(fitRasch([]).items).toEqual([]);
});

test('two items that exclude each other leave no ability to vary', () => {
  const { items, variance, abilities, logLikelihood } = fitRasch([
    [1, 0, 1],
    [0, 1, 1],
    [1, 0, 1],
    [0, 1, 1],
  ]);
  expect(variance).toBeCloseTo(0, 9);
  expect(items.map(({ b }) => b)).toEqual([expect.closeTo(0, 6), expect.closeTo(0, 6), null]);
  expect(items[0]!.se).toBeCloseTo(1, 4);
  expect([items[0]!.infit, items[0]!.outfit]).toEqual([expect.closeTo(1, 6), expect.closeTo(1, 6)]);
  expect(abilities.map(({ theta }) => theta)).toEqual([0, 1, 2, 3].map(() => expect.closeTo(0, 6) as number));
  expect(logLikelihood).toBeCloseTo(8 * Math.log(0.5), 6);
});
