import type { Adjudication } from '@bebug/core';
import type { Lines } from './lines.ts';

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
