import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { BebugError } from '@bebug/core';
import {
  CommandDetector,
  createDetector,
  DETECTORS,
  type Detector,
  type ModelDetector,
} from '@bebug/detectors';
import type { Argv } from 'yargs';
import type { Io } from './io.ts';
import {
  MODEL_WORKERS,
  modelOptions,
  MOST_REQUESTS,
  openModel,
  requestsOf,
  type ModelArguments,
} from './model-options.ts';
import { checkWhole } from './numbers.ts';
import { unknown } from './selection.ts';

/** Tasks at work for each request that may be made: while one is written down, another one asks. */
const TASKS_PER_REQUEST = 2;

export interface DetectorArguments extends ModelArguments {
  with: string;
  seed: number | undefined;
  hint: number | undefined;
  workers: number | undefined;
  timeout: number;
  'pass-env': string[] | undefined;
  network: boolean;
  'findings-file': string | undefined;
}

/** The options that say who looks for bugs, and how. */
export function detectorOptions<T>(parser: Argv<T>): Argv<T & DetectorArguments> {
  const named = parser
    .option('with', {
      type: 'string',
      demandOption: true,
      describe: `the detector: ${Object.keys(DETECTORS).join(', ')}, model:PROVIDER/MODEL or command:"SHELL COMMAND"`,
    })
    .option('seed', {
      type: 'number',
      describe: 'seed of detectors that draw lots (default: 1), and of models that take one',
    })
    .option('hint', {
      type: 'number',
      describe: 'tell a model or an agent that a task has at most so many bugs',
    })
    .option('workers', {
      type: 'number',
      describe: `tasks at the same time (default: ${MODEL_WORKERS} for models, else 1)`,
    })
    .option('timeout', { type: 'number', default: 600, describe: 'seconds for one task' });
  return modelOptions(named)
    .option('pass-env', {
      type: 'string',
      array: true,
      describe: 'environment variables that a command may see; it sees no others',
    })
    .option('network', {
      type: 'boolean',
      default: true,
      describe: '--no-network keeps a command off the network',
    })
    .option('findings-file', {
      type: 'string',
      describe: 'the file in its folder to which a command writes findings (default: its output)',
    });
}

export interface Chosen {
  readonly detector: Detector;
  readonly model: ModelDetector | null;
  readonly workers: number;
  readonly timeoutMs: number | null;
}

/**
 * The detector of `--with`.
 * @param setFolder hidden from commands, where the system can
 * @throws BebugError `detector-unknown`, `usage`
 */
export async function chooseDetector(
  args: DetectorArguments,
  { repeat, setFolder }: { readonly repeat: number; readonly setFolder: string },
  io: Io,
): Promise<Chosen> {
  checkNumbers(args);
  const [kind, name] = [args.with.split(':', 1)[0], args.with.slice(args.with.indexOf(':') + 1)];
  const timeoutMs = args.timeout * 1000;
  const hint = args.hint ?? null;
  if (kind === 'model') {
    const workers = requestsOf(args.workers);
    const asking = { name, seed: args.seed, hint, repeat, concurrency: workers, timeoutMs };
    const model = await openModel(args, asking, io);
    return { detector: model, model, workers: workers * TASKS_PER_REQUEST, timeoutMs: null };
  }
  checkNoModelOptions(args);
  const workers = args.workers ?? 1;
  if (kind === 'command') {
    const passed = args['pass-env']?.flatMap((names) => names.split(',')).filter((one) => one !== '') ?? [];
    const detector = await CommandDetector.open({
      command: name,
      environment: passed.map((variable) => [variable, io.environment(variable)]),
      network: args.network,
      findingsFile: args['findings-file'] ?? null,
      hint,
      repeat,
      hidden: [setFolder],
      path: withoutOwnPrograms(io.environment('PATH')),
      timeoutMs,
    });
    for (const missing of detector.missingWalls) io.err(`note: ${missing}\n`);
    return { detector, model: null, workers, timeoutMs: null };
  }
  const names = Object.keys(DETECTORS);
  if (!names.includes(args.with)) throw unknown('detector-unknown', 'detector', args.with, names);
  return { detector: createDetector(args.with, { seed: args.seed ?? 1 }), model: null, workers, timeoutMs };
}

const MODEL_OPTIONS = ['base-url', 'temperature', 'reasoning', 'price', 'max-calls', 'max-cost'] as const;

/** A limit that nobody keeps must not look like one. @throws BebugError `usage` */
function checkNoModelOptions(args: DetectorArguments): void {
  const given = MODEL_OPTIONS.find((option) => args[option] !== undefined);
  if (given !== undefined) throw new BebugError('usage', `--${given} is about models; ${args.with} is none.`);
}

/** npm puts the folder of our own program into the path of what it runs; a command is not to see who asks. */
function withoutOwnPrograms(path: string | undefined): string | undefined {
  return path
    ?.split(delimiter)
    .filter((folder) => !existsSync(join(folder, 'bebug')))
    .join(delimiter);
}

function checkNumbers({ seed, hint, workers, timeout }: DetectorArguments): void {
  if (seed !== undefined) checkWhole('seed', seed, 0);
  if (hint !== undefined) checkWhole('hint', hint, 1);
  if (workers !== undefined) checkWhole('workers', workers, 1, MOST_REQUESTS);
  checkWhole('timeout', timeout, 1, 86_400);
}
