import type { Bug } from '@bebug/core/truth';
import { z } from 'zod';
import { binOf, brier, calibrationBins, expectedCalibrationError } from './calibration-error.ts';
import { intervalOfShare } from './clustered-wilson.ts';
import { onceEach, resampleClusters, resampleCounts } from './cluster-resampling.ts';
import { estimateSchema } from './estimate.ts';
import type { Sampling } from './estimates.ts';
import type { JudgedFinding } from './judged-findings.ts';
import { ratio } from './precision-recall.ts';
import { shownIntervalSchema, type ShownInterval } from './shown-interval.ts';
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
      /** Of the share of hits, by source file; `null` with findings in fewer than two. */
      interval: shownIntervalSchema.nullable(),
    }),
  ),
  /** From the highest threshold to the lowest: about 200 of them, and with each of `CURVE_THRESHOLDS` the last that reaches it. */
  curve: z.array(pointSchema),
});
export type ConfidenceScore = z.infer<typeof confidenceScoreSchema>;

export interface ConfidenceInput {
  /** Gone through several times. */
  readonly findings: Iterable<JudgedFinding>;
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
  let rated = 0;
  for (const { confidence } of findings) rated += Number(confidence !== undefined);
  if (rated === 0) return null;
  const ratingOf = bugRatings(findings);
  const marks = marksOf(input, ratingOf);
  const { confidences, outcomes } = judgedConfidences(findings);
  const intervals = binIntervals(input);
  const curve = curveOf(marks, bugs.length, controls, isPrecisionShown);
  return {
    rated,
    judged: confidences.length,
    averagePrecision: averagePrecisionOf(marks, input, sampling),
    afroc: afrocOf(input, ratingOf),
    recallAtOneFalseAlarm: recallAt(curve, 1),
    brier: brier(confidences, outcomes),
    expectedCalibrationError: expectedCalibrationError(confidences, outcomes),
    bins: calibrationBins(confidences, outcomes).map((bin, at) => ({
      ...bin,
      interval: intervals[at] ?? null,
    })),
    curve: thinned(curve),
  };
}

/** Matches and false alarms that say how sure they are. */
function* judgedOf(
  findings: Iterable<JudgedFinding>,
): Generator<{ readonly task: string; readonly confidence: number; readonly isHit: boolean }> {
  for (const { task, confidence, verdict, isFalseAlarm } of findings)
    if (confidence !== undefined && (isFalseAlarm || verdict === 'match'))
      yield { task, confidence, isHit: !isFalseAlarm };
}

/** Of matches and false alarms, in an order of their own: sums must not depend on that of the findings. */
function judgedConfidences(findings: Iterable<JudgedFinding>): {
  confidences: number[];
  outcomes: (0 | 1)[];
} {
  const alarms: number[] = [];
  const matches: number[] = [];
  for (const { confidence, isHit } of judgedOf(findings)) (isHit ? matches : alarms).push(confidence);
  for (const ofKind of [alarms, matches]) ofKind.sort((a, b) => a - b);
  const confidences: number[] = [];
  const outcomes: (0 | 1)[] = [];
  for (let [alarm, match] = [0, 0]; alarm < alarms.length || match < matches.length;) {
    const isAlarm = (alarms[alarm] ?? Infinity) <= (matches[match] ?? Infinity);
    confidences.push(isAlarm ? alarms[alarm++]! : matches[match++]!);
    outcomes.push(isAlarm ? 0 : 1);
  }
  return { confidences, outcomes };
}

/** For each bin that holds findings. */
function binIntervals({ findings, clusterOf }: ConfidenceInput): (ShownInterval | null)[] {
  const bins: Map<string, [hits: number, findings: number]>[] = [];
  for (const { task, confidence, isHit } of judgedOf(findings)) {
    const files = (bins[binOf(confidence)] ??= new Map<string, [number, number]>());
    const cluster = clusterOf(task);
    const [hits, all] = files.get(cluster) ?? [0, 0];
    files.set(cluster, [hits + Number(isHit), all + 1]);
  }
  return bins.map(intervalOfShare);
}

/** Found bugs and false alarms by falling rating, column by column: a long run has a million of them. */
interface Marks {
  readonly ratings: Float64Array;
  readonly isHit: Uint8Array;
  readonly isOnControl: Uint8Array;
  readonly tasks: readonly string[];
}

function marksOf(
  { findings, bugs, controls }: ConfidenceInput,
  ratingOf: ReadonlyMap<string, number>,
): Marks {
  const onControl = new Set(controls.map(({ task }) => task));
  const ratings: number[] = [];
  const tasks: string[] = [];
  for (const { id, task } of bugs) {
    if (!ratingOf.has(id)) continue;
    ratings.push(ratingOf.get(id)!);
    tasks.push(task);
  }
  const hits = ratings.length;
  for (const { task, confidence, isFalseAlarm } of findings) {
    if (!isFalseAlarm) continue;
    ratings.push(confidence ?? UNRATED);
    tasks.push(task);
  }
  const order = Uint32Array.from(ratings.keys()).sort((a, b) => ratings[b]! - ratings[a]! || a - b);
  return {
    ratings: Float64Array.from(order, (at) => ratings[at]!),
    isHit: Uint8Array.from(order, (at) => Number(at < hits)),
    isOnControl: Uint8Array.from(order, (at) => Number(at >= hits && onControl.has(tasks[at]!))),
    tasks: Array.from(order, (at) => tasks[at]!),
  };
}

/** Bug → rating of the most confident finding on it. */
function bugRatings(findings: Iterable<JudgedFinding>): Map<string, number> {
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
  { ratings, isHit, tasks }: Marks,
  { bugs, clusterOf, isPrecisionShown }: ConfidenceInput,
  sampling: Sampling,
): ConfidenceScore['averagePrecision'] {
  const units = tasks.length + bugs.length;
  const statistic = (times: Int32Array, placeOf: Int32Array): number | null => {
    let all = 0;
    for (let bug = tasks.length; bug < units; bug++) all += times[placeOf[bug]!]!;
    if (all === 0 || !isPrecisionShown) return null;
    let [sum, hits, seen, hitsBefore] = [0, 0, 0, 0];
    for (let mark = 0; mark < ratings.length; mark++) {
      const count = times[placeOf[mark]!]!;
      seen += count;
      hits += isHit[mark]! * count;
      // Equal ratings enter together.
      if (hits === hitsBefore || ratings[mark + 1] === ratings[mark]) continue;
      sum += ((hits - hitsBefore) / all) * (hits / seen);
      hitsBefore = hits;
    }
    return sum;
  };
  return {
    value: onceEach(statistic, units),
    bootstrap: resampleCounts({
      clusters: [...tasks, ...bugs.map(({ task }) => task)].map(clusterOf),
      statistic,
      n: tasks.length,
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
  const loudest = new Map<string, number>();
  for (const { task, confidence, isFalseAlarm } of findings) {
    if (isFalseAlarm) loudest.set(task, Math.max(confidence ?? UNRATED, loudest.get(task) ?? -Infinity));
  }
  const cases = [
    ...bugs.map(({ id, task }) => ({ isBug: true, task, rating: ratings.get(id) ?? -Infinity })),
    ...controls.map(({ task }) => ({ isBug: false, task, rating: loudest.get(task) ?? -Infinity })),
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

/** Points by falling threshold, made when they are asked for: there are as many as ratings. */
interface Curve {
  readonly thresholds: readonly number[];
  readonly at: (index: number) => CurvePoint;
}

function curveOf(
  { ratings, isHit, isOnControl }: Marks,
  bugs: number,
  controls: ConfidenceInput['controls'],
  isPrecisionShown: boolean,
): Curve {
  const lines = controls.reduce((sum, control) => sum + control.lines, 0);
  const thresholds: number[] = [];
  const counts: { found: number[]; all: number[]; onControls: number[] } = {
    found: [],
    all: [],
    onControls: [],
  };
  let [found, onControls] = [0, 0];
  for (let mark = 0; mark < ratings.length; mark++) {
    found += isHit[mark]!;
    onControls += isOnControl[mark]!;
    if (ratings[mark + 1] === ratings[mark]) continue;
    thresholds.push(ratings[mark]!);
    counts.found.push(found);
    counts.all.push(mark + 1);
    counts.onControls.push(onControls);
  }
  return {
    thresholds,
    at: (index) => ({
      threshold: thresholds[index]!,
      found: counts.found[index]!,
      falseAlarms: counts.all[index]! - counts.found[index]!,
      recall: ratio(counts.found[index]!, bugs),
      precision: isPrecisionShown ? counts.found[index]! / counts.all[index]! : null,
      falseAlarmsPer1000Lines: ratio(1000 * counts.onControls[index]!, lines),
    }),
  };
}

/** The largest recall with no more false alarms than that; 0 where even the first finding costs more. */
function recallAt({ thresholds, at }: Curve, most: number): number | null {
  let best = 0;
  for (const index of thresholds.keys()) {
    const { falseAlarmsPer1000Lines, recall } = at(index);
    if (falseAlarmsPer1000Lines === null || recall === null) return null;
    // Both only rise.
    if (falseAlarmsPer1000Lines > most) break;
    best = recall;
  }
  return thresholds.length === 0 ? null : best;
}

/** Evenly chosen points, the first and the last among them, and those at `CURVE_THRESHOLDS`. */
function thinned({ thresholds, at }: Curve): CurvePoint[] {
  if (thresholds.length <= MOST_POINTS) return Array.from(thresholds.keys(), at);
  const step = (thresholds.length - 1) / (MOST_POINTS - 1);
  const kept = new Set([
    ...Array.from({ length: MOST_POINTS }, (_, index) => Math.round(index * step)),
    ...CURVE_THRESHOLDS.map((least) => thresholds.findLastIndex((threshold) => threshold >= least)),
  ]);
  kept.delete(-1);
  return [...kept].sort((a, b) => a - b).map(at);
}
