import { join, resolve } from 'node:path';
import { BebugError, formatJson, type Response } from '@bebug/core';
import { readSet, runDetector, type Estimate, type RunSummary, type TaskSet } from '@bebug/detectors';
import { command } from '../command.ts';
import { DetectProgress } from '../detect-progress.ts';
import { chooseDetector, detectorOptions, type Chosen, type DetectorArguments } from '../detector-choice.ts';
import type { Io } from '../io.ts';
import { dollars } from '../model-options.ts';
import { checkWhole } from '../numbers.ts';
import { Progress } from '../progress.ts';
import { expectBugSet } from '../task-sets/expect-bug-set.ts';

interface DetectArguments extends DetectorArguments {
  set: string;
  out: string;
  limit: number | undefined;
  repeat: number;
  'retry-failed': boolean;
  'dry-run': boolean;
  json: boolean;
}

export const detectCommand = command<DetectArguments>({
  options: (parser) =>
    detectorOptions(
      parser
        .positional('set', {
          type: 'string',
          demandOption: true,
          describe: 'folder of a bug set; its truth is not opened',
        })
        .option('out', {
          type: 'string',
          demandOption: true,
          describe: 'folder of the run; an interrupted one is resumed',
        }),
    )
      .option('limit', { type: 'number', describe: 'ask the first so many tasks; the rest is skipped' })
      .option('repeat', {
        type: 'number',
        default: 1,
        describe: 'ask everything so many times, for a run each: OUT/1, OUT/2, …',
      })
      .option('retry-failed', {
        type: 'boolean',
        default: false,
        describe: 'ask those again that failed or timed out',
      })
      .option('dry-run', {
        type: 'boolean',
        default: false,
        describe: 'say what a model would cost, ask nothing',
      })
      .option('json', { type: 'boolean', default: false, describe: 'print JSON' }),
  async run(args, io) {
    checkWhole('repeat', args.repeat, 1, 1000);
    if (args.limit !== undefined) checkWhole('limit', args.limit, 1);
    const setFolder = resolve(io.cwd, args.set);
    await expectBugSet(setFolder, args.set);
    const set = await readSet(setFolder);
    const done: (Ran | Foreseen)[] = [];
    let left = args;
    for (let repeat = 1; repeat <= args.repeat; repeat++) {
      const chosen = await chooseDetector(left, { repeat, setFolder }, io);
      const out = args.repeat === 1 ? args.out : join(args.out, String(repeat));
      const one = args['dry-run'] ? foresee(chosen, set, out, args) : await ask(chosen, set, out, args, io);
      done.push(one);
      if ('summary' in one) left = { ...left, ...unspent(left, one.spent) };
    }
    await io.out(args.json ? formatJson(done) : done.map(sentences).join(''));
    return done.some((one) => 'summary' in one && one.summary.statuses.answered === 0) ? 1 : 0;
  },
});

/** The limits are for the sitting, whatever the number of repeats. */
function unspent(
  { 'max-calls': calls, 'max-cost': cost }: DetectArguments,
  spent: Ran['spent'],
): Pick<DetectArguments, 'max-calls' | 'max-cost'> {
  return {
    'max-calls': calls === undefined ? undefined : calls - (spent?.calls ?? 0),
    'max-cost': cost === undefined ? undefined : Math.max(0, cost - (spent?.cost ?? 0)),
  };
}

interface Ran {
  readonly out: string;
  readonly detector: string;
  readonly summary: RunSummary;
  /** Calls of this sitting, and their cost. */
  readonly spent: { readonly calls: number; readonly cost: number | null } | null;
}

interface Foreseen {
  readonly out: string;
  readonly detector: string;
  readonly estimate: Estimate;
}

async function ask(
  { detector, model, workers, timeoutMs }: Chosen,
  set: TaskSet,
  out: string,
  args: DetectArguments,
  io: Io,
): Promise<Ran> {
  const progress = new Progress(io);
  const bar = new DetectProgress(detector.name, io.now);
  const summary = await runDetector({
    set,
    detector,
    out: resolve(io.cwd, out),
    clock: io.now,
    signal: io.signal,
    finishesTasks: model !== null,
    workers,
    timeoutMs,
    limit: args.limit,
    retryFailed: args['retry-failed'],
    onProgress: (step) => progress.show(bar.line(step)),
  });
  progress.done();
  return { out, detector: `${detector.name} ${detector.version}`, summary, spent: model?.spent ?? null };
}

function foresee(
  { detector, model }: Chosen,
  set: TaskSet,
  out: string,
  { limit }: DetectArguments,
): Foreseen {
  if (model === null)
    throw new BebugError('usage', `--dry-run is about models; ${detector.name} costs nothing but time.`);
  const estimate = model.estimate(set.tasks.slice(0, limit));
  return { out, detector: detector.name, estimate };
}

function sentences(one: Ran | Foreseen): string {
  return 'summary' in one ? ranSentences(one) : foreseenSentence(one);
}

function ranSentences({ out, detector, summary, spent }: Ran): string {
  const { run, findings, tasks, statuses } = summary;
  const others = (Object.entries(statuses) as [Response['status'], number][]).filter(
    ([status, count]) => status !== 'answered' && count > 0,
  );
  const lines = [
    `${detector}: ${findings} findings on ${tasks - statuses.skipped} tasks in ${out}`,
    ...(others.length === 0 ? [] : [`  ${others.map(([status, count]) => `${count} ${status}`).join(', ')}`]),
    ...(run.tokens === null
      ? []
      : [`  ${run.tokens.input} tokens in, ${run.tokens.output} out${dollars(run.cost)}`]),
    ...(spent === null ? [] : [`  ${spent.calls} calls in this sitting${dollars(spent.cost)}`]),
    ...(statuses.skipped > 0 ? ['  the same command with higher limits asks what was skipped'] : []),
  ];
  return `${lines.join('\n')}\n`;
}

function foreseenSentence({ detector, estimate }: Foreseen): string {
  const { cached, calls, inputTokens, mostCost } = estimate;
  const cost = mostCost === null ? 'no --price, no cost' : `at most $${mostCost.toFixed(2)}`;
  return `${detector}: ${calls} calls to make, ${cached} replies at hand; about ${inputTokens} tokens in; ${cost}\n`;
}
