export { acceptedRegions, type PlacedBug } from './accepted-regions.ts';
export { maximumWeightMatching } from './assignment.ts';
export { averagePrecision } from './average-precision.ts';
export { chanceBaseline, type Chance, type ChanceBaseline, type ChanceInput } from './chance-baseline.ts';
export { clusterBootstrap, type Bootstrap, type BootstrapInput, type Interval } from './cluster-bootstrap.ts';
export type { KnownPlace } from './explained-verdicts.ts';
export type { TaskTexts } from './invalid-findings.ts';
export { matchFindings, type MatchInput, type MatchResult } from './match-findings.ts';
export { precisionRecall, type Counts, type PrecisionRecall } from './precision-recall.ts';
export { clopperPearson, wilson } from './proportions.ts';
export { SCORE_DEFAULTS, scoreRun, type ScoreInput, type ScoreOptions } from './score-run.ts';
export {
  levelOf,
  SCORECARD_FORMAT,
  scorecardSchema,
  type BugResult,
  type ControlScore,
  type Estimate,
  type FindingResult,
  type Level,
  type Proportion,
  type Scorecard,
  type Slice,
} from './scorecard.ts';
export {
  MATCH_DEFAULTS,
  STRICTNESS,
  strictnessSchema,
  WEIGHTS,
  type MatchOptions,
  type Place,
  type Strictness,
} from './strictness.ts';
export type { Verdict } from './verdict.ts';
