import { resolve } from 'node:path';
import { BebugError } from '@bebug/core';
import { readRun } from '@bebug/detectors';
import { readSet, readTree, type StoredSet } from '@bebug/engine';
import { scoreRun, type Scorecard, type TaskTexts } from '@bebug/scorer';
import type { Argv } from 'yargs';
import type { Io } from './io.ts';
import { checkWhole } from './numbers.ts';

export interface ScoringArguments {
  set: string | undefined;
  run: string[] | undefined;
  seed: number;
  draws: number;
}

export function scoringOptions<T>(parser: Argv<T>): Argv<T & ScoringArguments> {
  return parser
    .positional('set', { type: 'string', describe: 'folder of a bug set with its truth' })
    .positional('run', {
      type: 'string',
      array: true,
      describe: 'folders of runs on that set',
    })
    .option('seed', {
      type: 'number',
      default: 1,
      describe: 'seed of the bootstrap and of the chance baseline',
    })
    .option('draws', {
      type: 'number',
      default: 2000,
      describe: 'draws of the bootstrap',
    });
}

export interface Scored {
  readonly set: StoredSet;
  readonly texts: TaskTexts;
  readonly scorecards: readonly Scorecard[];
}

/** Read the set and the runs, and score each run. */
export async function scoreAll(args: ScoringArguments, io: Io): Promise<Scored> {
  checkWhole('seed', args.seed, 0);
  checkWhole('draws', args.draws, 1);
  if (args.set === undefined || args.run === undefined || args.run.length === 0)
    throw new BebugError('usage', 'Name a bug set and at least one run on it.');
  const set = await readSet(resolve(io.cwd, args.set));
  const runs = [];
  for (const folder of args.run) runs.push(await readRun(resolve(io.cwd, folder)));
  const texts = await taskTextsOf(set);
  const scorecards = runs.map(({ run, findings, responses }) =>
    scoreRun({
      manifest: set.manifest,
      setHash: set.hash,
      tasks: set.tasks,
      taskTexts: texts,
      bugs: set.bugs,
      controls: set.controls,
      run,
      findings,
      responses,
      options: { seed: args.seed, draws: args.draws },
    }),
  );
  return { set, texts, scorecards };
}

/** Task → path → text, as bug-finders saw it. */
export async function taskTextsOf(set: StoredSet): Promise<TaskTexts> {
  const texts = new Map<string, ReadonlyMap<string, string>>();
  for (const task of set.tasks) texts.set(task.id, await readTree(set, `tasks/${task.id}`));
  return texts;
}
