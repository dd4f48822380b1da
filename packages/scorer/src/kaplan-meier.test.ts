import { expect, test } from 'vitest';
import { kaplanMeier, restrictedMean, restrictedMeanError, riskSteps } from './kaplan-meier.ts';

test('times come in any order, and who ends when another finds was still searching', () => {
  expect(riskSteps([9, 4, 4, 6], [true, true, false, false])).toEqual([
    { time: 4, survival: 0.75, atRisk: 4, found: 1 },
    { time: 9, survival: 0, atRisk: 1, found: 1 },
  ]);
  expect(riskSteps([5, 5, 8], [true, true, false])[0]).toMatchObject({ atRisk: 3, found: 2 });
  expect(kaplanMeier([4, 7], [false, false])).toEqual([]);
  expect(kaplanMeier([4], [true])).toEqual([{ time: 4, survival: 0 }]);
});

test('a time without an outcome is refused', () => {
  expect(() => riskSteps([1, 2], [true])).toThrow('Kaplan–Meier needs one outcome a time.');
});

test('a mean up to a limit is the area left of it', () => {
  const steps = [
    { time: 2, survival: 0.5, atRisk: 4, found: 2 },
    { time: 5, survival: 0.25, atRisk: 2, found: 1 },
  ];
  expect(restrictedMean([], 7)).toBe(7);
  expect(restrictedMean(steps, 1)).toBe(1);
  expect(restrictedMean(steps, 2)).toBe(2);
  expect(restrictedMean(steps, 4)).toBe(2 + 0.5 * 2);
  expect(restrictedMean(steps, 9)).toBe(2 + 0.5 * 3 + 0.25 * 4);
  expect(restrictedMeanError(steps, 2)).toBe(0);
  // The area right of 2 is 0.5 · 2; of four, two found it.
  expect(restrictedMeanError(steps, 4)).toBeCloseTo(Math.sqrt((1 * 2) / (4 * 2)), 12);
  // 0.25 · 4 right of 5, and 1.5 more right of 2.
  expect(restrictedMeanError(steps, 9)).toBeCloseTo(Math.sqrt(1 / (2 * 1) + (2.5 ** 2 * 2) / (4 * 2)), 12);
});
