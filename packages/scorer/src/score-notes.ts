import type { Manifest } from '@bebug/core/truth';
import type { Attempts } from './attempts.ts';
import type { ConfidenceScore } from './confidence-score.ts';
import type { ExplanationScore } from './explanation-score.ts';
import type { Level } from './scorecard.ts';
import type { ScoreOptions } from './score-input.ts';

interface Noted {
  readonly manifest: Manifest;
  readonly options: ScoreOptions;
  readonly attempts: Attempts;
  readonly bugsNotAttempted: number;
  readonly isPrecisionShown: boolean;
  readonly level: Level;
  readonly confidence: ConfidenceScore | null;
  readonly explanations: ExplanationScore | null;
  /** Bugs whose clean twin was not attempted, where there is a run on the twins. */
  readonly notCovered: number;
  /** Controls that are alarmed in the run and quiet in the run on the twins. */
  readonly louderControls: number;
}

/** Below this many clusters a bootstrap over them is far too short. */
const FEW_CLUSTERS = 20;
/** Below this many findings that are right or wrong the bins of a calibration are all but empty. */
const ENOUGH_JUDGED = 300;

/** What a reader must know before believing the figures. */
export function scoreNotes({
  manifest,
  options,
  attempts,
  bugsNotAttempted,
  isPrecisionShown,
  level,
  confidence,
  explanations,
  notCovered,
  louderControls,
}: Noted): string[] {
  const notes = [...manifest.notes];
  const { total, attempted, failed, refused, timedOut, notAttempted } = attempts.counts;
  if (notAttempted > 0) {
    notes.push(
      `${notAttempted} of ${total} tasks were not attempted; their ${bugsNotAttempted} bugs are not in the headline.`,
    );
  }
  if (failed + refused + timedOut > 0) {
    notes.push(
      `${failed + refused + timedOut} of ${attempted} attempted tasks brought no answer (failed ${failed}, refused ${refused}, timed out ${timedOut}); their bugs count as missed.`,
    );
  }
  if (!isPrecisionShown) notes.push('No clean control was answered: no precision, F1 or F0.5 is given.');
  const { clusters } = level.overall.recall.bootstrap;
  if (clusters < FEW_CLUSTERS) {
    notes.push(
      `Only ${clusters} source files: percentiles and BCa, which draw files, are too narrow; the intervals that are shown are made for few files.`,
    );
  }
  if (options.draws < 2000) notes.push(`Only ${options.draws} draws: intervals are rough.`);
  if (level.findings.invalid > 0) {
    notes.push(
      `${level.findings.invalid} findings name a task, file or line that is not there; they count as false alarms.`,
    );
  }
  if (confidence !== null) notes.push(...confidenceNotes(confidence, level.findings.total));
  notes.push(...(explanations?.models ?? []).flatMap(modelNotes));
  if (notCovered > 0)
    notes.push(
      `The clean twins of ${notCovered} bugs were not attempted; these are not in the discrimination.`,
    );
  if (louderControls > 0)
    notes.push(
      `${louderControls} clean controls are alarmed in the run and not in the run on the twins, where they are the same files: the discrimination may flatter.`,
    );
  return notes;
}

function confidenceNotes({ rated, judged }: ConfidenceScore, findings: number): string[] {
  return [
    ...(judged < ENOUGH_JUDGED
      ? [
          `Only ${judged} matches and false alarms have a confidence: Brier score and calibration error are unsteady.`,
        ]
      : []),
    ...(rated < findings
      ? [`${findings - rated} findings have no confidence; they come last in the ranking.`]
      : []),
  ];
}

function modelNotes({
  by,
  marked,
  unscored,
  labelled,
  criteria,
}: ExplanationScore['models'][number]): string[] {
  const uncorrected = criteria.filter(({ corrected }) => corrected.value === null).map(({ name }) => name);
  return [
    ...(unscored === 0
      ? []
      : [`${by} left ${unscored} of ${marked + unscored} explanations unscored; they are in no figure.`]),
    ...(labelled === 0
      ? [`The marks of ${by} are not corrected: people marked none of these explanations.`]
      : uncorrected.length === 0
        ? []
        : [
            `The marks of ${by} are not corrected for ${uncorrected.join(', ')}: among the ${labelled} explanations that people marked too, right and wrong ones are not both there, or it does no better than chance.`,
          ]),
  ];
}
