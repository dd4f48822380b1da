import { resolve } from 'node:path';
import { BebugError, formatJson } from '@bebug/core';
import { isTaskSet, readTaskSetManifest } from '@bebug/engine';
import { formatScorecard, renderJsonReport } from '@bebug/report';
import { bugsToSeparate, FILE_DESIGN_EFFECT } from '@bebug/scorer';
import { command } from '../command.ts';
import type { Io } from '../io.ts';
import { checkWhole } from '../numbers.ts';
import { scoreAll, scoreFigures, scoringOptions, type ScoringArguments } from '../scoring.ts';
import { scoreComparisons } from '../task-sets/score-comparisons.ts';
import { scoreProblems } from '../task-sets/score-problems.ts';
import { formatSweep, sweep, SWEEPS } from '../sweep.ts';

export const scoreCommand = command({
  options: (parser) =>
    scoringOptions(parser)
      .option('json', {
        type: 'boolean',
        default: false,
        describe: 'print scorecards and their comparison as JSON',
      })
      .option('sweep', {
        choices: SWEEPS,
        describe: 'instead: how the figures depend on where a finding must point, or how sure it must be',
      })
      .option('plan', {
        type: 'number',
        describe: 'instead: how many bugs separate two detectors whose recall differs by so many points',
      })
      .option('discordant', {
        type: 'number',
        default: 30,
        describe: 'with --plan: per cent of the bugs that only one of the two finds',
      }),
  async run(args, io) {
    if (args.plan !== undefined) return plan({ ...args, plan: args.plan }, io);
    if (args.set !== undefined && (await isTaskSet(resolve(io.cwd, args.set)))) return scoreTasks(args, io);
    if (args.sweep !== undefined) {
      const rows = await sweep(args.sweep, args, io);
      await io.out(args.json ? formatJson(rows) : formatSweep(rows, io));
      return 0;
    }
    const scorecards = args.json ? (await scoreAll(args, io)).scorecards : await scoreFigures(args, io);
    const { colour, width } = io;
    await io.out(
      args.json ? renderJsonReport({ scorecards }) : formatScorecard(scorecards, { colour, width }),
    );
    return 0;
  },
});

/** What `bebug tasks` made is scored by its own measures: answers there point at no place. */
async function scoreTasks(
  {
    set,
    run: runs = [],
    seed,
    draws,
    json,
    sweep: swept,
    known,
  }: ScoringArguments & { readonly json: boolean; readonly sweep: string | undefined },
  io: Io,
): Promise<number> {
  if (runs.length === 0) throw new BebugError('usage', 'Name at least one run on these tasks.');
  if (swept !== undefined || known !== undefined)
    throw new BebugError(
      'usage',
      '--sweep and --known are about places in files, and these tasks have none.',
    );
  checkWhole('seed', seed, 0);
  checkWhole('draws', draws, 1);
  const folder = resolve(io.cwd, set!);
  const { manifest } = await readTaskSetManifest(folder);
  const score = manifest.format === 'bebug-comparisons/1' ? scoreComparisons : scoreProblems;
  await score({ folder, runs, seed, draws, json }, io);
  return 0;
}

async function plan(
  {
    plan: points,
    discordant,
    json,
    set,
  }: Partial<ScoringArguments> & { plan: number; discordant: number; json: boolean },
  io: Io,
): Promise<number> {
  if (set !== undefined) throw new BebugError('usage', '--plan takes neither a set nor runs.');
  if (!(discordant > 0 && discordant <= 100))
    throw new BebugError('usage', `--discordant ${discordant} is no share between 0 and 100 per cent.`);
  if (!(points > 0 && points <= discordant))
    throw new BebugError('usage', `--plan ${points} must lie between 0 and --discordant (${discordant}).`);
  const about = { discordant: discordant / 100 };
  const independent = bugsToSeparate(points / 100, about);
  const clustered = bugsToSeparate(points / 100, { ...about, designEffect: FILE_DESIGN_EFFECT });
  const planned = {
    points,
    discordant,
    power: 0.8,
    alpha: 0.05,
    designEffect: FILE_DESIGN_EFFECT,
    independent,
    clustered,
  };
  await io.out(
    json
      ? formatJson(planned)
      : `To tell two detectors ${points} points of recall apart takes ${independent} bugs that are independent of each other, ${clustered} when those of one file are alike (design effect ${FILE_DESIGN_EFFECT}).\nPaired test on the same bugs, ${discordant} % found by only one of the two, 80 % power, two-sided α 0.05.\n`,
  );
  return 0;
}
