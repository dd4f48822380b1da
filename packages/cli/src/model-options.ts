import { join } from 'node:path';
import { BebugError } from '@bebug/core';
import {
  MODEL_DEFAULTS,
  openCachedModel,
  openModelDetector,
  parseModelName,
  PROVIDERS,
  REASONING,
  type CachedModel,
  type ModelAccess,
  type ModelDetector,
  type ModelSettings,
  type Price,
} from '@bebug/detectors';
import type { Argv } from 'yargs';
import type { Io } from './io.ts';
import { checkWhole } from './numbers.ts';

export interface ModelArguments {
  'base-url': string | undefined;
  temperature: number | undefined;
  reasoning: string | undefined;
  'max-output-tokens': number;
  stream: boolean;
  price: string | undefined;
  'max-calls': number | undefined;
  'max-cost': number | undefined;
}

/** The options that only models take. */
export function modelOptions<T>(parser: Argv<T>): Argv<T & ModelArguments> {
  return parser
    .option('base-url', {
      type: 'string',
      describe: 'address of the model’s server (needed for compatible/…)',
    })
    .option('temperature', { type: 'number', describe: 'temperature of a model' })
    .option('reasoning', { type: 'string', choices: REASONING, describe: 'how much a model is to think' })
    .option('max-output-tokens', {
      type: 'number',
      default: MODEL_DEFAULTS.maxOutputTokens,
      describe: 'longest reply of a model, thinking included',
    })
    .option('stream', {
      type: 'boolean',
      default: false,
      describe: 'take replies in pieces, where a silent line would be cut',
    })
    .option('price', {
      type: 'string',
      describe: 'IN,OUT: US dollars for a million tokens of input and of output',
    })
    .option('max-calls', { type: 'number', describe: 'most calls of this sitting; the rest is skipped' })
    .option('max-cost', { type: 'number', describe: 'most US dollars of this sitting; needs --price' });
}

/** Requests at the same time where nothing else is said; a provider that wants fewer says so, and is heard. */
export const MODEL_WORKERS = 8;

export const MOST_REQUESTS = 256;

/** @throws BebugError `usage` */
export function requestsOf(workers: number | undefined): number {
  if (workers !== undefined) checkWhole('workers', workers, 1, MOST_REQUESTS);
  return workers ?? MODEL_WORKERS;
}

export interface Access {
  /** After `model:`. */
  readonly name: string;
  readonly seed: number | undefined;
  readonly concurrency: number;
  readonly timeoutMs: number;
}

export interface Asking extends Access {
  readonly hint: number | null;
  readonly repeat: number;
}

/** A model that looks for bugs. @throws BebugError `detector-unknown`, `usage` */
export async function openModel(args: ModelArguments, asking: Asking, io: Io): Promise<ModelDetector> {
  const { hint, repeat } = asking;
  return openModelDetector({ ...accessOf(args, asking, io), prompt: { hint }, repeat });
}

/** A model that is asked something else. @throws BebugError `detector-unknown`, `usage` */
export async function openGrader(args: ModelArguments, access: Access, io: Io): Promise<CachedModel> {
  return openCachedModel(accessOf(args, access, io));
}

function accessOf(args: ModelArguments, access: Access, io: Io): ModelAccess {
  const name = parseModelName(access.name);
  return {
    name,
    connection: { key: io.environment(PROVIDERS[name.provider].keyName), baseUrl: args['base-url'] },
    settings: settingsOf(args, access.seed),
    ...spending(args),
    concurrency: access.concurrency,
    timeoutMs: access.timeoutMs,
    cacheFolder: join(io.cacheFolder, 'replies'),
  };
}

function settingsOf(args: ModelArguments, seed: number | undefined): ModelSettings {
  checkWhole('max-output-tokens', args['max-output-tokens'], 1);
  if (args.temperature !== undefined && !(args.temperature >= 0))
    throw new BebugError('usage', `--temperature takes a number from 0, not ${args.temperature}.`);
  return {
    temperature: args.temperature ?? null,
    seed: seed ?? null,
    reasoning: (args.reasoning ?? null) as ModelSettings['reasoning'],
    maxOutputTokens: args['max-output-tokens'],
    stream: args.stream,
  };
}

function spending(args: ModelArguments): Pick<ModelAccess, 'limits' | 'price'> {
  const maxCalls = args['max-calls'] ?? null;
  const maxCost = args['max-cost'] ?? null;
  if (maxCalls !== null) checkWhole('max-calls', maxCalls, 0);
  if (maxCost !== null && !(maxCost >= 0))
    throw new BebugError('usage', `--max-cost takes dollars from 0, not ${maxCost}.`);
  const price = args.price === undefined ? null : parsePrice(args.price);
  if (maxCost !== null && price === null) {
    throw new BebugError('usage', '--max-cost needs the price of the model.', {
      hint: 'Say --price IN,OUT, for instance --price 2.5,10; providers change prices, so bebug knows none.',
    });
  }
  return { limits: { maxCalls, maxCost }, price };
}

function parsePrice(text: string): Price {
  const [input, output, ...more] = text
    .split(',')
    .map((part) => (part.trim() === '' ? Number.NaN : Number(part)));
  if (input !== undefined && output !== undefined && input >= 0 && output >= 0 && more.length === 0)
    return { input, output };
  throw new BebugError(
    'usage',
    `--price takes two numbers, as in --price 2.5,10, not ${JSON.stringify(text)}.`,
  );
}

/** To go behind a figure; nothing where the cost is not known. */
export function dollars(cost: number | null): string {
  return cost === null ? '' : `, $${cost.toFixed(4)}`;
}
