import { familySchema, sha256Schema, tierSchema } from '@bebug/core';
import { z } from 'zod';
import { chanceSchema } from './chance-baseline.ts';
import { intervalSchema } from './cluster-bootstrap.ts';
import { confidenceScoreSchema } from './confidence-score.ts';
import { discriminationSchema } from './discrimination.ts';
import { estimateSchema } from './estimate.ts';
import { explanationScoreSchema } from './explanation-score.ts';
import { pointingSchema } from './pointing.ts';
import { proportionSchema } from './proportion.ts';
import { realBugsSchema } from './real-bugs.ts';
import { placeSchema, strictnessSchema } from './strictness.ts';
import { timeToFindSchema } from './time-to-find.ts';
import { verdictSchema } from './verdict.ts';

export const SCORECARD_FORMAT = 'bebug-scorecard/1';

const count = z.int().nonnegative();

/**
 * Bugs that share a tier, family, operator or CWE. A false alarm has none of these, so that a slice has a recall and no
 * precision; F1 stands with the whole alone.
 */
const sliceSchema = z.strictObject({
  name: z.string(),
  bugs: count,
  /** Bugs in tasks that the detector attempted: the denominator of recall. */
  attempted: count,
  found: count,
  recall: proportionSchema,
  chance: chanceSchema,
});
export type Slice = z.infer<typeof sliceSchema>;

/** Everything at one strictness. */
const levelSchema = z.strictObject({
  strictness: strictnessSchema,
  overall: sliceSchema,
  /** Recall when bugs of tasks that were not attempted count as missed. */
  recallOverAll: proportionSchema,
  /** Verdicts over all findings. `falseAlarms`: false positives, invalid findings and known ones that nobody confirmed. */
  findings: z.strictObject({
    total: count,
    matched: count,
    duplicates: count,
    known: count,
    valid: count,
    falsePositives: count,
    invalid: count,
    falseAlarms: count,
  }),
  /** Mean of the recalls of all tiers, families, operators. */
  macroRecall: z.strictObject({ tiers: estimateSchema, families: estimateSchema, operators: estimateSchema }),
  /** Bugs found, of these and the false alarms. */
  precision: proportionSchema,
  /**
   * Precision if all false alarms that nobody has looked into (`open`) were false, and if all of them were real: clean code has defects, too.
   * Invalid findings, and those that were judged false, are false in both.
   */
  precisionBounds: z.strictObject({ low: z.number().nullable(), high: z.number().nullable(), open: count }),
  f1: estimateSchema,
  f05: estimateSchema,
  tiers: z.array(sliceSchema),
  families: z.array(sliceSchema),
  operators: z.array(sliceSchema),
  /** Bugs that have a CWE. */
  cwes: z.array(sliceSchema),
});
export type Level = z.infer<typeof levelSchema>;

/** Tasks without a bug: whatever is reported there is a false alarm, at every strictness. */
const controlScoreSchema = z.strictObject({
  tasks: count,
  /** Controls that were answered; a crash is not a clean bill. */
  answered: count,
  alarmed: proportionSchema,
  lines: count,
  falsePositives: count,
  /** `poisson`: exact interval (Garwood), as if alarms were independent of each other; `null` without a line. */
  per1000Lines: estimateSchema.extend({ poisson: intervalSchema.nullable() }),
});
export type ControlScore = z.infer<typeof controlScoreSchema>;

const sourcesSchema = z.strictObject({
  findings: sha256Schema.nullable(),
  /** What people said of findings (`--known`). */
  known: sha256Schema.nullable(),
  /** Findings on the clean twins (`--twins`). */
  twins: sha256Schema.nullable(),
});
export type ScoreSources = z.infer<typeof sourcesSchema>;

const bugResultSchema = z.strictObject({
  bug: z.string(),
  task: z.string(),
  file: z.string(),
  corpus: z.string(),
  title: z.string(),
  operator: z.string(),
  family: familySchema,
  tier: tierSchema,
  attempted: z.boolean(),
  /** At the headline strictness. */
  found: z.boolean(),
  /** Index (from 0) of the finding that found it. */
  finding: count.nullable(),
  /** What that finding calls it, normalised; `null` where it names no category. */
  category: z.string().nullable(),
  foundAt: z.strictObject({ line: z.boolean(), function: z.boolean(), file: z.boolean() }),
  /** Found, and nothing reported in its place on its clean twin; `null` where no run on the twins says so. */
  discriminated: z.boolean().nullable(),
  text: z.string(),
});
export type BugResult = z.infer<typeof bugResultSchema>;

const findingResultSchema = z.strictObject({
  /** Its place in `findings.jsonl`, from 0. */
  index: count,
  task: z.string(),
  file: z.string(),
  startLine: z.int(),
  endLine: z.int(),
  place: placeSchema.nullable(),
  category: z.string().nullable(),
  confidence: z.number().nullable(),
  explanation: z.string().nullable(),
  ...verdictSchema.omit({ place: true }).shape,
});
export type FindingResult = z.infer<typeof findingResultSchema>;

/** One detector on one bug set. Undefined is `null`; intervals are 95 %. */
export const scorecardSchema = z.strictObject({
  format: z.literal(SCORECARD_FORMAT),
  detector: z.string(),
  version: z.string(),
  /** SHA-256 of the set's `bugset.json`. */
  setHash: sha256Schema,
  run: z.strictObject({
    started: z.string(),
    finished: z.string().nullable(),
    promptHash: sha256Schema.nullable(),
    tokens: z.strictObject({ input: z.int(), output: z.int() }).nullable(),
    /** US dollars. */
    cost: z.number().nullable(),
  }),
  tasks: z.strictObject({
    total: count,
    attempted: count,
    answered: count,
    failed: count,
    refused: count,
    timedOut: count,
    notAttempted: count,
    /** Bugs in tasks that were not attempted. */
    bugsNotAttempted: count,
  }),
  /** One a strictness, the strictest first. */
  levels: z.array(levelSchema).length(3),
  controls: controlScoreSchema,
  /** Tasks with bugs in which one was found − clean controls with an alarm, as shares. */
  youden: estimateSchema,
  /** `null` without a run on the clean twins (`--twins`). */
  discrimination: discriminationSchema.nullable(),
  realBugs: realBugsSchema,
  /** At the headline strictness; `null` when no finding has a confidence. Average precision and the curve's precisions are `null` where precision is. */
  confidence: confidenceScoreSchema.nullable(),
  /** At the headline strictness; `null` when the run tells no times. */
  timeToFind: timeToFindSchema.nullable(),
  pointing: pointingSchema,
  /** `null` when nothing was graded or marked (`bebug grade`). */
  explanations: explanationScoreSchema.nullable(),
  /** Tokens and US dollars for each bug that was found; `null` where the run does not tell them, or found nothing. */
  costPerBug: z.strictObject({ tokens: z.number().nullable(), dollars: z.number().nullable() }),
  bugs: z.array(bugResultSchema),
  findings: z.array(findingResultSchema),
  method: z.strictObject({
    /** The headline: bugs and findings above are told at this level. */
    strictness: strictnessSchema,
    k: count,
    maxSpan: z.int().positive(),
    seed: z.int(),
    draws: z.int().positive(),
    confidence: z.literal(0.95),
    clusters: z.literal('corpus and source file'),
    /** A precision is given although no control was answered. */
    allowNoControls: z.boolean(),
    /** What else went into the figures; `null` where there was none, or nobody said its hash. SHA-256 of the files. */
    sources: sourcesSchema,
    weights: z.record(z.string(), z.number()),
    definitions: z.record(z.string(), z.string()),
  }),
  /** What the reader must know, in plain words. */
  notes: z.array(z.string()),
});
export type Scorecard = z.infer<typeof scorecardSchema>;

/** The part of a scorecard at one strictness; by default the headline's. */
export function levelOf(scorecard: Scorecard, strictness = scorecard.method.strictness): Level {
  return scorecard.levels.find((level) => level.strictness === strictness)!;
}
