import { sha256 } from '@bebug/core';
import type { LanguageModel } from 'ai';
import type { Detector, DetectorTask, TaskReport } from '../detector.ts';
import { versionOf } from '../installed.ts';
import { askModel, type Asked } from './ask-model.ts';
import { Budget, costOf, mostTokens, type Limits, type Price } from './budget.ts';
import { connect, type Connection } from './connect.ts';
import type { ModelName } from './model-name.ts';
import type { ModelSettings } from './model-settings.ts';
import { Pace } from './pace.ts';
import { PROMPT_VERSION, promptHash, promptOf, type Prompt, type PromptOptions } from './prompt.ts';
import { readAnswer } from './read-answer.ts';
import { ReplyCache, replyKey } from './reply-cache.ts';
import type { Reply } from './reply.ts';
import { redactor } from './secrets.ts';

export interface ModelOptions {
  readonly name: ModelName;
  readonly connection: Connection;
  readonly settings: ModelSettings;
  readonly prompt: PromptOptions;
  /** Which of several askings of the same, from 1. */
  readonly repeat: number;
  readonly limits: Limits;
  /** `null`: cost is not counted. */
  readonly price: Price | null;
  /** Requests at the same time, at most. */
  readonly concurrency: number;
  /** For one attempt. */
  readonly timeoutMs: number;
  readonly retryDelayMs?: number;
  /** Where replies are kept. */
  readonly cacheFolder: string;
}

/** What a run would take, before it is made. */
export interface Estimate {
  /** Tasks whose reply is in the cache already. */
  readonly cached: number;
  readonly calls: number;
  /** Estimated from the length of the prompts. */
  readonly inputTokens: number;
  /** US dollars if every reply were as long as it may be; `null` without a price. */
  readonly mostCost: number | null;
}

/** A model asked once for each task, through the cache, within the limits. */
export class ModelDetector implements Detector {
  readonly name: string;
  readonly version: string;
  readonly settings: Detector['settings'];
  readonly promptHash: string;
  readonly #options: ModelOptions;
  readonly #model: LanguageModel;
  readonly #cache: ReplyCache;
  readonly #pace: Pace;
  readonly #budget: Budget;
  readonly #redact: (text: string) => string;

  private constructor(options: ModelOptions, model: LanguageModel) {
    const { name, connection, settings, prompt, repeat } = options;
    this.#options = options;
    this.#model = model;
    this.#cache = new ReplyCache(options.cacheFolder);
    this.#pace = new Pace(options.concurrency);
    this.#budget = new Budget(options.limits, options.price);
    this.#redact = redactor([connection.key]);
    this.name = `model:${name.provider}/${name.model}`;
    this.version = `ai ${versionOf('ai')}, prompt ${PROMPT_VERSION}`;
    this.settings = { ...settings, hint: prompt.hint, baseUrl: connection.baseUrl ?? null, repeat };
    this.promptHash = promptHash(prompt);
  }

  /** @throws BebugError `usage` when key or address is missing */
  static async open(options: ModelOptions): Promise<ModelDetector> {
    return new ModelDetector(options, await connect(options.name, options.connection));
  }

  /** Calls made in this sitting, and their cost. */
  get spent(): Budget['spent'] {
    return this.#budget.spent;
  }

  async detect(task: DetectorTask, signal: AbortSignal = new AbortController().signal): Promise<TaskReport> {
    const prompt = promptOf(task, this.#options.prompt);
    const key = this.#keyOf(task, prompt);
    const kept = await this.#cache.get(key);
    if (kept) return this.#report(kept, task);
    const asked = await this.#ask(prompt, key, signal);
    if (!('reply' in asked))
      return { status: asked.status, findings: [], message: this.#redact(asked.message) };
    const reply = { ...asked.reply, text: this.#redact(asked.reply.text) };
    await this.#cache.put(key, reply);
    return this.#report(reply, task);
  }

  async estimate(tasks: readonly DetectorTask[]): Promise<Estimate> {
    const { settings, price } = this.#options;
    let [cached, inputTokens, mostCost] = [0, 0, 0];
    for (const task of tasks) {
      const prompt = promptOf(task, this.#options.prompt);
      if (await this.#cache.get(this.#keyOf(task, prompt))) {
        cached += 1;
        continue;
      }
      const most = mostTokens(prompt, settings.maxOutputTokens);
      inputTokens += most.input;
      if (price) mostCost += costOf(most, price);
    }
    return { cached, calls: tasks.length - cached, inputTokens, mostCost: price && mostCost };
  }

  #keyOf({ task }: DetectorTask, prompt: Prompt): string {
    const { name, settings } = this;
    return replyKey({ format: 1, task: task.id, prompt: sha256(JSON.stringify(prompt)), name, settings });
  }

  async #ask(prompt: Prompt, key: string, signal: AbortSignal): Promise<Asked> {
    const { settings, timeoutMs, retryDelayMs = 1000 } = this.#options;
    const most = mostTokens(prompt, settings.maxOutputTokens);
    let attempts = 0;
    const asked = await askModel(prompt, {
      model: this.#model,
      settings,
      pace: this.#pace,
      timeoutMs,
      retryDelayMs,
      signal,
      key,
      onAttempt: () => {
        // An attempt that failed is not paid for.
        if (attempts > 0) this.#budget.settle(most, { input: 0, output: 0 });
        attempts += 1;
        return this.#budget.reserve(most);
      },
    });
    if ('reply' in asked) this.#budget.settle(most, asked.reply.tokens);
    else if (asked.status !== 'skipped') this.#budget.settle(most, asked.status === 'failed' ? NONE : null);
    return asked;
  }

  #report(reply: Reply, task: DetectorTask): TaskReport {
    const { price } = this.#options;
    const paid = {
      elapsedMs: reply.elapsedMs,
      ...(reply.tokens && { tokens: reply.tokens }),
      ...(reply.tokens && price && { cost: costOf(reply.tokens, price) }),
    };
    if (reply.ending === 'refused')
      return { status: 'refused', findings: [], message: 'The model refused to answer.', ...paid };
    const read = readAnswer(reply.text, task);
    if (read.status !== 'answered')
      return { status: read.status, findings: [], message: cutOff(reply, read.message), ...paid };
    const message = cutOff(reply, read.remarks.join(' '));
    if (reply.ending === 'cut-off' && read.findings.length === 0)
      return { status: 'unparsable', findings: [], message, ...paid };
    return { status: 'answered', findings: read.findings, ...(message !== '' && { message }), ...paid };
  }
}

const NONE = { input: 0, output: 0 };

function cutOff({ ending }: Reply, message: string): string {
  return ending === 'cut-off' ? `The reply was cut off at its limit of tokens. ${message}`.trim() : message;
}
