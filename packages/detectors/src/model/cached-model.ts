import { sha256, type Tokens } from '@bebug/core';
import type { LanguageModel } from 'ai';
import { askModel, type Asked, type Question } from './ask-model.ts';
import { Budget, costOf, mostTokens, type Limits, type Price } from './budget.ts';
import { connect, type Connection } from './connect.ts';
import type { ModelName } from './model-name.ts';
import type { ModelSettings } from './model-settings.ts';
import { Pace } from './pace.ts';
import type { Prompt } from './prompt.ts';
import { ReplyCache, replyKey } from './reply-cache.ts';
import type { Reply } from './reply.ts';
import { redactor } from './secrets.ts';

export interface ModelAccess {
  readonly name: ModelName;
  readonly connection: Connection;
  readonly settings: ModelSettings;
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

/** A model that is asked through the cache, within the limits, at the pace that its provider bears. */
export class CachedModel {
  readonly name: string;
  readonly settings: ModelSettings & { readonly baseUrl: string | null };
  readonly #access: ModelAccess;
  readonly #model: LanguageModel;
  readonly #cache: ReplyCache;
  readonly #pace: Pace;
  readonly #budget: Budget;
  readonly #redact: (text: string) => string;

  private constructor(access: ModelAccess, model: LanguageModel) {
    const { name, connection, settings } = access;
    this.#access = access;
    this.#model = model;
    this.#cache = new ReplyCache(access.cacheFolder);
    this.#pace = new Pace(access.concurrency);
    this.#budget = new Budget(access.limits, access.price);
    this.#redact = redactor([connection.key]);
    this.name = `model:${name.provider}/${name.model}`;
    this.settings = { ...settings, baseUrl: connection.baseUrl ?? null };
  }

  /** @throws BebugError `usage` when key or address is missing */
  static async open(access: ModelAccess): Promise<CachedModel> {
    return new CachedModel(access, await connect(access.name, access.connection));
  }

  /** Calls made in this sitting, and their cost. */
  get spent(): Budget['spent'] {
    return this.#budget.spent;
  }

  /** The most that asking can take. */
  mostTokens(prompt: Prompt): Tokens {
    return mostTokens(prompt, this.settings.maxOutputTokens);
  }

  /** US dollars; `null` without a price. */
  costOf(tokens: Tokens): number | null {
    return this.#access.price && costOf(tokens, this.#access.price);
  }

  /** The reply that is at hand. `about`: what it depends on beside prompt, model and settings, or settings of more. */
  kept(prompt: Prompt, about: Readonly<Record<string, unknown>>): Reply | null {
    return this.#cache.get(this.#keyOf(prompt, about));
  }

  /**
   * The reply that is at hand, or one that is asked for and kept before anything is made of it.
   * @throws the reason of `signal`; BebugError `file-format` when what is kept is no reply
   */
  async ask(
    question: Question,
    about: Readonly<Record<string, unknown>>,
    signal: AbortSignal,
  ): Promise<Asked> {
    const key = this.#keyOf(question.prompt, about);
    const kept = this.#cache.get(key);
    if (kept) return { reply: kept };
    const asked = await this.#askNow(question, key, signal);
    // Cut after keys are taken out: half a key would not be known as one.
    if (!('reply' in asked)) return { ...asked, message: this.#redact(asked.message).slice(0, MOST_TOLD) };
    const reply = { ...asked.reply, text: this.#redact(asked.reply.text) };
    await this.#cache.put(key, reply);
    return { reply };
  }

  #keyOf(prompt: Prompt, about: Readonly<Record<string, unknown>>): string {
    const { name, settings } = this;
    return replyKey({ format: 1, prompt: sha256(JSON.stringify(prompt)), name, settings, ...about });
  }

  async #askNow(question: Question, key: string, signal: AbortSignal): Promise<Asked> {
    const { settings, timeoutMs, retryDelayMs = 1000 } = this.#access;
    const most = this.mostTokens(question.prompt);
    let attempts = 0;
    const asked = await askModel(question, {
      model: this.#model,
      settings,
      pace: this.#pace,
      timeoutMs,
      retryDelayMs,
      signal,
      key,
      onAttempt: () => {
        // An attempt that failed is not paid for.
        if (attempts > 0) this.#budget.settle(most, NONE);
        attempts += 1;
        return this.#budget.reserve(most);
      },
    });
    if ('reply' in asked) this.#budget.settle(most, asked.reply.tokens);
    else if (asked.status !== 'skipped') this.#budget.settle(most, asked.status === 'failed' ? NONE : null);
    return asked;
  }
}

/** Letters of an error message. */
const MOST_TOLD = 500;
const NONE: Tokens = { input: 0, output: 0 };
