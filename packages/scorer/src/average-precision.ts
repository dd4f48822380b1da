import { BebugError } from '@bebug/core';

/**
 * AP = Σ (R_n − R_{n−1}) P_n down the ranking by score; equal scores enter together. `null` without a positive label.
 *
 * Source: the non-interpolated average precision of C. Buckley, E. M. Voorhees, SIGIR (2000).
 */
export function averagePrecision(labels: readonly (0 | 1)[], scores: readonly number[]): number | null {
  if (labels.length !== scores.length)
    throw new BebugError('internal', 'Average precision needs one score a label.');
  const positives = labels.filter((label) => label === 1).length;
  if (positives === 0) return null;
  const ranked = labels
    .map((label, index) => ({ label, score: scores[index]! }))
    .sort((a, b) => b.score - a.score);
  let sum = 0;
  let found = 0;
  let foundBefore = 0;
  for (const [index, { label, score }] of ranked.entries()) {
    found += label;
    if (ranked[index + 1]?.score === score) continue;
    sum += ((found - foundBefore) / positives) * (found / (index + 1));
    foundBefore = found;
  }
  return sum;
}
