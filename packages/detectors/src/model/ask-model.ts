import { setTimeout as wait } from 'node:timers/promises';
import { oneLine, randomStream, type Response } from '@bebug/core';
import {
  APICallError,
  EmptyResponseBodyError,
  generateText,
  jsonSchema,
  Output,
  streamText,
  zodSchema,
  type CallWarning,
  type FinishReason,
  type FlexibleSchema,
  type LanguageModel,
  type LanguageModelUsage,
} from 'ai';
import type { z } from 'zod';
import { boundedFetch, OversizedBodyError } from './bounded-fetch.ts';
import { fetchOfCall, type CallFetch } from './connect.ts';
import type { ModelSettings } from './model-settings.ts';
import { withinLimit } from './output-limit.ts';
import type { Pace, Place } from './pace.ts';
import type { Prompt } from './prompt.ts';
import type { Reply } from './reply.ts';
import { Deadline } from '../deadline.ts';

/** A prompt, and what the reply is asked to be. */
export interface Question {
  readonly prompt: Prompt;
  readonly schema: z.ZodType;
  /** Of the schema, as providers see it. */
  readonly name: string;
}

export interface AskOptions {
  /** Of `connect`. */
  readonly model: LanguageModel;
  readonly settings: ModelSettings;
  readonly pace: Pace;
  /** For one attempt. */
  readonly timeoutMs: number;
  /** Wait before the second attempt; it doubles from one to the next. */
  readonly retryDelayMs: number;
  readonly signal: AbortSignal;
  /** Decides the jitter. */
  readonly key: string;
  /** Called before every attempt, each of which may be paid for. @returns whether it may be made */
  readonly onAttempt: () => boolean;
}

export type Asked =
  | { readonly reply: Reply }
  | { readonly status: Exclude<Response['status'], 'answered'>; readonly message: string };

/** Attempts that end in an error of the server or of the line. */
const MOST_FAILURES = 4;
/** Attempts that the provider turned away because there were too many. */
const MOST_TURNED_AWAY = 20;
/** Between two attempts, unless the provider asks for more. */
const LONGEST_WAIT_MS = 120_000;
/** Whatever a provider asks for. */
const LONGEST_RETRY_AFTER_MS = 3_600_000;
/** Far more than any answer, far less than memory. */
const MOST_BYTES = 4 * 1024 * 1024;
const fetchBounded = boundedFetch(MOST_BYTES);

/**
 * Asks until there is a reply, or no hope for one: 429, 5xx and broken connections are tried again, a time-out is not.
 * @throws the reason of `signal`, and nothing else
 */
export async function askModel(question: Question, options: AskOptions): Promise<Asked> {
  const { pace, retryDelayMs, signal, key } = options;
  let turnedAway = 0;
  for (let failures = 0; ;) {
    using place = pace.place();
    const tried = await attempt(question, options, place);
    if ('reply' in tried) pace.succeeded();
    else if (tried.status === 'failed' && tried.isTurnedAway)
      pace.slow(place.taken, tried.waitMs ?? retryDelayMs);
    place.leave();
    if ('reply' in tried || tried.status !== 'failed') return tried;
    if (tried.isTurnedAway) turnedAway += 1;
    else failures += 1;
    if (!tried.isWorthwhile || failures >= MOST_FAILURES || turnedAway >= MOST_TURNED_AWAY)
      return { status: 'failed', message: tried.message };
    if (tried.isTurnedAway) continue; // the pace keeps everybody waiting
    const jitter = 0.5 + randomStream('retry', key, failures).integer(0, 1000) / 1000;
    const delay = retryDelayMs * 2 ** (failures - 1) * jitter;
    await wait(tried.waitMs ?? Math.min(delay, LONGEST_WAIT_MS), undefined, { signal });
  }
}

interface Failure {
  readonly status: 'failed';
  readonly message: string;
  /** Another attempt may end otherwise. */
  readonly isWorthwhile: boolean;
  /** There were too many requests. */
  readonly isTurnedAway: boolean;
  /** What the provider asks for. */
  readonly waitMs: number | undefined;
}

/** The limits allow no further call. */
class LimitReachedError extends Error {
  override readonly name = 'LimitReachedError';
}

async function attempt(
  question: Question,
  { model, settings, timeoutMs, signal, onAttempt }: AskOptions,
  place: Place,
): Promise<{ reply: Reply } | { status: 'skipped' | 'timed-out' | 'unparsable'; message: string } | Failure> {
  using deadline = new Deadline(signal, null);
  // All is ready to be sent when the place is taken, and it is free again when a good reply has been read: what is made of it needs no
  // place. One that is turned away keeps it until the pace knows.
  const fetch: CallFetch = async (url, init) => {
    await place.take(deadline.signal);
    if (!onAttempt()) throw new LimitReachedError('A limit of calls or cost was reached.');
    deadline.start(timeoutMs);
    const response = await fetchBounded(url, withinLimit(init, settings));
    if (response.ok) place.leave();
    return response;
  };
  try {
    const request = { model, settings, signal: deadline.signal };
    const { text, finishReason, usage, warnings } = await fetchOfCall.run(fetch, () =>
      generate(question, request),
    );
    if (finishReason === 'error' || (finishReason === 'other' && text === ''))
      return failure(new Error('the model stopped because of an error'));
    return {
      reply: {
        text,
        ending:
          finishReason === 'content-filter' ? 'refused' : finishReason === 'length' ? 'cut-off' : 'complete',
        tokens: tokensOf(usage),
        warnings: warnings.map(warningText),
        elapsedMs: Math.round(place.heldMs),
      },
    };
  } catch (error) {
    signal.throwIfAborted();
    if (deadline.hasPassed) return { status: 'timed-out', message: `No reply within ${timeoutMs} ms.` };
    for (const cause of causes(error)) {
      if (cause instanceof LimitReachedError) return { status: 'skipped', message: cause.message };
      if (cause instanceof OversizedBodyError) return { status: 'unparsable', message: cause.message };
    }
    return failure(error);
  }
}

/** The text is read by ourselves: what is not quite JSON is repaired there, and kept whatever it is. */
const outputOf = ({ schema, name }: Question) => ({
  ...Output.object({ schema: schemaOf(schema), name }),
  parseCompleteOutput: (): Promise<never> => Promise.resolve(undefined as never),
});

/** As providers see it: made once, for making it takes longer than the rest of a request. */
const schemas = new WeakMap<z.ZodType, FlexibleSchema>();

function schemaOf(schema: z.ZodType): FlexibleSchema {
  const made = schemas.get(schema) ?? jsonSchema(zodSchema(schema).jsonSchema);
  schemas.set(schema, made);
  return made;
}

interface Generated {
  readonly text: string;
  readonly finishReason: FinishReason;
  readonly usage: LanguageModelUsage;
  readonly warnings: readonly CallWarning[];
}

async function generate(
  question: Question,
  { model, settings, signal }: { model: LanguageModel; settings: ModelSettings; signal: AbortSignal },
): Promise<Generated> {
  const { temperature, seed, reasoning, maxOutputTokens, stream } = settings;
  const request = {
    model,
    instructions: question.prompt.system,
    prompt: question.prompt.user,
    output: outputOf(question),
    maxRetries: 0,
    // Nobody listens, and making the events takes time.
    telemetry: { isEnabled: false },
    abortSignal: signal,
    maxOutputTokens,
    ...(temperature !== null && { temperature }),
    ...(seed !== null && { seed }),
    ...(reasoning !== null && { reasoning }),
  };
  if (!stream) {
    const { text, finishReason, usage, warnings = [] } = await generateText(request);
    return { text, finishReason, usage, warnings };
  }
  const errors: unknown[] = [];
  const result = streamText({ ...request, onError: ({ error }) => void errors.push(error) });
  try {
    const [text, finishReason, usage, warnings = []] = await Promise.all([
      result.text,
      result.finishReason,
      result.usage,
      result.warnings,
    ]);
    if (errors.length > 0) throw errors[0];
    return { text, finishReason, usage, warnings };
  } catch (error) {
    // What the stream broke on says more than that there is no output.
    throw errors[0] ?? error;
  }
}

function warningText(warning: CallWarning): string {
  if ('message' in warning) return oneLine(warning.message);
  const details = warning.details === undefined ? '' : ` (${warning.details})`;
  return oneLine(`${warning.feature} is not supported${details}`);
}

function tokensOf({ inputTokens, outputTokens }: LanguageModelUsage): Reply['tokens'] {
  return inputTokens === undefined && outputTokens === undefined
    ? null
    : { input: inputTokens ?? 0, output: outputTokens ?? 0 };
}

function failure(error: unknown): Failure {
  const call = causes(error).find((cause) => APICallError.isInstance(cause));
  const status = call?.statusCode;
  const isTurnedAway = status === 429 || status === 529;
  return {
    status: 'failed',
    message: sentenceOf(error, status),
    isTurnedAway,
    isWorthwhile: isTurnedAway || isPassing(error, status),
    waitMs: retryAfter(call?.responseHeaders),
  };
}

/** Errors of the server and of the line; a request that is wrong stays wrong. */
function isPassing(error: unknown, status: number | undefined): boolean {
  if (status !== undefined && status !== 200) return status >= 500 || status === 408 || status === 409;
  return !(error instanceof TypeError && error.message.startsWith('Invalid URL'));
}

function sentenceOf(error: unknown, status: number | undefined): string {
  const innermost = causes(error).at(-1);
  const texts = [error, innermost].map((cause) => (cause instanceof Error ? cause.message : String(cause)));
  const told = oneLine([...new Set(texts)].join(': '));
  const what = EmptyResponseBodyError.isInstance(error) ? 'an empty reply' : told;
  return status === undefined ? `The request failed: ${what}` : `The provider said ${status}: ${what}`;
}

/** The wait that the provider asks for: milliseconds, seconds or a date. */
function retryAfter(headers: Readonly<Record<string, string>> | undefined): number | undefined {
  const milliseconds = Number(headers?.['retry-after-ms'] ?? Number.NaN);
  if (milliseconds >= 0) return Math.min(milliseconds, LONGEST_RETRY_AFTER_MS);
  const told = headers?.['retry-after'];
  if (told === undefined) return undefined;
  const wanted = /^\d+(?:\.\d+)?$/u.test(told) ? Number(told) * 1000 : Date.parse(told) - Date.now();
  return Number.isNaN(wanted) ? undefined : Math.min(Math.max(0, wanted), LONGEST_RETRY_AFTER_MS);
}

/** An error and what caused it, outermost first. */
function causes(error: unknown): unknown[] {
  const chain: unknown[] = [];
  for (let cause = error; cause != null && chain.length < 10; cause = (cause as { cause?: unknown }).cause)
    chain.push(cause);
  return chain;
}
