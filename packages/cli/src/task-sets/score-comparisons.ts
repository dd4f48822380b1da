import { resolve } from 'node:path';
import { BebugError, choiceSchema, formatJson, type Choice } from '@bebug/core';
import { readLinesRun, type LinesRun } from '@bebug/detectors';
import { readComparisons, type StoredComparisons } from '@bebug/engine';
import { formatChoiceScores } from '@bebug/report';
import { checkRun, choiceStrengths, scoreChoices } from '@bebug/scorer';
import type { Io } from '../io.ts';

export interface TaskSetScoring {
  readonly folder: string;
  readonly runs: readonly string[];
  readonly seed: number;
  readonly draws: number;
  readonly json: boolean;
}

/** Score runs on a comparison set. */
export async function scoreComparisons(options: TaskSetScoring, io: Io): Promise<void> {
  const set = await readComparisons(options.folder);
  const runs: LinesRun<Choice>[] = [];
  for (const path of options.runs) runs.push(await readChoices(resolve(io.cwd, path), set));
  const scores = runs.map(({ detector, lines }) => scoreChoices(set, { detector, choices: lines }, options));
  const strengths = choiceStrengths(
    set,
    runs.map(({ lines }) => lines),
  );
  const { colour, width } = io;
  await io.out(
    options.json
      ? formatJson({ scores, strengths })
      : formatChoiceScores({ hash: set.hash, scores, strengths }, { colour, width }),
  );
}

/** @throws BebugError `run-mismatch`; `file-format` for a line that is about no task of the set, or the second about one */
async function readChoices(path: string, set: StoredComparisons): Promise<LinesRun<Choice>> {
  const run = await readLinesRun(path, 'choices.jsonl', choiceSchema);
  if (run.run !== null) checkRun(run.run, set.hash);
  const candidates = new Map(set.tasks.map((task) => [task.id, task.candidates]));
  const seen = new Set<string>();
  for (const { task, choice } of run.lines) {
    const labels = candidates.get(task);
    if (labels === undefined)
      throw new BebugError('file-format', `${run.place} names the task ${task}, which the set has not.`);
    if (seen.has(task)) throw new BebugError('file-format', `${run.place} answers the task ${task} twice.`);
    seen.add(task);
    if (choice !== null && !labels.includes(choice))
      throw new BebugError(
        'file-format',
        `${run.place} chooses ${choice} in ${task}, which has ${labels.join(', ')}.`,
      );
  }
  return run;
}
