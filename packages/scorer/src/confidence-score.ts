import { groupBy, type Finding } from '@bebug/core';
import type { Bug } from '@bebug/core/truth';
import { z } from 'zod';
import { brier, calibrationBins, expectedCalibrationError } from './calibration-error.ts';
import { resampleClusters } from './cluster-resampling.ts';
import { estimateSchema } from './estimate.ts';
import type { Sampling } from './estimates.ts';
import { ratio } from './precision-recall.ts';
import type { Verdict } from './verdict.ts';
import { weightedAuc } from './weighted-auc.ts';

const count = z.int().nonnegative();

/** One point of a curve: what is left of the run when findings below the threshold are not made. */
const pointSchema = z.strictObject({
  threshold: z.number(),
  found: count,
  falseAlarms: count,
  /** `null` where no bug was attempted. */
  recall: z.number().nullable(),
  /** `null` where no clean control was answered: it would flatter. */
  precision: z.number().nullable(),
  /** On answered controls; `null` without any. */
  falseAlarmsPer1000Lines: z.number().nullable(),
});
export type CurvePoint = z.infer<typeof pointSchema>;

/** What is kept of a finding when it is judged. */
export interface JudgedFinding extends Pick<Verdict, 'verdict' | 'bug' | 'isFalseAlarm'> {
  readonly task: string;
  readonly confidence: Finding['confidence'];
}

/** How much the confidences of a run are worth. Findings without one come last in a ranking. */
export const confidenceScoreSchema = z.strictObject({
  /** Findings that carry a confidence. */
  rated: count,
  /** Matches and false alarms among them: what Brier score, calibration error and bins are of. */
  judged: count,
  averagePrecision: estimateSchema,
  afroc: estimateSchema,
  /** The largest recall of a threshold with at most one false alarm per 1,000 lines of clean code. */
  recallAtOneFalseAlarm: z.number().nullable(),
  /** On matches and false alarms that carry a confidence. */
  brier: z.number().nullable(),
  expectedCalibrationError: z.number().nullable(),
  bins: z.array(
    z.strictObject({
      low: z.number(),
      high: z.number(),
      findings: count,
      meanConfidence: z.number().nullable(),
      hits: count,
    }),
  ),
  /** From the highest threshold to the lowest: about 200 of them, and with each of `CURVE_THRESHOLDS` the last that reaches it. */
  curve: z.array(pointSchema),
});
export type ConfidenceScore = z.infer<typeof confidenceScoreSchema>;

export interface ConfidenceInput {
  readonly findings: readonly JudgedFinding[];
  /** Bugs of attempted tasks. */
  readonly bugs: readonly Pick<Bug, 'id' | 'task'>[];
  /** Answered controls, with their lines. */
  readonly controls: readonly { readonly task: string; readonly lines: number }[];
  readonly clusterOf: (task: string) => string;
  /** Whether figures that are made of precisions are given. */
  readonly isPrecisionShown: boolean;
  readonly sampling: Sampling;
}

const MOST_POINTS = 200;
/** Where a curve can be read exactly, however many points it has. */
export const CURVE_THRESHOLDS = [0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9] as const;
/** A mark without a confidence is still a mark: it ranks below all that have one, and above no mark. */
const UNRATED = -1;

/**
 * What the confidences of a run say; `null` when no finding has one. A bug is rated by the most confident finding that hit it, so that
 * saying the same twice changes nothing; every false alarm counts by itself.
 */
export function scoreConfidence(input: ConfidenceInput): ConfidenceScore | null {
  const { findings, bugs, controls, isPrecisionShown, sampling } = input;
  const rated = findings.filter(({ confidence }) => confidence !== undefined).length;
  if (rated === 0) return null;
  const ratingOf = bugRatings(findings);
  const marks = marksOf(input, ratingOf);
  // In an order of their own: sums must not depend on that of the findings.
  const judged = findings
    .flatMap(({ confidence, verdict, isFalseAlarm }) =>
      confidence !== undefined && (verdict === 'match' || isFalseAlarm)
        ? [{ confidence, outcome: isFalseAlarm ? (0 as const) : (1 as const) }]
        : [],
    )
    .sort((a, b) => a.confidence - b.confidence || a.outcome - b.outcome);
  const confidences = judged.map(({ confidence }) => confidence);
  const outcomes = judged.map(({ outcome }) => outcome);
  const curve = curveOf(marks, bugs.length, controls, isPrecisionShown);
  return {
    rated,
    judged: judged.length,
    averagePrecision: averagePrecisionOf(marks, input, sampling),
    afroc: afrocOf(input, ratingOf),
    recallAtOneFalseAlarm: recallAt(curve, 1),
    brier: brier(confidences, outcomes),
    expectedCalibrationError: expectedCalibrationError(confidences, outcomes),
    bins: calibrationBins(confidences, outcomes),
    curve: thinned(curve),
  };
}

/** A found bug or a false alarm, in the ranking. */
interface Mark {
  readonly rating: number;
  readonly isHit: boolean;
  readonly task: string;
  readonly isOnControl: boolean;
}

function marksOf(
  { findings, bugs, controls }: ConfidenceInput,
  ratings: ReadonlyMap<string, number>,
): Mark[] {
  const onControl = new Set(controls.map(({ task }) => task));
  const hits = bugs.flatMap(({ id, task }): Mark[] =>
    ratings.has(id) ? [{ rating: ratings.get(id)!, isHit: true, task, isOnControl: false }] : [],
  );
  const alarms = findings.flatMap(({ task, confidence, isFalseAlarm }): Mark[] =>
    isFalseAlarm
      ? [{ rating: confidence ?? UNRATED, isHit: false, task, isOnControl: onControl.has(task) }]
      : [],
  );
  return [...hits, ...alarms].sort((a, b) => b.rating - a.rating);
}

/** Bug → rating of the most confident finding on it. */
function bugRatings(findings: readonly JudgedFinding[]): Map<string, number> {
  const ratings = new Map<string, number>();
  for (const { bug, verdict, confidence } of findings) {
    if (bug === null || (verdict !== 'match' && verdict !== 'duplicate')) continue;
    const rating = confidence ?? UNRATED;
    ratings.set(bug, Math.max(rating, ratings.get(bug) ?? -Infinity));
  }
  return ratings;
}

/** AP over all attempted bugs: one that nobody found is a recall that is never reached. */
function averagePrecisionOf(
  marks: readonly Mark[],
  { bugs, clusterOf, isPrecisionShown }: ConfidenceInput,
  sampling: Sampling,
): ConfidenceScore['averagePrecision'] {
  const clusterOfMark = marks.map(({ task }) => clusterOf(task));
  const clusterOfBug = bugs.map(({ task }) => clusterOf(task));
  const statistic = (timesOf: (unit: number) => number): number | null => {
    let all = 0;
    for (const bug of clusterOfBug.keys()) all += timesOf(marks.length + bug);
    if (all === 0 || !isPrecisionShown) return null;
    let [sum, hits, seen, hitsBefore] = [0, 0, 0, 0];
    for (const [index, { rating, isHit }] of marks.entries()) {
      const times = timesOf(index);
      seen += times;
      if (isHit) hits += times;
      // Equal ratings enter together.
      if (marks[index + 1]?.rating === rating || hits === hitsBefore) continue;
      sum += ((hits - hitsBefore) / all) * (hits / seen);
      hitsBefore = hits;
    }
    return sum;
  };
  return {
    value: statistic(() => 1),
    bootstrap: resampleClusters({
      clusters: [...clusterOfMark, ...clusterOfBug],
      statistic,
      n: marks.length,
      ...sampling,
      key: 'average precision',
      units: bugs.length,
    }),
  };
}

/** Rating of a random bug against the highest on a random clean task; what was not marked lies below all marks. */
function afrocOf(
  { findings, bugs, controls, clusterOf, sampling }: ConfidenceInput,
  ratings: ReadonlyMap<string, number>,
): ConfidenceScore['afroc'] {
  const alarmsOf = groupBy(
    findings.flatMap(({ task, confidence, isFalseAlarm }) =>
      isFalseAlarm ? [{ task, rating: confidence ?? UNRATED }] : [],
    ),
    ({ task }) => task,
  );
  const cases = [
    ...bugs.map(({ id, task }) => ({ isBug: true, task, rating: ratings.get(id) ?? -Infinity })),
    ...controls.map(({ task }) => ({
      isBug: false,
      task,
      rating: (alarmsOf.get(task) ?? []).reduce(
        (highest, { rating }) => Math.max(highest, rating),
        -Infinity,
      ),
    })),
  ]
    .sort((a, b) => (a.rating === b.rating ? 0 : a.rating - b.rating))
    .map((one) => ({ ...one, cluster: clusterOf(one.task) }));
  const statistic = (timesOf: (unit: number) => number): number | null => weightedAuc(cases, timesOf);
  return {
    value: statistic(() => 1),
    bootstrap: resampleClusters({
      clusters: cases.map(({ cluster }) => cluster),
      statistic,
      n: cases.length,
      ...sampling,
      key: 'AFROC',
      units: Math.min(bugs.length, controls.length),
    }),
  };
}

function curveOf(
  marks: readonly Mark[],
  bugs: number,
  controls: ConfidenceInput['controls'],
  isPrecisionShown: boolean,
): CurvePoint[] {
  const lines = controls.reduce((sum, control) => sum + control.lines, 0);
  const points: CurvePoint[] = [];
  let [found, falseAlarms, onControls] = [0, 0, 0];
  for (const [index, { rating, isHit, isOnControl }] of marks.entries()) {
    if (isHit) found++;
    else falseAlarms++;
    if (isOnControl) onControls++;
    if (marks[index + 1]?.rating === rating) continue;
    points.push({
      threshold: rating,
      found,
      falseAlarms,
      recall: ratio(found, bugs),
      precision: isPrecisionShown ? found / (found + falseAlarms) : null,
      falseAlarmsPer1000Lines: ratio(1000 * onControls, lines),
    });
  }
  return points;
}

/** The largest recall with no more false alarms than that; 0 where even the first finding costs more. */
function recallAt(curve: readonly CurvePoint[], most: number): number | null {
  const [first] = curve;
  if (first === undefined || first.falseAlarmsPer1000Lines === null || first.recall === null) return null;
  return curve.reduce(
    (best, { falseAlarmsPer1000Lines, recall }) =>
      falseAlarmsPer1000Lines! <= most ? Math.max(best, recall!) : best,
    0,
  );
}

/** Evenly chosen points, the first and the last among them, and those at `CURVE_THRESHOLDS`. */
function thinned(curve: readonly CurvePoint[]): CurvePoint[] {
  if (curve.length <= MOST_POINTS) return [...curve];
  const step = (curve.length - 1) / (MOST_POINTS - 1);
  const kept = new Set([
    ...Array.from({ length: MOST_POINTS }, (_, index) => Math.round(index * step)),
    ...CURVE_THRESHOLDS.map((least) => curve.findLastIndex(({ threshold }) => threshold >= least)),
  ]);
  return curve.filter((_, index) => kept.has(index));
}
