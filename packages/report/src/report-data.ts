import { BebugError, type Task } from '@bebug/core';
import type { Bug, Manifest } from '@bebug/core/truth';
import {
  calibrateBugs,
  levelOf,
  type BugResult,
  type Calibration,
  type Level,
  type RunComparison,
  type Scorecard,
  type TaskTexts,
} from '@bebug/scorer';
import { comparisonOf, detectorName, isComparable } from './figures.ts';

export interface ReportInput {
  readonly manifest: Manifest;
  /** Of one bug set, scored in one way; at least one. */
  readonly scorecards: readonly Scorecard[];
  /** The truth: with it the page shows diffs, explanations and witnesses. */
  readonly bugs?: readonly Bug[];
  readonly tasks?: readonly Task[];
  /** Task → path → text, as a bug-finder sees it; needed for diffs. */
  readonly texts?: TaskTexts;
}

/** One detector, ready to be drawn: `hue` picks its colour on the whole page. */
export interface Entrant {
  readonly name: string;
  readonly hue: number;
  readonly card: Scorecard;
  readonly level: Level;
  /** By bug. */
  readonly results: ReadonlyMap<string, BugResult>;
}

export interface SetData {
  readonly manifest: Manifest;
  readonly entrants: readonly Entrant[];
  readonly bugs: ReadonlyMap<string, Bug>;
  readonly tasks: ReadonlyMap<string, Task>;
  readonly texts: TaskTexts;
}

export interface ReportData extends SetData {
  /** `null` for a single run, as `calibration`. */
  readonly comparison: RunComparison | null;
  readonly calibration: Calibration | null;
}

/** Colours that the style sheet has; further detectors start over. */
const HUES = 6;

/** The scorecards, when they belong together. Throws `usage` without a scorecard, `run-mismatch` when they do not. */
export function checkedScorecards(scorecards: readonly Scorecard[]): readonly Scorecard[] {
  if (scorecards.length === 0) throw new BebugError('usage', 'There is no scorecard to report.');
  if (!isComparable(scorecards)) {
    throw new BebugError('run-mismatch', 'These scorecards are of different bug sets or settings.');
  }
  return scorecards;
}

/** Checks the input, as `checkedScorecards` does, and looks things up once. */
export function setData({ manifest, scorecards, bugs = [], tasks = [], texts }: ReportInput): SetData {
  checkedScorecards(scorecards);
  return {
    manifest,
    entrants: scorecards.map((card, index) => ({
      name: detectorName(card),
      hue: index % HUES,
      card,
      level: levelOf(card),
      results: new Map(card.bugs.map((result) => [result.bug, result])),
    })),
    bugs: new Map(bugs.map((bug) => [bug.id, bug])),
    tasks: new Map(tasks.map((task) => [task.id, task])),
    texts: texts ?? new Map(),
  };
}

/** The same with what compares the runs, which takes a while. */
export function reportData(input: ReportInput): ReportData {
  const { scorecards } = input;
  return {
    ...setData(input),
    comparison: scorecards.length > 1 ? comparisonOf(scorecards) : null,
    calibration: scorecards.length > 1 ? calibrateBugs(scorecards) : null,
  };
}
