import { join, resolve } from 'node:path';
import { BebugError, type Adjudication } from '@bebug/core';
import type { Bug } from '@bebug/core/truth';
import { openRun, type RunStream } from '@bebug/detectors';
import { readSetKeeping, TaskFiles, type StoredSet, type TwinnedBug } from '@bebug/engine';
import {
  RunTally,
  type FindingResult,
  type Scorecard,
  SCORE_DEFAULTS,
  STRICTNESS,
  scoredBug,
  type ScoredBug,
  type ScoreOptions,
  type Strictness,
  type TallyInput,
  type TaskTexts,
} from '@bebug/scorer';
import type { Argv } from 'yargs';
import { readGrades, readKnown } from './judgements.ts';
import { hashOfFile } from './file-hash.ts';
import type { Io } from './io.ts';
import { checkWhole } from './numbers.ts';
import { expectBugSet } from './task-sets/expect-bug-set.ts';
import { pairWithTwins, type PairedRun } from './twin-runs.ts';

export interface ScoringArguments {
  set: string | undefined;
  run: string[] | undefined;
  seed: number;
  draws: number;
  strictness: Strictness;
  within: number;
  'allow-no-controls': boolean;
  known: string | undefined;
  twins: string[] | undefined;
}

/** How runs are scored unless somebody says otherwise. */
export const SCORING_DEFAULTS = {
  seed: SCORE_DEFAULTS.seed,
  draws: SCORE_DEFAULTS.draws,
  strictness: SCORE_DEFAULTS.strictness,
  within: SCORE_DEFAULTS.k,
  'allow-no-controls': SCORE_DEFAULTS.allowNoControls,
  known: undefined,
  twins: undefined,
} as const;

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
      default: SCORING_DEFAULTS.seed,
      describe: 'seed of the bootstrap and of the chance baseline',
    })
    .option('draws', {
      type: 'number',
      default: SCORING_DEFAULTS.draws,
      describe: 'draws of the bootstrap',
    })
    .option('strictness', {
      choices: STRICTNESS,
      default: SCORING_DEFAULTS.strictness,
      describe: 'the headline: how exactly a finding must point',
    })
    .option('within', {
      type: 'number',
      default: SCORING_DEFAULTS.within,
      describe: 'lines by which a finding may miss a bug at line level',
    })
    .option('allow-no-controls', {
      type: 'boolean',
      default: SCORING_DEFAULTS['allow-no-controls'],
      describe: 'give a precision although no clean control was answered; it flatters',
    })
    .option('known', {
      type: 'string',
      describe:
        'JSON Lines with what people said of findings that met no bug (`annotate verdicts`): defects of the clean code count neither way',
    })
    .option('twins', {
      type: 'string',
      array: true,
      describe:
        'runs of the same detectors on the clean twins (`export --format twins`): who tells a bug from the code without it?',
    });
}

/** Of the truth of a bug, what scoring needs. */
type NeededBug = ScoredBug & TwinnedBug;

/** A set, and where runs on it are. */
interface Scorable<B extends NeededBug = NeededBug> {
  readonly set: StoredSet<B>;
  readonly texts: TaskTexts;
  readonly known: readonly Adjudication[];
  /** Each with the one on the twins that belongs to it, when there are any. */
  readonly runs: readonly (PairedRun & { readonly sources: Sources })[];
}

/** Hashes of what a score is made of. */
type Sources = NonNullable<TallyInput['sources']>;

export interface Scored extends Pick<Scorable<Bug>, 'set' | 'texts'> {
  readonly scorecards: readonly Scorecard[];
}

/** Whether scorecards hold what became of each finding, or the figures alone: a long run has more findings than memory. */
type Detail = 'findings' | 'figures';

/** The set with its whole truth, and scorecards with all findings: what a report is made of. */
export async function scoreAll(args: ScoringArguments, io: Io): Promise<Scored> {
  const scorable = await readKeeping((bug) => bug, args, io);
  const { set, texts } = scorable;
  return { set, texts, scorecards: await scoreRuns(scorable, args, 'findings', io) };
}

/** Scorecards without findings, in memory that does not grow with what was reported. */
export async function scoreFigures(args: ScoringArguments, io: Io): Promise<Scorecard[]> {
  return scoreRuns(await readScorable(args, io), args, 'figures', io);
}

/** @throws BebugError `usage`, and what reading throws */
export async function readScorable(args: ScoringArguments, io: Io): Promise<Scorable> {
  return readKeeping((bug) => ({ ...scoredBug(bug), mutatedHash: bug.mutatedHash }), args, io);
}

async function readKeeping<B extends NeededBug>(
  keep: (bug: Bug) => B,
  args: ScoringArguments,
  io: Io,
): Promise<Scorable<B>> {
  checkWhole('seed', args.seed, 0);
  checkWhole('draws', args.draws, 1);
  if (args.set === undefined || args.run === undefined || args.run.length === 0)
    throw new BebugError('usage', 'Name a bug set and at least one run on it.');
  checkWhole('within', args.within, 0);
  await expectBugSet(resolve(io.cwd, args.set), args.set);
  const set = await readSetKeeping(resolve(io.cwd, args.set), keep);
  const texts = new TaskFiles(set);
  const known = args.known === undefined ? [] : await readKnown(resolve(io.cwd, args.known), set);
  const [folders, twins] = [args.run, args.twins ?? []].map((names) =>
    names.map((folder) => resolve(io.cwd, folder)),
  ) as [string[], string[]];
  const paired = await pairWithTwins(set, folders, twins);
  const knownHash = args.known === undefined ? null : await hashOfFile(resolve(io.cwd, args.known));
  const runs = [];
  for (const pair of paired) runs.push({ ...pair, sources: await sourcesOf(pair, knownHash) });
  return { set, texts, known, runs };
}

async function sourcesOf({ folder, twins }: PairedRun, known: string | null): Promise<Sources> {
  const findingsIn = (run: string): Promise<string | null> => hashOfFile(join(run, 'findings.jsonl'));
  return {
    findings: await findingsIn(folder),
    known,
    twins: twins === null ? null : await findingsIn(twins),
  };
}

/** One scorecard a run, in their order. */
export async function scoreRuns(
  { set, texts, known, runs }: Scorable,
  args: ScoringArguments,
  detail: Detail,
  io: Io,
): Promise<Scorecard[]> {
  const { seed, draws, strictness, within: k, 'allow-no-controls': allowNoControls } = args;
  const options = { seed, draws, strictness, k, allowNoControls };
  const scorecards: Scorecard[] = [];
  for (const { folder, twins, sources } of runs) {
    await using run = await openRun(folder);
    await using onTwins = twins === null ? null : await openRun(twins);
    const judgements = { known, ...(await readGrades(folder)) };
    const opened = { set, texts, run, onTwins, options, judgements, sources, detail };
    scorecards.push(await scoreOpenRun(opened, io));
  }
  return scorecards;
}

interface OpenRun {
  readonly set: StoredSet<NeededBug>;
  readonly texts: TaskTexts;
  readonly run: RunStream;
  readonly onTwins: RunStream | null;
  readonly options: Partial<ScoreOptions>;
  readonly judgements: Pick<TallyInput, 'known' | 'grades' | 'marks' | 'modelMarks'>;
  readonly sources: Sources;
  readonly detail: Detail;
}

async function scoreOpenRun(
  { set, texts, run: stream, onTwins, options, judgements, sources, detail }: OpenRun,
  io: Io,
): Promise<Scorecard> {
  const { manifest, hash, tasks, bugs, controls } = set;
  const { run, responses } = stream;
  const tally = new RunTally({
    ...{ manifest, setHash: hash, tasks, taskTexts: texts, bugs, controls },
    ...{ run, responses, options, sources, ...judgements },
    twins: onTwins ?? undefined,
  });
  const results: FindingResult[] = [];
  for await (const findings of stream.tasks(new Set(controls.map(({ task }) => task)))) {
    io.signal.throwIfAborted();
    const told = await onTwins?.on(findings[0]!.finding.task);
    const judged = tally.add(
      findings,
      told?.map(({ finding }) => finding),
    );
    if (detail === 'findings') results.push(...judged);
  }
  return tally.finish(results.sort((a, b) => a.index - b.index));
}
