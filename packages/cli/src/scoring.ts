import { resolve } from 'node:path';
import { BebugError } from '@bebug/core';
import { openRun, type RunStream } from '@bebug/detectors';
import { readSet, readTree, type StoredSet } from '@bebug/engine';
import {
  RunTally,
  type FindingResult,
  type Scorecard,
  type ScoreOptions,
  type TaskTexts,
} from '@bebug/scorer';
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

/** Whether scorecards hold what became of each finding, or the figures alone: a long run has more findings than memory. */
export type Detail = 'findings' | 'figures';

/** Read the set, and score each run while it is read. */
export async function scoreAll(args: ScoringArguments, detail: Detail, io: Io): Promise<Scored> {
  checkWhole('seed', args.seed, 0);
  checkWhole('draws', args.draws, 1);
  if (args.set === undefined || args.run === undefined || args.run.length === 0)
    throw new BebugError('usage', 'Name a bug set and at least one run on it.');
  const set = await readSet(resolve(io.cwd, args.set));
  const texts = await taskTextsOf(set);
  const scorecards: Scorecard[] = [];
  for (const folder of args.run) {
    const run = await openRun(resolve(io.cwd, folder));
    try {
      scorecards.push(
        await scoreOpenRun(set, texts, run, { seed: args.seed, draws: args.draws }, detail, io),
      );
    } finally {
      await run.close();
    }
  }
  return { set, texts, scorecards };
}

async function scoreOpenRun(
  set: StoredSet,
  taskTexts: TaskTexts,
  stream: RunStream,
  options: Partial<ScoreOptions>,
  detail: Detail,
  io: Io,
): Promise<Scorecard> {
  const { manifest, hash, tasks, bugs, controls } = set;
  const { run, responses } = stream;
  const tally = new RunTally({
    ...{ manifest, setHash: hash, tasks, taskTexts, bugs, controls },
    ...{ run, responses, options },
  });
  const results: FindingResult[] = [];
  for await (const findings of stream.tasks(new Set(controls.map(({ task }) => task)))) {
    io.signal.throwIfAborted();
    const judged = tally.add(findings);
    if (detail === 'findings') results.push(...judged);
  }
  return tally.finish(results.sort((a, b) => a.index - b.index));
}

/** Task → path → text, as bug-finders saw it. */
export async function taskTextsOf(set: StoredSet): Promise<TaskTexts> {
  const texts = new Map<string, Map<string, string>>(set.tasks.map(({ id }) => [id, new Map()]));
  // All tasks at once: reading them one by one would go through the manifest for each.
  for (const [path, text] of await readTree(set, 'tasks')) {
    const slash = path.indexOf('/');
    texts.get(path.slice(0, slash))?.set(path.slice(slash + 1), text);
  }
  return texts;
}
