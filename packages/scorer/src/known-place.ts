import type { Adjudication, Finding } from '@bebug/core';
import { gapBetween, lineCount, type Lines } from './lines.ts';

/** What people said of a finding that met no planted bug. */
export interface JudgedPlace extends Adjudication {
  readonly source: 'adjudicated';
}

/** Lines that the detector itself reports on the clean file: nobody confirmed them, so that they stay false alarms. */
interface TwinPlace extends Lines {
  readonly task: string;
  readonly file: string;
  readonly source: 'clean-twin';
}

/** Lines of a task's file that are no planted bug and were reported all the same. */
export type KnownPlace = JudgedPlace | TwinPlace;

/** Whether people hold the place for a defect of the clean code: it is one for every finding that points there. */
export function isDefect({ verdict }: Pick<Adjudication, 'verdict'>): boolean {
  return verdict === undefined || verdict === 'known' || verdict === 'valid';
}

/**
 * Whether a finding points at a place that people judged. One over more than `maxSpan` lines points at nothing, as it finds no planted
 * bug at line level, unless it is the very one that was judged.
 */
export function pointsAt(finding: Finding, place: JudgedPlace, maxSpan: number): boolean {
  return gapBetween(place, finding) === 0 && (lineCount(finding) <= maxSpan || isAbout(place, finding));
}

/** The same lines, and the same words where they are told. */
export function isAbout(judged: Omit<Adjudication, 'verdict'>, finding: Finding): boolean {
  return (
    judged.startLine === finding.startLine &&
    judged.endLine === finding.endLine &&
    (judged.category === undefined || judged.category === finding.category) &&
    (judged.explanation === undefined || judged.explanation === finding.explanation)
  );
}
