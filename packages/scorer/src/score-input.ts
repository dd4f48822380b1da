import {
  BebugError,
  type Adjudication,
  type Finding,
  type Grade,
  type Marks,
  type ModelMarks,
  type Response,
  type Run,
  type Task,
} from '@bebug/core';
import type { Control, Manifest } from '@bebug/core/truth';
import type { TaskTexts } from './invalid-findings.ts';
import type { ScoreSources } from './scorecard.ts';
import type { ScoredBug } from './scored-bug.ts';
import { MATCH_DEFAULTS, type MatchOptions } from './strictness.ts';

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

/** What the same detector says of the clean twins of the tasks. */
export interface TwinRun {
  readonly findings: readonly Finding[];
  readonly responses: readonly Response[];
}

export interface ScoreInput {
  readonly manifest: Manifest;
  /** SHA-256 of `bugset.json`. */
  readonly setHash: string;
  readonly tasks: readonly Task[];
  readonly taskTexts: TaskTexts;
  readonly bugs: readonly ScoredBug[];
  readonly controls: readonly Control[];
  readonly run: Run;
  readonly findings: readonly Finding[];
  readonly responses: readonly Response[];
  /** What people said of findings that met no planted bug. */
  readonly known?: readonly Adjudication[];
  readonly twins?: TwinRun | undefined;
  /** What `bebug grade` found out about findings of the run. */
  readonly grades?: readonly Grade[];
  readonly marks?: readonly Marks[];
  readonly modelMarks?: readonly ModelMarks[];
  /** Hashes of the files that these are from, for the record. */
  readonly sources?: ScoreSources;
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
