export { acceptedRegions, type PlacedBug } from './accepted-regions.ts';
export { afroc, type Ratings } from './afroc.ts';
export { maximumWeightMatching } from './assignment.ts';
export { anchoredFinding, type AnchoredFinding } from './anchored-finding.ts';
export { attemptsOf } from './attempts.ts';
export { averagePrecision } from './average-precision.ts';
export { nominalAgreement } from './nominal-agreement.ts';
export {
  abilityInterval,
  standardAbilitiesOf,
  calibrateBugs,
  type CalibratedBug,
  type CalibratedTier,
  type Calibration,
} from './calibrate-bugs.ts';
export {
  fitBradleyTerry,
  type BradleyTerryFit,
  type Contest,
  type Strength,
} from './comparisons/bradley-terry.ts';
export { choiceStrengths, strengthsSchema, type Strengths } from './comparisons/choice-strengths.ts';
export { positionBias, type PositionBias } from './comparisons/position-bias.ts';
export {
  choiceScoreSchema,
  scoreChoices,
  type ChoiceScore,
  type ComparisonKey,
} from './comparisons/score-choices.ts';
export {
  asChoices,
  asComparisons,
  judgementScoreSchema,
  scoreJudgements,
  type JudgementScore,
  type ProblemKey,
} from './comparisons/score-judgements.ts';
export { brier, expectedCalibrationError } from './calibration-error.ts';
export { chanceBaseline, type Chance, type ChanceBaseline, type ChanceInput } from './chance-baseline.ts';
export { clusterBootstrap, type Bootstrap, type BootstrapInput, type Interval } from './cluster-bootstrap.ts';
export { resampleClusters, type ResamplingInput } from './cluster-resampling.ts';
export { weightedAuc } from './weighted-auc.ts';
export { clusteredStandardError } from './clustered-error.ts';
export { chaoByCluster } from './seeded-estimates.ts';
export { chao, chapman, chapmanInterval, mills, millsInterval, type Chapman } from './error-seeding.ts';
export { compareRuns, detectableOf, type PairedComparison, type RunComparison } from './compare-runs.ts';
export type { Estimate } from './estimate.ts';
export { gapBetween, type Lines } from './lines.ts';
export { clusteredWilson, intervalOfShare, shareByCluster } from './clustered-wilson.ts';
export { rateByCluster } from './clustered-rate.ts';
export { designEffect } from './share-residuals.ts';
export { differenceByCluster, differenceInterval } from './difference-interval.ts';
export { agreementByCluster, type RatingCounts } from './clustered-agreement.ts';
export type { ByCluster, ByClusterOrRefused } from './by-cluster.ts';
export type { ExplanationScore } from './explanation-score.ts';
export type { Proportion } from './proportion.ts';
export type { KnownPlace } from './known-place.ts';
export { invalidityCheck, type TaskTexts } from './invalid-findings.ts';
export {
  fit2pl,
  fitRasch,
  type Ability,
  type RaschFit,
  type RaschItem,
  type TwoParameterFit,
  type TwoParameterItem,
} from './item-response.ts';
export type { CalibrationBin } from './calibration-error.ts';
export { CURVE_THRESHOLDS, type ConfidenceScore, type CurvePoint } from './confidence-score.ts';
export { commonLimit, meanUpTo, type TimeToFind } from './time-to-find.ts';
export {
  auditLeaks,
  MOST_AUC,
  type Giveaway,
  type LeakAudit,
  type LeakRate,
  type TwinPair,
} from './leak-audit/audit-leaks.ts';
export {
  kaplanMeier,
  restrictedMean,
  restrictedMeanError,
  clusteredVarianceOfMean,
  riskSteps,
  type SurvivalStep,
} from './kaplan-meier.ts';
export { cohenKappa, fleissKappa, squaredSteps, type Disagreement } from './kappa.ts';
export { krippendorffAlpha, nominalAlpha, type MeasurementLevel } from './krippendorff-alpha.ts';
export type { Responses } from './marginal-likelihood.ts';
export { macroRecall } from './macro-recall.ts';
export { markAgreement, type MarkAgreement, type MarkedExplanation } from './mark-agreement.ts';
export { matchFindings, type MatchInput, type MatchResult } from './match-findings.ts';
export { mcnemar, type McNemar } from './mcnemar.ts';
export { benjaminiHochberg, holm } from './multiple-tests.ts';
export {
  bugsToSeparate,
  detectableDifference,
  FILE_DESIGN_EFFECT,
  type PowerPlan,
} from './power-planning.ts';
export type { ModelMarksScore } from './model-marks-score.ts';
export { precisionRecall, type Counts, type PrecisionRecall } from './precision-recall.ts';
export { poissonInterval } from './poisson.ts';
export { clopperPearson, wilson } from './proportions.ts';
export { roganGladen, roganGladenInterval } from './rogan-gladen.ts';
export { checkRun, SCORE_DEFAULTS, type ScoreInput, type ScoreOptions, type TwinRun } from './score-input.ts';
export { scoredBug, type ScoredBug } from './scored-bug.ts';
export { scoreRun } from './score-run.ts';
export { scoresOf, scoresSchema, type Scores } from './scores.ts';
export {
  levelOf,
  SCORECARD_FORMAT,
  scorecardSchema,
  type BugResult,
  type ControlScore,
  type FindingResult,
  type Level,
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
export { RunTally, type IndexedFinding, type TallyInput } from './run-tally.ts';
export { sourceClusters } from './source-clusters.ts';
export type { ShownInterval } from './shown-interval.ts';
export { signFlipPermutation, type SignFlip } from './sign-flip.ts';
export type { Verdict } from './verdict.ts';
export { youden } from './youden.ts';
