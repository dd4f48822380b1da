import { BebugError, groupBy, type Finding, type Response, type Run, type Task } from '@bebug/core';
import type { Bug, Control, Manifest } from '@bebug/core/truth';
import { attemptsOf } from './attempts.ts';
import { cleanTwinPlaces } from './clean-twins.ts';
import { scoreConfidence } from './confidence-score.ts';
import { answeredControls, scoreControls } from './control-score.ts';
import { DEFINITIONS } from './definitions.ts';
import { countLines, executableLines } from './executable-lines.ts';
import type { KnownPlace } from './explained-verdicts.ts';
import { invalidityCheck, invalidVerdict, type TaskTexts } from './invalid-findings.ts';
import { scoreLevel, type LevelInput, type LevelResult } from './level-score.ts';
import { pointingOf } from './pointing.ts';
import { ratio } from './precision-recall.ts';
import { bugResults, findingResults } from './results.ts';
import { scoreNotes } from './score-notes.ts';
import { SCORECARD_FORMAT, type Scorecard } from './scorecard.ts';
import { MATCH_DEFAULTS, STRICTNESS, WEIGHTS, type MatchOptions, type Strictness } from './strictness.ts';
import { timeToFind } from './time-to-find.ts';

export interface ScoreOptions extends MatchOptions {
  readonly seed: number;
  /** Draws of every bootstrap and permutation. */
  readonly draws: number;
  /** Print a precision although no control was answered. */
  readonly allowNoControls: boolean;
}

export const SCORE_DEFAULTS: ScoreOptions = {
  ...MATCH_DEFAULTS,
  seed: 1,
  draws: 2000,
  allowNoControls: false,
};

export interface ScoreInput {
  readonly manifest: Manifest;
  /** SHA-256 of `bugset.json`. */
  readonly setHash: string;
  readonly tasks: readonly Task[];
  readonly taskTexts: TaskTexts;
  readonly bugs: readonly Bug[];
  readonly controls: readonly Control[];
  readonly run: Run;
  readonly findings: readonly Finding[];
  readonly responses: readonly Response[];
  /** Confirmed defects of the clean code. */
  readonly known?: readonly Omit<KnownPlace, 'source'>[];
  readonly options?: Partial<ScoreOptions>;
}

/** @throws BebugError `run-mismatch` when the run was made on another set */
export function checkRun(run: Run, setHash: string): void {
  if (run.setHash !== setHash) {
    throw new BebugError(
      'run-mismatch',
      `The run of ${run.detector} was made on set ${run.setHash.slice(0, 12)}, not ${setHash.slice(0, 12)}.`,
    );
  }
}

/**
 * The scorecard of one run: pure, and the same for the same input in any order. Throws `run-mismatch` when the run was made
 * on another set and `file-missing` when the text of a file under review is not there; whatever a detector wrote is counted,
 * never a reason to stop.
 */
export function scoreRun(input: ScoreInput): Scorecard {
  const { manifest, setHash, tasks, taskTexts, bugs, controls, run, findings } = input;
  checkRun(run, setHash);
  const options = { ...SCORE_DEFAULTS, ...input.options };
  const attempts = attemptsOf(tasks, input.responses);
  const invalidity = invalidityCheck(tasks, taskTexts, attempts);
  const judged = findings.map((finding) => {
    const reason = invalidity(finding);
    return { finding, invalid: reason === null ? null : invalidVerdict(reason) };
  });
  const valid = judged.flatMap(({ finding, invalid }) => (invalid ? [] : [finding]));
  const known: KnownPlace[] = [
    ...(input.known ?? []).map((place): KnownPlace => ({ ...place, source: 'adjudicated' })),
    ...cleanTwinPlaces(tasks, taskTexts, bugs, controls, valid),
  ];
  const clusterOf = clusterNames(tasks, bugs, controls);
  const hasAnsweredControl = controls.some(({ task }) => attempts.isAnswered(task));
  const shared: Omit<LevelInput, 'options'> = {
    bugs,
    isAttempted: attempts.isAttempted,
    clusterOf,
    findings: judged,
    known,
    placedTasks: placedTasks(input, valid, attempts.isAttempted),
    isPrecisionShown: hasAnsweredControl || options.allowNoControls,
  };
  const results = Object.fromEntries(
    STRICTNESS.map((strictness) => [
      strictness,
      scoreLevel({ ...shared, options: { ...options, strictness } }),
    ]),
  ) as Record<Strictness, LevelResult>;
  const headline = results[options.strictness];
  const controlScore = scoreControls(
    tasks,
    controls,
    attempts,
    headline.verdicts.map((verdict, index) => ({ ...verdict, task: findings[index]!.task })),
    clusterOf,
    options,
  );
  const alarmed = new Set(
    findings.flatMap(({ task }, index) => (headline.verdicts[index]!.isFalseAlarm ? [task] : [])),
  );
  const attemptedBugs = bugs.filter(({ task }) => attempts.isAttempted(task));
  const bugsNotAttempted = bugs.length - attemptedBugs.length;

  return {
    format: SCORECARD_FORMAT,
    detector: run.detector,
    version: run.version,
    setHash,
    run: {
      started: run.started,
      finished: run.finished,
      promptHash: run.promptHash,
      tokens: run.tokens,
      cost: run.cost,
    },
    tasks: { ...attempts.counts, bugsNotAttempted },
    levels: STRICTNESS.map((strictness) => results[strictness].level),
    controls: controlScore,
    confidence: scoreConfidence({
      findings,
      verdicts: headline.verdicts,
      bugs: attemptedBugs,
      controls: answeredControls(tasks, controls, attempts, alarmed).map(({ id, lines }) => ({
        task: id,
        lines,
      })),
      clusterOf,
      sampling: options,
    }),
    timeToFind: timeToFind({
      bugs: attemptedBugs,
      found: headline.found,
      findings,
      responses: input.responses,
    }),
    pointing: pointingOf(bugs, headline.found, findings, options.maxSpan),
    costPerBug: {
      tokens: run.tokens && ratio(run.tokens.input + run.tokens.output, headline.found.size),
      dollars: run.cost === null ? null : ratio(run.cost, headline.found.size),
    },
    bugs: bugResults(bugs, attempts.isAttempted, results, findings, options),
    findings: findingResults(findings, headline.verdicts),
    method: {
      strictness: options.strictness,
      k: options.k,
      maxSpan: options.maxSpan,
      seed: options.seed,
      draws: options.draws,
      confidence: 0.95,
      clusters: 'corpus and source file',
      weights: WEIGHTS,
      definitions: DEFINITIONS,
    },
    notes: scoreNotes({
      manifest,
      options,
      attempts,
      bugsNotAttempted,
      isPrecisionShown: shared.isPrecisionShown,
      level: headline.level,
      rated: findings.filter(({ confidence }) => confidence !== undefined).length,
    }),
  };
}

/** Tasks of one source file are alike: they fall in one cluster. Unknown tasks share one of their own. */
function clusterNames(
  tasks: readonly Task[],
  bugs: readonly Bug[],
  controls: readonly Control[],
): (task: string) => string {
  const corpora = new Map([...bugs, ...controls].map(({ task, corpus }) => [task, corpus]));
  const names = new Map(tasks.map(({ id, files }) => [id, [corpora.get(id) ?? '', ...files].join('\n')]));
  return (task) => names.get(task) ?? '';
}

function placedTasks(
  { tasks, taskTexts, bugs }: ScoreInput,
  findings: readonly Finding[],
  isAttempted: (task: string) => boolean,
): LevelInput['placedTasks'] {
  const findingsOf = groupBy(findings, ({ task }) => task);
  const bugsOf = groupBy(bugs, ({ task }) => task);
  return tasks
    .filter(({ id }) => bugsOf.has(id) && isAttempted(id))
    .map(({ id, files }) => ({
      id,
      files: files.map((file) => {
        const text = textOf(taskTexts, id, file);
        return { file, lines: countLines(text), executable: executableLines(text) };
      }),
      findings: (findingsOf.get(id) ?? []).filter(({ file }) => files.includes(file)),
      bugs: bugsOf.get(id)!,
    }));
}

function textOf(texts: TaskTexts, task: string, file: string): string {
  const text = texts.get(task)?.get(file);
  if (text === undefined)
    throw new BebugError('file-missing', `The text of tasks/${task}/${file} is missing.`);
  return text;
}
