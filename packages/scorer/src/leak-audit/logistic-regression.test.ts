import { expect, test } from 'vitest';
import { trainClassifier, type Example } from './logistic-regression.ts';

const features = (...given: readonly (readonly [number, number])[]) => new Map(given);
/** Feature 1 marks bugs, 2 clean code, 3 says nothing. */
const EXAMPLES: Example[] = Array.from({ length: 40 }, (_, index) => ({
  features: features([index % 2 === 0 ? 1 : 2, 1], [3, index % 4 < 2 ? 1 : -1]),
  isBug: index % 2 === 0,
}));

test('what marks bugs has weight, what marks clean code less than none, and what says nothing next to none', () => {
  const score = trainClassifier(EXAMPLES, 1);
  const nothing = score(features());
  const [bug, clean, idle] = [1, 2, 3].map((at) => score(features([at, 1])) - nothing) as [
    number,
    number,
    number,
  ];
  expect(bug).toBeGreaterThan(1);
  expect(clean).toBeLessThan(-1);
  expect(Math.abs(idle)).toBeLessThan(0.5);
  expect(Math.abs(nothing)).toBeLessThan(0.5);
  // Linear in the features.
  expect(score(features([1, 2])) - nothing).toBeCloseTo(2 * bug, 9);
  expect(score(features([1, 1], [2, 1])) - nothing).toBeCloseTo(bug + clean, 9);
});

test('where bugs are three of four, a text without a feature is rather one', () => {
  const uneven = Array.from({ length: 40 }, (_, index) => ({
    features: features(),
    isBug: index % 4 > 0,
  }));
  expect(trainClassifier(uneven, 1)(features())).toBeGreaterThan(0.5);
  expect(trainClassifier(uneven, 1)(features())).toBeLessThan(Math.log(3));
});

test('without examples all texts are alike', () => {
  expect(trainClassifier([], 1)(features([1, 1]))).toBe(0);
});
