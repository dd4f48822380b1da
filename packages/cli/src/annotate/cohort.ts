import { resolve } from 'node:path';
import { reportData, type Cohort } from '@bebug/report';
import type { Io } from '../io.ts';
import { activeTimes } from './active-times.ts';
import { meanMarks } from '../rubric/summary.ts';
import { scoreAll, SCORING_DEFAULTS } from '../scoring.ts';

/** Below it the fit says that the runs differ no more than by chance; then all abilities are 0, which says nothing of anybody. */
const NO_VARIANCE = 1e-3;
/** How the export names people. */
const PERSON = 'person:';

/** Runs of people on a set, scored and put on one scale of ability. */
export async function readCohort(set: string, run: string[], io: Io): Promise<Cohort> {
  const scored = await scoreAll({ ...SCORING_DEFAULTS, set, run }, io);
  const { scorecards, texts } = scored;
  const { manifest, bugs, tasks } = scored.set;
  const data = reportData({ manifest, scorecards, bugs, tasks, texts });
  const fit = data.calibration;
  const abilities = fit !== null && fit.variance > NO_VARIANCE ? fit.abilities : null;
  const measures = [];
  for (const [index, { detector }] of scorecards.entries()) {
    const folder = resolve(io.cwd, run[index]!);
    measures.push({
      name: nameOf(detector),
      ability: abilities?.[index] ?? null,
      marks: await meanMarks(folder),
      times: await activeTimes(folder),
    });
  }
  return { data, measures };
}

/** A person's name, or that of a tool that ran along. */
function nameOf(detector: string): string {
  return detector.startsWith(PERSON) ? detector.slice(PERSON.length) : detector;
}
