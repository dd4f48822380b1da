import { expect, test } from 'vitest';
import { brier, calibrationBins, expectedCalibrationError } from './calibration-error.ts';

test('bins are closed below, and the last one above', () => {
  const bins = calibrationBins([0, 0.1, 0.19, 0.9, 1], [0, 1, 0, 1, 1]);
  expect(bins).toHaveLength(10);
  expect(bins[0]).toEqual({ low: 0, high: 0.1, findings: 1, meanConfidence: 0, hits: 0 });
  expect(bins[1]).toMatchObject({ low: 0.1, high: 0.2, findings: 2, hits: 1 });
  expect(bins[1]!.meanConfidence).toBeCloseTo(0.145, 12);
  expect(bins[5]).toEqual({ low: 0.5, high: 0.6, findings: 0, meanConfidence: null, hits: 0 });
  expect(bins[9]).toEqual({ low: 0.9, high: 1, findings: 2, meanConfidence: 0.95, hits: 2 });
});

test('of nothing the error is undefined, and of one bin it is the distance of the means', () => {
  expect(expectedCalibrationError([], [])).toBeNull();
  expect(expectedCalibrationError([0.62, 0.68], [1, 0])).toBeCloseTo(0.15, 12);
  // Errors of two bins do not cancel.
  expect(expectedCalibrationError([0.25, 0.75], [1, 0])).toBeCloseTo(0.75, 12);
});

test('confidences out of range, and without an outcome, are refused', () => {
  for (const figure of [brier, expectedCalibrationError, calibrationBins]) {
    expect(() => figure([0.5], [])).toThrow('Calibration needs one outcome a confidence.');
    expect(() => figure([-0.1], [1])).toThrow('-0.1 is no confidence between 0 and 1.');
    expect(() => figure([0.5, 1.01], [1, 1])).toThrow('1.01 is no confidence');
    expect(() => figure([Number.NaN], [1])).toThrow('NaN is no confidence');
  }
  expect([brier([0, 1], [0, 1]), brier([0, 1], [1, 0])]).toEqual([0, 1]);
});
