export interface Counts {
  /** Bugs found. */
  readonly tp: number;
  /** False alarms. */
  readonly fp: number;
  /** Bugs missed. */
  readonly fn: number;
}

export interface PrecisionRecall {
  readonly precision: number | null;
  readonly recall: number | null;
  readonly f1: number | null;
  readonly f05: number | null;
}

/**
 * Precision TP/(TP+FP), recall TP/(TP+FN) and their weighted harmonic means F_β = (1+β²)TP / ((1+β²)TP + β²FN + FP) for β = 1
 * and ½. A ratio of nothing is `null`: who reports nothing has no precision, but has F1 = 0 when there were bugs to find.
 *
 * Source: C. J. van Rijsbergen, Information Retrieval (1979), in counts.
 */
export function precisionRecall({ tp, fp, fn }: Counts): PrecisionRecall {
  return {
    precision: ratio(tp, tp + fp),
    recall: ratio(tp, tp + fn),
    f1: ratio(2 * tp, 2 * tp + fn + fp),
    f05: ratio(1.25 * tp, 1.25 * tp + 0.25 * fn + fp),
  };
}

/** `part / whole`; of nothing, `null`. */
export function ratio(part: number, whole: number): number | null {
  return whole === 0 ? null : part / whole;
}
