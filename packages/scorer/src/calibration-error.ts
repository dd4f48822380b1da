import { BebugError } from '@bebug/core';
import { mean } from './mean.ts';
import { ratio } from './precision-recall.ts';

const BINS = 10;

/**
 * Brier score: the mean squared distance between confidences (0 to 1) and outcomes; `null` without any.
 *
 * Source: G. W. Brier, Monthly Weather Review 78 (1950), for two classes, one of them counted.
 */
export function brier(confidences: readonly number[], outcomes: readonly (0 | 1)[]): number | null {
  checkPairs(confidences, outcomes);
  return mean(confidences.map((confidence, index) => (confidence - outcomes[index]!) ** 2));
}

/**
 * Expected calibration error over ten bins of equal width, each closed below, the last one above, too: the distance between mean
 * confidence and share of hits, weighted by what lies in the bin. `null` without any. Unstable below some 300 findings.
 *
 * Source: M. P. Naeini, G. F. Cooper, M. Hauskrecht, AAAI (2015).
 */
export function expectedCalibrationError(
  confidences: readonly number[],
  outcomes: readonly (0 | 1)[],
): number | null {
  checkPairs(confidences, outcomes);
  const excess = new Array<number>(BINS).fill(0);
  for (const [index, confidence] of confidences.entries())
    excess[binOf(confidence)]! += confidence - outcomes[index]!;
  const sum = excess.reduce((total, one) => total + Math.abs(one), 0);
  return confidences.length === 0 ? null : sum / confidences.length;
}

/** One of the ten bins of equal width: how many findings lie in it, how sure they are, and how many hit. */
export interface CalibrationBin {
  readonly low: number;
  readonly high: number;
  readonly findings: number;
  readonly meanConfidence: number | null;
  readonly hits: number;
}

/** The bins that the expected calibration error is made of. */
export function calibrationBins(
  confidences: readonly number[],
  outcomes: readonly (0 | 1)[],
): CalibrationBin[] {
  checkPairs(confidences, outcomes);
  const bins = Array.from({ length: BINS }, (_, bin) => ({
    ...{ low: bin / BINS, high: (bin + 1) / BINS },
    ...{ findings: 0, sum: 0, hits: 0 },
  }));
  for (const [index, confidence] of confidences.entries()) {
    const bin = bins[binOf(confidence)]!;
    bin.findings++;
    bin.sum += confidence;
    bin.hits += outcomes[index]!;
  }
  return bins.map(({ low, high, findings, sum, hits }) => ({
    ...{ low, high, findings },
    meanConfidence: ratio(sum, findings),
    hits,
  }));
}

/** The bin of a confidence from 0 to 1. */
export function binOf(confidence: number): number {
  return Math.min(BINS - 1, Math.floor(confidence * BINS));
}

function checkPairs(confidences: readonly number[], outcomes: readonly number[]): void {
  if (confidences.length !== outcomes.length)
    throw new BebugError('internal', 'Calibration needs one outcome a confidence.');
  const wrong = confidences.find((confidence) => !(confidence >= 0 && confidence <= 1));
  if (wrong !== undefined) throw new BebugError('internal', `${wrong} is no confidence between 0 and 1.`);
}
