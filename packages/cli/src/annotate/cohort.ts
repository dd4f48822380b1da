import { resolve } from 'node:path';
import { reportData, type Cohort } from '@bebug/report';
import { calibrateBugs } from '@bebug/scorer';
import type { Io } from '../io.ts';
import { meanMarks } from '../rubric.ts';
import { scoreAll } from '../scoring.ts';

export const SAMPLING = { seed: 1, draws: 2000 };
/** How the export names people. */
const PERSON = 'person:';

/** Runs of people on a set, scored and put on one scale of ability. */
export async function readCohort(set: string, run: string[], io: Io): Promise<Cohort> {
  const scored = await scoreAll({ set, run, ...SAMPLING }, io);
  const { scorecards, texts } = scored;
  const { manifest, bugs, tasks } = scored.set;
  const abilities = scorecards.length < 2 ? null : calibrateBugs(scorecards).abilities;
  const measures = [];
  for (const [index, { detector }] of scorecards.entries()) {
    measures.push({
      name: nameOf(detector),
      ability: abilities?.[index] ?? null,
      marks: await meanMarks(resolve(io.cwd, run[index]!)),
    });
  }
  return { data: reportData({ manifest, scorecards, bugs, tasks, texts }), measures };
}

/** A person's name, or that of a tool that ran along. */
function nameOf(detector: string): string {
  return detector.startsWith(PERSON) ? detector.slice(PERSON.length) : detector;
}
