import { resolve } from 'node:path';
import { BebugError, formatJson, judgementSchema, type Judgement } from '@bebug/core';
import { readLinesRun, type LinesRun } from '@bebug/detectors';
import { readProblems, type StoredProblems } from '@bebug/engine';
import { formatJudgementScores } from '@bebug/report';
import { asChoices, asComparisons, checkRun, choiceStrengths, scoreJudgements } from '@bebug/scorer';
import type { Io } from '../io.ts';
import type { TaskSetScoring } from './score-comparisons.ts';

/** Score runs on a set of problems. */
export async function scoreProblems(options: TaskSetScoring, io: Io): Promise<void> {
  const set = await readProblems(options.folder);
  const runs: LinesRun<Judgement>[] = [];
  for (const path of options.runs) runs.push(await readJudgements(resolve(io.cwd, path), set));
  const scores = runs.map(({ detector, lines }) =>
    scoreJudgements(set, { detector, judgements: lines }, options),
  );
  const strengths = choiceStrengths(
    asComparisons(set),
    runs.map(({ lines }) => asChoices(lines)),
  );
  const { colour, width } = io;
  await io.out(
    options.json
      ? formatJson({ scores, strengths })
      : formatJudgementScores({ hash: set.hash, scores, strengths }, { colour, width }),
  );
}

/** @throws BebugError `run-mismatch`; `file-format` for a line that is about no solution of the set, or the second about one */
async function readJudgements(path: string, set: StoredProblems): Promise<LinesRun<Judgement>> {
  const run = await readLinesRun(path, 'judgements.jsonl', judgementSchema);
  if (run.run !== null) checkRun(run.run, set.hash);
  const known = new Set(
    set.tasks.flatMap(({ id, candidates }) => candidates.map((label) => `${id} ${label}`)),
  );
  const seen = new Set<string>();
  for (const { task, candidate } of run.lines) {
    const solution = `${task} ${candidate}`;
    if (!known.has(solution))
      throw new BebugError(
        'file-format',
        `${run.place} names solution ${candidate} of ${task}, which the set has not.`,
      );
    if (seen.has(solution))
      throw new BebugError('file-format', `${run.place} judges solution ${candidate} of ${task} twice.`);
    seen.add(solution);
  }
  return run;
}
